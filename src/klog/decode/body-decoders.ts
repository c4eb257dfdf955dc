// Which decoders read the body of which kind of report: a table.

import type { BodyDecoder } from './body-decoder.ts';
import { CodeBytes } from './code-bytes.ts';
import { HungTask } from './hung-task.ts';
import { MemoryReport } from './memory-report.ts';
import { RcuStall } from './rcu-stall.ts';

const decoders: Record<string, (() => BodyDecoder)[]> = {
  'oom-kill': [() => new MemoryReport()],
  'page-allocation-failure': [() => new MemoryReport()],
  'hung-task': [() => new HungTask()],
  'rcu-stall': [() => new RcuStall()],
};

/** In these the registers and the code are of whoever printed the report. */
const othersCode = new Set(['hung-task', 'workqueue-lockup']);

/** New ones for a new report; none for a kind whose lines say all there is. */
export function bodyDecodersOf(kind: string): BodyDecoder[] {
  const made = (decoders[kind] ?? []).map((make) => make());
  if (!othersCode.has(kind)) made.push(new CodeBytes());
  return made;
}
