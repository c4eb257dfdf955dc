// What the log knows that a command may need: values by the names that runbooks use in `<…>`.
//
// Each value remembers the line it came from. Captures of the matched signatures come first, since
// their author named them for this runbook; then the event's own facts; then the machine's.

import type { KernelEvent, KernelLog } from '../model/kernel-log.ts';
import type { Evidence } from '../model/triage-report.ts';

export interface EventValue {
  value: string;
  line: number;
}

export function eventValues(
  log: KernelLog,
  event: KernelEvent | null,
  evidence: readonly Evidence[],
): Record<string, EventValue> {
  const values: Record<string, EventValue> = {};
  const keep = (name: string, value: string | number | null, line: number) => {
    if (value === null || value === '' || Object.hasOwn(values, name)) return;
    values[name] = { value: String(value), line };
  };
  for (const { captures, line } of evidence) {
    for (const [name, value] of Object.entries(captures)) keep(name, value.trim(), line);
  }
  if (event) {
    const lineOf = (fact: string) =>
      event.facts.find(({ name }) => name === fact)?.at.line ?? event.lines[0];
    keep('module', event.module, lineOf('module'));
    keep('function', event.guilty ?? event.function, lineOf('function'));
    keep('guilty', event.guilty, lineOf('function'));
    keep('pid', event.pid, lineOf('pid'));
    keep('comm', event.comm, lineOf('comm'));
    keep('cpu', event.cpu, lineOf('cpu'));
    keep('device', event.device, lineOf('device'));
    keep('taint', event.taint, lineOf('taint'));
    for (const { name, value, at } of event.facts) keep(name, value, at.line);
    keep('kernel', event.kernel, lineOf('kernel'));
  }
  keep('kernel', log.machine.kernel, event?.lines[0] ?? 1);
  return values;
}
