// Something happened: what it is in a sentence, how sure, who is suspected, then the plan, then the
// reasons.

import type { ComponentChildren } from 'preact';
import kinds from '../../../../content/vocabulary/kinds.json' with { type: 'json' };
import type {
  Kin,
  Match,
  ReportedEvent,
  Suspect,
  TriageReport,
} from '../../../model/triage-report.ts';
import { confidenceNumber, confidenceWord } from '../../../plan/confidence-word.ts';
import { howItEnded } from '../../../plan/ending.ts';
import { primaryEvent, primaryMatch } from '../../../plan/find-match.ts';
import { needWord } from '../../../plan/words.ts';
import { eventFacts } from './event-facts.ts';
import { EventTimeline } from './event-timeline.tsx';
import { FactList } from './fact-list.tsx';
import { LineLink } from './line-link.tsx';
import { MatchReasons, NearestKin } from './match-reasons.tsx';
import { Pasted } from './pasted.tsx';
import type { Paste, PastesAction } from './pastes.ts';
import { PlanList } from './plan-list.tsx';
import { useRunbookLink } from './runbook-link.ts';
import { SuspectWords } from './suspect-words.tsx';
import { VerdictReasons } from './verdict-reasons.tsx';
import { WakeSomeone } from './wake-someone.tsx';
import { WhomToCall } from './whom-to-call.tsx';

interface EventAnswerProps {
  report: TriageReport;
  paste: Paste;
  change(action: PastesAction): void;
  /** What else belongs into the answer. */
  children?: ComponentChildren;
}

export function EventAnswer({ report, paste, change, children }: EventAnswerProps) {
  const event = primaryEvent(report)!;
  const match = primaryMatch(report);
  const facts = eventFacts(report);
  const plan = match ? report.plan : report.collect;
  const suspect = report.verdict?.suspects[0];
  return (
    <>
      <div class="answer">
        <AnswerHeading event={event} />
        <Certainty report={report} match={match} />
        <Ending report={report} />
        {suspect && <SuspectLine suspect={suspect} />}
        {children}
      </div>
      <EventTimeline report={report} />
      {!match && <NotKnownYet event={event} kin={report.kin ?? []} />}
      {match && report.requirements.length > 0 && <BeforeYouStart report={report} />}
      {plan.length > 0 && (
        <PlanList
          heading={match ? 'Do this' : 'Collect this'}
          plan={plan}
          report={report}
          paste={paste}
          change={change}
        />
      )}
      {match && report.escalation && (
        <WakeSomeone runbook={match.runbook} escalation={report.escalation} />
      )}
      {report.contacts && report.contacts.length > 0 && <WhomToCall contacts={report.contacts} />}
      <FactList facts={facts} />
      <VerdictReasons verdict={report.verdict} />
      <MatchReasons report={report} />
    </>
  );
}

function AnswerHeading({ event }: { event: ReportedEvent }) {
  const kind = kinds.find(({ slug }) => slug === event.kind);
  return (
    <>
      <h2>
        <span class="kind">{event.kind}</span> <Pasted text={event.title} />
      </h2>
      <p class="means">{kind?.means ?? 'A kind of event that this version has no words for.'}</p>
    </>
  );
}

function Certainty({ report, match }: { report: TriageReport; match: Match | null }) {
  const runbookLink = useRunbookLink();
  return (
    <p class="certainty">
      {match && (
        <>
          <strong>{confidenceWord(match.confidence)}</strong> {confidenceNumber(match.confidence)}
          {' · '}
        </>
      )}
      {report.verdict &&
        `${report.verdict.class === 'unknown' ? 'cause not clear' : report.verdict.class} · `}
      {match ? (
        <a href={runbookLink(match.runbook, null)}>{match.title}</a>
      ) : (
        <strong>not known yet</strong>
      )}
    </p>
  );
}

function Ending({ report }: { report: TriageReport }) {
  const ending = howItEnded(report);
  if (ending === null) return null;
  const { words, said, line, isFatal } = ending;
  if (said === null) return <p class="ending">{words}</p>;
  return (
    <p class={isFatal ? 'ending is-fatal' : 'ending'}>
      <strong>{words}</strong> <Pasted text={said} /> {line !== null && <LineLink line={line} />}
    </p>
  );
}

/** In a line what has a name; the author's own words one click away. */
function BeforeYouStart({ report: { requirements } }: { report: TriageReport }) {
  const names = [...new Set(requirements.flatMap(({ needs }) => needs))].map(
    (need) => needWord[need],
  );
  return (
    <details class="before">
      <summary>
        You need {names.length > 0 ? names.join(', ') : 'a look at this before you start'}
      </summary>
      <ul>
        {requirements.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}

/** The first in the answer; the others stand with the reasons. */
function SuspectLine({ suspect }: { suspect: Suspect }) {
  return (
    <p class="suspect">
      <span class="label">Suspect</span> <SuspectWords {...suspect} />
    </p>
  );
}

function NotKnownYet({ event, kin }: { event: ReportedEvent; kin: readonly Kin[] }) {
  return (
    <>
      <p class="not-known">
        <strong>Not known yet.</strong> No runbook covers <code>{event.kind}</code> as it stands
        here. What was read is above; collect what follows before the machine is restarted, and hand
        it on.
      </p>
      <NearestKin kin={kin} />
    </>
  );
}
