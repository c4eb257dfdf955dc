// Whose machine the report speaks of: nobody should reboot the wrong one.
//
// In: a report. Out: the name of the machine whose event is to be acted on and the line that says it;
// null where the log does not tell, or tells of several and nothing failed.

import type { NamedHost } from '../model/kernel-log.ts';
import type { PlannedCommand, TriageReport } from '../model/triage-report.ts';
import { primaryEvent } from './find-match.ts';

export function whoseMachine(report: TriageReport): NamedHost | null {
  const { host, hosts } = report.machine;
  const event = primaryEvent(report);
  const name = event === null ? host : event.host;
  if (name === null) return null;
  const line = hosts.find((known) => known.name === name)?.line;
  return { name, line: line ?? event?.lines[0] ?? 1 };
}

/** Whether a command says beside it which machine it is for: it costs too much on another. */
export function namesItsMachine({ risk, runs }: Pick<PlannedCommand, 'risk' | 'runs'>): boolean {
  return (risk === 'reboots' || risk === 'destroys-data') && runs !== 'workstation';
}

/** `host db7, and 2 others`: whose log it is, in a word or two; null where it names nobody. */
export function hostsInWords(report: TriageReport): string | null {
  const { hosts } = report.machine;
  const own = whoseMachine(report)?.name ?? null;
  if (hosts.length === 0) return null;
  if (own === null) return hosts.length === 1 ? `host ${hosts[0]!.name}` : `${hosts.length} hosts`;
  const others = hosts.length - 1;
  if (others === 0) return `host ${own}`;
  return `host ${own}, and ${others === 1 ? '1 other' : `${others} others`}`;
}
