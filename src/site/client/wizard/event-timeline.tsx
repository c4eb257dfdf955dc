// Several events are a chain: the first cause is marked, what followed stands behind it.

import type { ReportedEvent, TriageReport } from '../../../model/triage-report.ts';
import { grouped } from '../../../plan/grouped.ts';
import { LineLink } from './line-link.tsx';
import { Pasted } from './pasted.tsx';

const shownAtOnce = 6;
const shownAtAll = 200;

export function EventTimeline({ report }: { report: TriageReport }) {
  const { events, eventsLeftOut, primary } = report;
  const all = events.length + eventsLeftOut;
  const several = report.machine.hosts.length > 1;
  if (events.length < 2) return null;
  const rows = events
    .slice(0, shownAtAll)
    .map((event, index) => (
      <EventRow
        key={index}
        event={event}
        events={events}
        host={several ? event.host : null}
        primary={index === primary}
      />
    ));
  const rest = rows.slice(shownAtOnce);
  return (
    <section class="timeline" aria-labelledby="timeline-heading">
      <h3 id="timeline-heading">{grouped(all)} events in this log</h3>
      <ol>{rows.slice(0, shownAtOnce)}</ol>
      {rest.length > 0 && (
        <details>
          <summary>
            {grouped(all - shownAtOnce)} more
            {all > shownAtAll && `, the first ${rest.length} of them here`}
          </summary>
          <ol>{rest}</ol>
        </details>
      )}
    </section>
  );
}

const severitySigns = { fatal: '■', failure: '◆', notice: '·' } as const;

interface EventRowProps {
  event: ReportedEvent;
  events: readonly ReportedEvent[];
  /** Whose event it is, where several machines speak. */
  host: string | null;
  primary: boolean;
}

function EventRow({ event, events, host, primary }: EventRowProps) {
  const when = event.time === null ? (event.timestamp ?? '') : `${event.time.toFixed(2)} s`;
  return (
    <li class={`event severity-${event.severity} ${primary ? 'is-primary' : ''}`}>
      <span class="event-time">{when}</span>
      <span class="event-sign" aria-hidden="true">
        {severitySigns[event.severity]}
      </span>
      <span>
        {host !== null && (
          <span class="event-host">
            <Pasted text={host} />:{' '}
          </span>
        )}
        <Pasted text={event.title} /> <span class="quiet">{event.severity}</span>{' '}
        <LineLink line={event.lines[0]} />
        {event.cause && (
          <span class="event-cause">
            follows from <LineLink line={events[event.cause.event]!.lines[0]} />:{' '}
            {event.cause.because}
          </span>
        )}
        {primary && <strong class="act-first"> act on this first</strong>}
      </span>
    </li>
  );
}
