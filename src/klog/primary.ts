// Which event to act on first: the first cause among the failures.
//
// The first failure in the text is the first cause, except for kinds that are the weather of a busy
// machine rather than its trouble, and for errors that the hardware corrected.

import type { KernelEvent } from '../model/kernel-log.ts';
import { isCorrected } from './corrected.ts';

/** What goes on in the background of many a log: first only where nothing else failed. */
const background = new Set([
  'clocksource-unstable',
  'thermal-throttle',
  'rt-throttling',
  'split-lock',
  'module-load-failure',
  'crashkernel-failed',
  'syn-flood',
  'bridge-loop',
  // the end of something that happened before the paste: what failed is not known
  'report-without-header',
]);

/** An empty floppy or CD drive answers every look with an error. */
const emptyDrive = /^(?:fd|sr)\d/;

function isBackground(event: KernelEvent): boolean {
  if (background.has(event.kind)) return true;
  if (event.panic !== null) return false;
  if (event.kind === 'block-io-error') return emptyDrive.test(event.device ?? '');
  return isCorrected(event);
}

/** What a caller can live with: first only where another failure came of it. */
const coped = new Set(['page-allocation-failure']);

export function choosePrimary(events: readonly KernelEvent[]): number | null {
  if (events.length === 0) return null;
  const failures = events.flatMap((event, index) => (event.severity === 'notice' ? [] : [index]));
  const causes = new Set(events.map(({ cause }) => cause?.event));
  const first =
    failures.find(
      (index) =>
        !isBackground(events[index]!) && (!coped.has(events[index]!.kind) || causes.has(index)),
    ) ??
    failures[0] ??
    0;
  if (isDecodedBy(events[first]!, events[first + 1])) return first + 1;
  if (events[first]!.kind === 'oom-kill') {
    // One shortage, several kills, and in the end no way out: the panic is what there is to act on.
    const gaveUp = failures.find((index) => events[index]!.kind === 'oom-panic');
    if (gaveUp !== undefined) return gaveUp;
  }
  return first;
}

/** drivers/edac print what a machine check of memory means right behind it, and name the module. */
const decodedWithin = 24;

function isDecodedBy({ kind, panic, lines }: KernelEvent, next: KernelEvent | undefined): boolean {
  if (kind !== 'mce-hardware-error' || panic !== null) return false;
  return next?.kind === 'edac-memory-error' && next.lines[0] - lines[1] <= decodedWithin;
}
