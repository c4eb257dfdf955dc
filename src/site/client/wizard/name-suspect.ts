// In: an event. Out: who is to be looked at first and why, in words; null where the report blames
// nobody: silence is better than a guess.

import { describeTaint, taintWord } from '../../../klog/taint.ts';
import type { ReportedEvent } from '../../../model/triage-report.ts';

export interface Suspect {
  name: string;
  /** `out-of-tree, unsigned`: what the module list says of it; empty for a module of the kernel's own. */
  about: string[];
  why: string;
}

export function nameSuspect(event: ReportedEvent): Suspect | null {
  if (event.module !== null) {
    const flags = event.modules.find(({ name }) => name === event.module)?.flags ?? '';
    const about = describeTaint(flags).map(taintWord);
    const why = event.function
      ? `${event.function} is its code, and the processor was there when it failed.`
      : 'the trace leads into its code.';
    return { name: event.module, about, why };
  }
  if (event.guilty !== null && event.guilty !== event.function) {
    return {
      name: event.guilty,
      about: [],
      why: 'the first function in the trace that only does its own work, not the reporting of it.',
    };
  }
  return null;
}
