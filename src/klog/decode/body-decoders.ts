// Which decoders read the body of which kind of report: a table.

import type { BodyDecoder } from './body-decoder.ts';
import { MemoryReport } from './memory-report.ts';

const decoders: Record<string, (() => BodyDecoder)[]> = {
  'oom-kill': [() => new MemoryReport()],
  'page-allocation-failure': [() => new MemoryReport()],
};

/** New ones for a new report; none for a kind whose lines say all there is. */
export function bodyDecodersOf(kind: string): BodyDecoder[] {
  return (decoders[kind] ?? []).map((make) => make());
}
