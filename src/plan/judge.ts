// Hardware, software, configuration or resource: a verdict with what speaks for it and against.
//
// In: the log and its primary event. Out: the class with the most weight behind it (evidence.ts), the
// reasons for it and against it, each naming its line where it has one, and who is suspected.

import type { KernelEvent, KernelLog } from '../model/kernel-log.ts';
import type { FailureClass } from '../model/runbook.ts';
import type { Verdict } from '../model/triage-report.ts';
import { evidence, presumptionInWords, virtualMachine } from './evidence.ts';
import { findSuspects } from './suspects.ts';

export function judge(log: KernelLog, event: KernelEvent): Verdict {
  const reasons = evidence.flatMap((look) => look(log, event));
  const weights = new Map<FailureClass, number>();
  for (const reason of reasons) {
    if (reason.class === null) continue;
    weights.set(reason.class, (weights.get(reason.class) ?? 0) + reason.weight);
  }
  // That nothing points at the hardware makes nothing a failure of software.
  const sorted = [...weights].filter(([, weight]) => weight > 1).sort((a, b) => b[1] - a[1]);
  const verdict = sorted[0]?.[0] ?? 'unknown';
  const spoken = reasons.filter(({ text }) => text !== '');
  const against = spoken.filter((reason) => reason.class !== verdict).map(({ text }) => text);
  const guest = verdict === 'hardware' ? virtualMachine(log) : null;
  const reasonsFor = spoken.filter((reason) => reason.class === verdict).map(({ text }) => text);
  const presumed =
    reasonsFor.length === 0 && verdict !== 'unknown' ? presumptionInWords(event) : null;
  return {
    class: verdict,
    for: presumed === null ? reasonsFor : [presumed],
    against: guest === null ? against : [...against, guest],
    suspects: findSuspects(event),
  };
}
