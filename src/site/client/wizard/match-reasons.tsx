// Why this runbook: the evidence, what is missing, and who came second.

import type { Evidence, Kin, Match, TriageReport } from '../../../model/triage-report.ts';
import { confidenceNumber, confidenceWord } from '../../../plan/confidence-word.ts';
import { primaryMatch } from '../../../plan/find-match.ts';
import { LineLink } from './line-link.tsx';
import { Pasted } from './pasted.tsx';
import { useRunbookLink } from './runbook-link.ts';

const mostEvidence = 8;
const mostOthers = 4;

export function MatchReasons({ report }: { report: TriageReport }) {
  const match = primaryMatch(report);
  if (!match) return null;
  return (
    <section class="matches" aria-labelledby="matches-heading">
      <h3 id="matches-heading">Why this answer</h3>
      <ul class="evidence">
        {match.evidence.slice(0, mostEvidence).map((found) => (
          <EvidenceRow key={`${found.line} ${found.signature}`} {...found} />
        ))}
      </ul>
      {match.missing.length > 0 && <p>Missing: {match.missing.join('; ')}.</p>}
      <RunnersUp report={report} />
    </section>
  );
}

/** The other runbooks that came into question, best first. */
export function RunnersUp({ report }: { report: TriageReport }) {
  const leading = primaryMatch(report);
  const others = report.matches.filter((other) => other !== leading).slice(0, mostOthers);
  return (
    <>
      {others.map((other) => (
        <RunnerUp key={`${other.runbook} ${other.kind}`} {...other} />
      ))}
    </>
  );
}

/** Where no runbook matches: those whose words come nearest. Said as what it is. */
export function NearestKin({ kin }: { kin: readonly Kin[] }) {
  const runbookLink = useRunbookLink();
  if (kin.length === 0) return null;
  return (
    <p class="kin">
      No runbook matches. Nearest by its words:{' '}
      {kin.map(({ runbook, title, line }, index) => (
        <span key={runbook}>
          {index > 0 && ' · '}
          <a href={runbookLink(runbook, null)}>{title}</a> <LineLink line={line} />
        </span>
      ))}
    </p>
  );
}

function EvidenceRow({ line, text }: Evidence) {
  return (
    <li>
      <LineLink line={line} />{' '}
      <code>
        <Pasted text={text} />
      </code>
    </li>
  );
}

function RunnerUp({ runbook, title, confidence, evidence, missing, against }: Match) {
  const runbookLink = useRunbookLink();
  return (
    <p class="runner-up">
      Or: <a href={runbookLink(runbook, null)}>{title}</a>, {confidenceWord(confidence)}{' '}
      {confidenceNumber(confidence)}
      {against.length > 0 && `: ${against.join('; ')}`}
      {missing.length > 0 && `. Missing: ${missing.join('; ')}`}.{' '}
      {evidence[0] && <LineLink line={evidence[0].line} />}
    </p>
  );
}
