// The region "Result": whatever the answer is, it stands here, under a heading that names its kind.

import { EventAnswer } from './event-answer.tsx';
import { GuessAnswer } from './guess-answer.tsx';
import { isBusy, type Paste, type PastesAction } from './pastes.ts';
import { EmptyAnswer, HealthyAnswer, NoKernelTextAnswer, NotRead } from './plain-answers.tsx';
import { ReadingProgress } from './reading-progress.tsx';
import { ResultBar } from './result-bar.tsx';
import { SeenBefore } from './seen-before.tsx';
import { ShareReport } from './share-report.tsx';
import type { HistoryInHand } from './use-history.ts';

interface ResultProps {
  paste: Paste;
  history: HistoryInHand;
  change(action: PastesAction): void;
  onCancel(): void;
}

export function Result({ paste, history, change, onCancel }: ResultProps) {
  const { work, answer } = paste;
  return (
    <section class="result" aria-label="Result" tabIndex={-1} aria-busy={isBusy(work)}>
      {isBusy(work) && !answer && <ReadingProgress paste={paste} onCancel={onCancel} />}
      {work?.state === 'stopped' && (
        <NotRead name={paste.name} why={work.why} wayOut={work.wayOut} />
      )}
      {answer && (
        <>
          <ResultBar answer={answer} />
          <AnswerOf paste={paste} history={history} change={change} />
          {answer.report.answer !== 'empty' && <ShareReport paste={paste} />}
        </>
      )}
    </section>
  );
}

function AnswerOf({ paste, history, change }: Pick<ResultProps, 'paste' | 'history' | 'change'>) {
  const { report } = paste.answer!;
  if (report.primary !== null) {
    return (
      <EventAnswer report={report} paste={paste} change={change}>
        <SeenBefore report={report} history={history} />
      </EventAnswer>
    );
  }
  switch (report.answer) {
    case 'empty':
      return <EmptyAnswer report={report} />;
    case 'guess':
      return <GuessAnswer report={report} paste={paste} change={change} />;
    case 'no-kernel-text':
      return <NoKernelTextAnswer report={report} />;
    default:
      return <HealthyAnswer report={report} />;
  }
}
