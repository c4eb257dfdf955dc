// In: a report and the salt of a history. Out: what may be remembered of its event to act on; null
// where nothing failed.

import type { TriageReport } from '../model/triage-report.ts';
import { digestHost } from './digest-host.ts';
import type { Seen } from './history.ts';

const longest = 200;

export function seenInReport(report: TriageReport, salt: string, read: string): Seen | null {
  const event = report.primary === null ? undefined : report.events[report.primary];
  if (event === undefined || event.severity === 'notice') return null;
  const { kind, guilty, module, timestamp, time, host } = event;
  return {
    kind,
    function: printable(guilty ?? event.function),
    module: printable(module),
    kernel: printable(
      event.host === null || event.host === report.machine.host ? report.machine.kernel : null,
    ),
    host: host === null ? null : digestHost(salt, host),
    happened: timestamp ?? (time === null ? null : String(time)),
    read,
  };
}

function printable(text: string | null): string | null {
  const kept =
    text
      ?.replace(/[^\x20-\x7e]/g, '')
      .trim()
      .slice(0, longest) ?? '';
  return kept === '' ? null : kept;
}
