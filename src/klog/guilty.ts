// Who is to blame: the first function of the trace that is not the reporting machinery.
//
// In: the kind, the place of the fault and the frames. Out: a function and its module, or nulls.
// A NULL pointer inside memcpy is its caller's; a soft lockup inside queued_spin_lock is the lock
// user's. Which functions are machinery is data: reporting-functions.ts.

import type { Frame } from '../model/kernel-log.ts';
import { isHelper, isReporting, stalledIn } from './blame.ts';
import type { CodePlace } from './frame.ts';

/** In these the trace begins right below the place: nothing in it is there to report. */
const faults = new Set(['null-pointer-dereference', 'page-fault', 'gpf', 'divide-error']);

/** In these the trace only shows who happened to ask: nobody in it is to blame. */
const nobody = new Set([
  'oom-kill',
  'oom-panic',
  'vfs-no-root',
  'no-init',
  'attempted-to-kill-init',
  'sysrq-crash',
  'sysrq-request',
]);

export function findGuilty(
  kind: string,
  place: CodePlace | null,
  frames: readonly Frame[],
  /** Frames before this one stand above a RIP line inside the trace: the handler's own. */
  placeBehind = 0,
): { guilty: string | null; module: string | null } {
  if (nobody.has(kind)) return { guilty: null, module: null };
  const stalled = stalledIn(
    kind,
    [
      ...(place && placeBehind === 0 ? [place] : []),
      ...frames.filter((frame) => frame.reliable),
    ].map((frame) => frame.function),
  );
  if (stalled !== null)
    return named({
      function: stalled,
      module: frames.find((frame) => frame.function === stalled)?.module ?? null,
    });
  if (place && !isHelper(kind, place.function)) return named(place);
  // The trace often begins with the reporter itself and with stale words; only sure frames count.
  const behindNamed = place
    ? frames.findIndex((frame) => frame.function === place.function) + 1
    : 0;
  const below = frames.slice(Math.max(behindNamed, placeBehind)).filter((frame) => frame.reliable);
  const frame = below.find((candidate) => !isReporting(kind, candidate.function));
  if (frame) return named(frame);
  // A jump to nowhere leaves only who jumped, scheduler or not.
  const caller = faults.has(kind) ? below[0] : undefined;
  if (caller && (place === null || caller.function !== place.function)) return named(caller);
  // Nothing better than the place itself, unless it is a bare address.
  return place && !/^(?:0x)?[0-9a-f]{6,16}$/.test(place.function)
    ? named(place)
    : { guilty: null, module: null };
}

function named(place: Pick<CodePlace, 'function' | 'module'>) {
  // The compiler's clones and splits are the same function to whoever searches for it.
  return {
    guilty: place.function
      // A system call's entry has a wrapper an architecture; before 4.17 its own name behind SyS_.
      .replace(/^__(?:x64|ia32|arm64|s390x?|riscv|se|do)_(?:compat_)?sys_/, 'sys_')
      .replace(/^(?:SyS|SYSC)_/, '')
      .replace(/\.(?:isra|constprop|part|cold|llvm)(?:\.\d+)*.*$/, ''),
    module: place.module,
  };
}
