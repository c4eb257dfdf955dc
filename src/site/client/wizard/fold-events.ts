// Events of one log as a person reads them: what began something is a row, what followed from it
// stands folded below.
//
// In: the report's events and which of them to act on. Out: groups in the order of the log. The event
// to act on always begins a group of its own: it must never be folded away.

import type { ReportedEvent, TriageReport } from '../../../model/triage-report.ts';

export interface EventGroup {
  event: ReportedEvent;
  isPrimary: boolean;
  /** What followed from it, directly or by way of others, in the order of the log. */
  followers: ReportedEvent[];
}

export function foldEvents({
  events,
  primary,
}: Pick<TriageReport, 'events' | 'primary'>): EventGroup[] {
  const groups: EventGroup[] = [];
  /** The group of each event so far, by index. */
  const groupOf: EventGroup[] = [];
  for (const [index, event] of events.entries()) {
    const isPrimary = index === primary;
    const above = event.cause === null || isPrimary ? undefined : groupOf[event.cause.event];
    if (above === undefined) {
      const group: EventGroup = { event, isPrimary, followers: [] };
      groups.push(group);
      groupOf.push(group);
    } else {
      above.followers.push(event);
      groupOf.push(above);
    }
  }
  return groups;
}
