// In: a report. Out: the event to act on and the match that leads; null where there is none.

import type { Match, ReportedEvent, TriageReport } from '../model/triage-report.ts';

export function primaryEvent(report: TriageReport): ReportedEvent | null {
  return report.primary === null ? null : report.events[report.primary]!;
}

/** A match of a later event does not explain the one to act on: that one is not known yet. */
export function primaryMatch(report: TriageReport): Match | null {
  const first = report.matches[0];
  return first && (first.event === null || first.event === report.primary) ? first : null;
}
