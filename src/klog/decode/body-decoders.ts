// Which decoders read the body of which kind of report: a table.

import type { BodyDecoder } from './body-decoder.ts';
import { HungTask } from './hung-task.ts';
import { MemoryReport } from './memory-report.ts';
import { RcuStall } from './rcu-stall.ts';

const decoders: Record<string, (() => BodyDecoder)[]> = {
  'oom-kill': [() => new MemoryReport()],
  'page-allocation-failure': [() => new MemoryReport()],
  'hung-task': [() => new HungTask()],
  'rcu-stall': [() => new RcuStall()],
};

/** New ones for a new report; none for a kind whose lines say all there is. */
export function bodyDecodersOf(kind: string): BodyDecoder[] {
  return (decoders[kind] ?? []).map((make) => make());
}
