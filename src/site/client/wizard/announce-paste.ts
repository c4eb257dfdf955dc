// In: the text on screen. Out: one sentence for a screen reader when its answer changes.

import { confidenceNumber, confidenceWord } from '../../../plan/confidence-word.ts';
import { primaryEvent, primaryMatch } from '../../../plan/find-match.ts';
import { describeBytes } from './describe-bytes.ts';
import type { Paste } from './pastes.ts';

export function announcePaste(paste: Paste | null): string {
  if (!paste) return '';
  if (paste.work?.state === 'stopped') return paste.work.why;
  if (paste.work?.state === 'matching' && paste.work.length > 2_000_000) {
    return `Reading ${describeBytes(paste.work.length)}.`;
  }
  if (!paste.answer) return '';
  const { report } = paste.answer;
  const event = primaryEvent(report);
  const match = primaryMatch(report);
  if (!event && match) return `A guess: perhaps ${match.title}.`;
  if (!event) return nothingFound(report.answer, report.input.lines);
  const sure = match
    ? `${confidenceWord(match.confidence)}, ${confidenceNumber(match.confidence)}`
    : 'no runbook known';
  return `${event.kind}, ${sure}. ${event.title}`;
}

function nothingFound(answer: string, lines: number): string {
  if (answer === 'healthy') return `No kernel failure in these ${lines} lines.`;
  return answer === 'empty' ? 'There is no text.' : 'No kernel text here.';
}
