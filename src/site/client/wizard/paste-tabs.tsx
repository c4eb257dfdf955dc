// Several files, a report each: one on screen, the others a press away.

import { primaryEvent } from '../../../plan/find-match.ts';
import { Pasted } from './pasted.tsx';
import { isBusy, type Paste } from './pastes.ts';

interface PasteTabsProps {
  pastes: readonly Paste[];
  current: number;
  onChoose(index: number): void;
}

export function PasteTabs({ pastes, current, onChoose }: PasteTabsProps) {
  if (pastes.length < 2) return null;
  return (
    <nav class="paste-tabs" aria-label="Files">
      {pastes.map((paste, index) => (
        <button
          type="button"
          key={paste.id}
          aria-current={index === current ? 'true' : undefined}
          onClick={() => onChoose(index)}
        >
          <Pasted text={paste.name} />
          <span class="quiet"> {shortAnswer(paste)}</span>
        </button>
      ))}
    </nav>
  );
}

function shortAnswer(paste: Paste): string {
  if (isBusy(paste.work)) return 'waits';
  if (!paste.answer) return 'not read';
  const { report } = paste.answer;
  return primaryEvent(report)?.kind ?? report.answer.replaceAll('-', ' ');
}
