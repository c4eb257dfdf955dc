// Which decoders read the body of which kind of report: a table.

import type { Opener } from '../openers/opener.ts';
import type { BodyDecoder } from './body-decoder.ts';
import { CodeBytes } from './code-bytes.ts';
import { DamagedObject } from './damaged-object.ts';
import { HungTask } from './hung-task.ts';
import { MemoryReport } from './memory-report.ts';
import { RcuStall } from './rcu-stall.ts';

const decoders: Record<string, (() => BodyDecoder)[]> = {
  'oom-kill': [() => new MemoryReport()],
  'page-allocation-failure': [() => new MemoryReport()],
  kasan: [() => new DamagedObject()],
  kfence: [() => new DamagedObject()],
  'slab-corruption': [() => new DamagedObject()],
  'hung-task': [() => new HungTask()],
  'rcu-stall': [() => new RcuStall()],
};

/** In these the registers and the code are of whoever printed the report. */
const othersCode = new Set(['hung-task', 'workqueue-lockup']);

/** New ones for a new report; none for a line that says all there is, of which a log may be full. */
export function bodyDecodersOf(kind: string, form: Opener['form']): BodyDecoder[] {
  if (form === 'line') return [];
  const made = (decoders[kind] ?? []).map((make) => make());
  if (!othersCode.has(kind)) made.push(new CodeBytes());
  return made;
}
