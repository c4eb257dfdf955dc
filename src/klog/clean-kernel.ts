// Reports that do not speak of taint, from a kernel that was clean: taint never goes away while the
// kernel runs, so where a later report of the same boot says `Not tainted`, none before it was tainted.
//
// In: events in the order of the log, and the lines on which a kernel began. Out: their taint, `""`
// where that shows.
// Source: kernel/panic.c (add_taint; nothing ever clears a flag).

import type { KernelEvent } from '../model/kernel-log.ts';

type Reported = Pick<KernelEvent, 'taint' | 'time' | 'lines'>;

export function taintOf(events: readonly Reported[], boots: readonly number[]): (string | null)[] {
  const taints = events.map(({ taint }) => taint);
  let wasClean = false;
  let later: Reported | null = null;
  for (let index = events.length - 1; index >= 0; index--) {
    const event = events[index]!;
    if (later !== null && areOfTwoBoots(event, later, boots)) wasClean = false;
    later = event;
    if (event.taint === '') wasClean = true;
    else if (event.taint === null && wasClean) taints[index] = '';
  }
  return taints;
}

/** A kernel began between them, or the clock ran back. */
function areOfTwoBoots(one: Reported, other: Reported, boots: readonly number[]): boolean {
  if (boots.some((line) => line > one.lines[0] && line <= other.lines[0])) return true;
  return one.time !== null && other.time !== null && one.time > other.time;
}
