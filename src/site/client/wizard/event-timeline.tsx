// Several events are a chain: the first cause is marked, what followed stands behind it.

import type { ComponentChildren } from 'preact';
import type { ReportedEvent, TriageReport } from '../../../model/triage-report.ts';
import { grouped } from '../../../plan/grouped.ts';
import { type EventGroup, foldEvents } from './fold-events.ts';
import { LineLink } from './line-link.tsx';
import { Pasted } from './pasted.tsx';

const shownAtOnce = 6;
const shownAtAll = 200;

export function EventTimeline({ report }: { report: TriageReport }) {
  const { events, eventsLeftOut } = report;
  const all = events.length + eventsLeftOut;
  if (events.length < 2) return null;
  const groups = foldEvents(report);
  const first = groups.slice(0, shownAtOnce);
  const primary = groups.find(({ isPrimary }) => isPrimary);
  if (primary !== undefined && !first.includes(primary)) first.push(primary);
  const rest = groups.slice(0, shownAtAll).filter((group) => !first.includes(group));
  const left = groups.length + eventsLeftOut - first.length;
  return (
    <details class="timeline">
      <summary>
        <strong>{grouped(all)} events in this log</strong>: {chainInWords(groups, eventsLeftOut)}
      </summary>
      <Groups groups={first} report={report} />
      {rest.length > 0 && (
        <details>
          <summary>
            {grouped(left)} more
            {left > rest.length && `, the first ${rest.length} of them here`}
          </summary>
          <Groups groups={rest} report={report} />
        </details>
      )}
    </details>
  );
}

/** How many began something, and how many only followed; the first commands stand right below. */
function chainInWords(groups: readonly EventGroup[], leftOut: number): string {
  const followers = groups.reduce((sum, group) => sum + group.followers.length, 0);
  const others = groups.length - 1 + leftOut;
  const parts = [
    followers > 0
      ? `${grouped(followers)} ${followers === 1 ? 'follows' : 'follow'} from another`
      : '',
    others > 0
      ? `${grouped(others)} more ${others === 1 ? 'began by itself' : 'began by themselves'}`
      : '',
  ];
  return `this one first${parts
    .filter((part) => part !== '')
    .map((part) => `, ${part}`)
    .join('')}`;
}

function Groups({ groups, report }: { groups: readonly EventGroup[]; report: TriageReport }) {
  const several = report.machine.hosts.length > 1;
  const rowOf = (event: ReportedEvent, isPrimary: boolean, followers?: ComponentChildren) => (
    <EventRow
      key={`${event.lines[0]} ${event.kind}`}
      event={event}
      events={report.events}
      host={several ? event.host : null}
      primary={isPrimary}
    >
      {followers}
    </EventRow>
  );
  return (
    <ol>
      {groups.map(({ event, isPrimary, followers }) =>
        rowOf(
          event,
          isPrimary,
          followers.length > 0 && (
            <details>
              <summary>
                {followers.length === 1 ? '1 follows' : `${grouped(followers.length)} follow`} from
                it
              </summary>
              <ol>{followers.slice(0, shownAtAll).map((follower) => rowOf(follower, false))}</ol>
              {followers.length > shownAtAll && <p>The first {shownAtAll} are shown.</p>}
            </details>
          ),
        ),
      )}
    </ol>
  );
}

const severitySigns = { fatal: '■', failure: '◆', notice: '·' } as const;

interface EventRowProps {
  event: ReportedEvent;
  events: readonly ReportedEvent[];
  /** Whose event it is, where several machines speak. */
  host: string | null;
  primary: boolean;
  /** What stands folded below. */
  children?: ComponentChildren;
}

function EventRow({ event, events, host, primary, children }: EventRowProps) {
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
        {children}
      </span>
    </li>
  );
}
