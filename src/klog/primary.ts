// Which event to act on first: the first cause among the failures.
//
// The first failure in the text is the first cause, with these exceptions: a WARNING is often old
// news by the time of a failure that stopped the machine, and a corrected error is not what killed it.

import type { KernelEvent } from '../model/kernel-log.ts';

export function choosePrimary(events: readonly KernelEvent[]): number | null {
  if (events.length === 0) return null;
  const failures = events.flatMap((event, index) => (event.severity === 'notice' ? [] : [index]));
  return failures[0] ?? 0;
}
