// In: a report. Out: how the failure to act on ended, in a sentence: that decides whether there is still
// a machine to look at, and whether anything failed at all. Null where the log leaves it open.

import type { TriageReport } from '../model/triage-report.ts';
import { primaryEvent } from './find-match.ts';

export interface Ending {
  words: string;
  /** What panic() said, or what stopped the kernel: text of the log. */
  said: string | null;
  /** Where it stands, if it is no part of the failure itself. */
  line: number | null;
  isFatal: boolean;
}

export function howItEnded(report: TriageReport): Ending | null {
  const event = primaryEvent(report);
  if (event === null) return null;
  if (event.panic !== null) return stopped('The kernel stopped:', event.panic, null);
  const later = report.events.find(
    ({ severity, host, lines }) =>
      severity === 'fatal' && host === event.host && lines[0] > event.lines[0],
  );
  if (later !== undefined && event.severity !== 'fatal')
    return stopped('Later the kernel stopped:', later.panic ?? later.title, later.lines[0]);
  if (event.beginsCut)
    return told('The log begins inside this report. The line that names the failure is missing.');
  if (event.truncated) return told('The log ends inside this report. What came after is missing.');
  return event.severity === 'notice'
    ? told('A notice: in this log nothing broke in the kernel itself.')
    : null;
}

/** `Later the kernel stopped: Fatal exception (line 90)` */
export function endingInWords({ words, said, line }: Ending): string {
  return [words, said, line === null ? null : `(line ${line})`]
    .filter((part) => part !== null)
    .join(' ');
}

function stopped(words: string, said: string, line: number | null): Ending {
  return { words, said, line, isFatal: true };
}

function told(words: string): Ending {
  return { words, said: null, line: null, isFatal: false };
}
