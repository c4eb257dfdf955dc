// "Seen 2 times before": in the answer, where the history is on and has this failure.

import { earlierThan } from '../../../history/history.ts';
import { seenInReport } from '../../../history/seen-in-report.ts';
import { machineInWords, seenInWords } from '../../../history/seen-in-words.ts';
import type { TriageReport } from '../../../model/triage-report.ts';
import { localTime } from './local-time.ts';
import { Pasted } from './pasted.tsx';
import type { HistoryInHand } from './use-history.ts';

const shown = 10;

export function SeenBefore({ report, history }: { report: TriageReport; history: HistoryInHand }) {
  if (!history.isOn) return null;
  const now = seenInReport(report, history.history.salt, localTime(new Date()));
  if (now === null) return null;
  const earlier = earlierThan(history.history, now);
  if (earlier.length === 0) return null;
  return (
    <details class="seen-before">
      <summary>{seenInWords(earlier, now)}</summary>
      <ul>
        {earlier.slice(0, shown).map((seen) => (
          <li key={`${seen.read} ${seen.happened} ${seen.host}`}>
            {seen.read.slice(0, 16).replace('T', ' ')} · {machineInWords(seen, now)}
            {seen.kernel !== null && (
              <>
                {' · '}
                <Pasted text={seen.kernel} />
              </>
            )}
          </li>
        ))}
        {earlier.length > shown && <li>and {earlier.length - shown} more</li>}
      </ul>
    </details>
  );
}
