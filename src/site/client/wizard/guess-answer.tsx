// No line is in the kernel's exact words, but one is like a signature: typed off a screen, perhaps. What
// it may be, said as a guess, with the plan of its runbook and the way to be sure.

import type { TriageReport } from '../../../model/triage-report.ts';
import { confidenceNumber, confidenceWord } from '../../../plan/confidence-word.ts';
import { LineLink } from './line-link.tsx';
import { RunnersUp } from './match-reasons.tsx';
import { Pasted } from './pasted.tsx';
import type { Paste, PastesAction } from './pastes.ts';
import { PlanList } from './plan-list.tsx';
import { useRunbookLink } from './runbook-link.ts';

interface GuessAnswerProps {
  report: TriageReport;
  paste: Paste;
  change(action: PastesAction): void;
}

export function GuessAnswer({ report, paste, change }: GuessAnswerProps) {
  const runbookLink = useRunbookLink();
  const match = report.matches[0]!;
  const [evidence] = match.evidence;
  return (
    <>
      <div class="answer">
        <h2>
          <span class="kind">{match.kind}</span> Perhaps: {match.title}
        </h2>
        <p class="means">
          A guess: no line here is in the kernel's exact words.{' '}
          {match.missing.length > 0 && (
            <>
              Missing: <Pasted text={match.missing.join('; ')} />.
            </>
          )}{' '}
          {evidence && <LineLink line={evidence.line} />}
        </p>
        <p class="certainty">
          <strong>{confidenceWord(match.confidence)}</strong> {confidenceNumber(match.confidence)}
          {' · '}
          <a href={runbookLink(match.runbook, null)}>{match.title}</a>
        </p>
      </div>
      {report.plan.length > 0 && (
        <PlanList
          heading="If it is that, do this"
          plan={report.plan}
          report={report}
          paste={paste}
          change={change}
        />
      )}
      <RunnersUp report={report} />
    </>
  );
}
