// Who is to blame: the first function of the trace that is not the reporting machinery.
//
// In: the kind, the place that the header names, the trace and the locks. Out: a function and its
// module, or nulls.
// A NULL pointer inside memcpy is its caller's; a soft lockup inside queued_spin_lock is the lock
// user's. Which functions are machinery is data: reporting-functions.ts.

import type { Frame } from '../model/kernel-log.ts';
import {
  endedByDispatcher,
  isBare,
  isEntry,
  isHelper,
  isReporting,
  isStall,
  nearestToBlame,
  type Subject,
  sharedWait,
} from './blame.ts';
import type { CodePlace } from './frame.ts';
import type { LockPlaces } from './lock-places.ts';
import { interruptEntries } from './reporting-functions.ts';
import { rustPath } from './rust-symbol.ts';
import type { TraceReader } from './trace-reader.ts';

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
  'nmi-unknown',
  'irq-nobody-cared',
]);

type Suspect = Pick<CodePlace, 'function' | 'module'>;

export interface Scene {
  subject: Subject;
  /** The header's own word for the place: `WARNING: … at foo`. */
  named: CodePlace | null;
  trace: Pick<
    TraceReader,
    'frames' | 'caller' | 'earlier' | 'place' | 'placeBehind' | 'interrupted'
  >;
  locks: Pick<LockPlaces, 'asked' | 'held' | 'madeSafe'>;
}

export function findGuilty({ subject, named, trace, locks }: Scene): {
  guilty: string | null;
  module: string | null;
} {
  const { kind } = subject;
  if (nobody.has(kind)) return { guilty: null, module: null };
  const stack = isStall(kind) && named === null ? stalledAt(trace) : null;
  if (stack !== null) {
    const busy = callsItself(stack) ?? endedByDispatcher(subject, stack);
    if (busy !== null) return asGuilty(busy);
  }
  if (kind === 'hung-task') {
    const wait = sharedWait(sure(trace.frames).map((frame) => frame.function));
    if (wait !== null) return { guilty: wait, module: null };
  }
  const told = [named ?? trace.place, locks.madeSafe, locks.asked, locks.held].find(
    (place) => place && !isHelper(subject, place.function),
  );
  if (told) return asGuilty(told);

  const place = named ?? trace.place;
  // The trace often begins with the reporter itself.
  const behindNamed = place
    ? trace.frames.findIndex((frame) => frame.function === place.function) + 1
    : 0;
  const below = stack ?? sure(trace.frames.slice(Math.max(behindNamed, trace.placeBehind)));
  // Below a fault's registers nothing is there to report it.
  const onlyReports = faults.has(kind) && trace.place !== null ? isBystander : isReporting;
  const frame = below.find((candidate) => !onlyReports(subject, candidate.function));
  if (frame) return asGuilty(frame);
  if (trace.caller !== null && !onlyReports(subject, trace.caller)) {
    return asGuilty({ function: trace.caller, module: null });
  }
  // The lock that stands for a work item is taken by those that run and flush it: whose work it is tell
  // the moments at which it was taken before.
  const before = sure(trace.earlier).find((candidate) => !isReporting(subject, candidate.function));
  if (before) return asGuilty(before);
  // A jump to nowhere leaves only who jumped, scheduler or not.
  const caller = faults.has(kind) ? below[0] : undefined;
  if (caller && (place === null || caller.function !== place.function)) return asGuilty(caller);
  // Nothing better than a lock's own function, how the processor got there, or the place itself.
  const last =
    place ??
    locks.asked ??
    // A task that waits is not to blame for the functions that waiting takes.
    (kind === 'hung-task' ? null : nearestToBlame(below));
  return last !== null && !isBare(last.function) ? asGuilty(last) : { guilty: null, module: null };
}

/** What a stalled processor was at, innermost first: without the watchdog that looked at it. */
function stalledAt({ frames, place, placeBehind, interrupted }: Scene['trace']): Suspect[] {
  if (place !== null && placeBehind === 0) return [place, ...sure(frames)];
  const entry = frames.findIndex(
    (frame) => frame.reliable && interruptEntries.test(frame.function),
  );
  const behind = frames.findIndex(
    (frame, i) => i > entry && frame.reliable && !interruptEntries.test(frame.function),
  );
  const from = Math.max(behind < 0 ? entry + 1 : behind, placeBehind);
  const at = place ?? interrupted.find(({ above }) => above > entry)?.place ?? null;
  return [...(at === null ? [] : [at]), ...sure(frames.slice(from))];
}

/** A function that stands in the stack right above itself, twice over, is the circle. */
function callsItself(stack: readonly Suspect[]): Suspect | null {
  return (
    stack.find(
      (suspect, i) =>
        suspect.function === stack[i + 1]?.function && suspect.function === stack[i + 2]?.function,
    ) ?? null
  );
}

function isBystander(subject: Subject, name: string): boolean {
  return isEntry(name) || isHelper(subject, name);
}

/**
 * Without stale words, and without what only a decoded log shows: the same failure is to have one
 * name, decoded or not.
 */
function sure(frames: readonly Frame[]): Frame[] {
  const physical = frames.filter((frame) => !frame.inlined);
  const reliable = physical.filter((frame) => frame.reliable);
  // Where a jump went nowhere, or the unwinder knew no frame pointers, there are only doubtful ones.
  return reliable.length > 0 ? reliable : physical.filter((frame) => frame.offset !== frame.size);
}

function asGuilty(place: Suspect) {
  return { guilty: rustPath(place.function) ?? bareName(place.function), module: place.module };
}

/** The compiler's clones and splits are the same function to whoever searches for it. */
function bareName(name: string): string {
  return (
    name
      // A system call's entry has a wrapper an architecture; before 4.17 its own name behind SyS_.
      .replace(/^__(?:x64|ia32|arm64|s390x?|riscv|se|do)_(?:compat_)?sys_/, 'sys_')
      .replace(/^(?:SyS|SYSC)_/, '')
      .replace(/\.(?:isra|constprop|part|cold|llvm)(?:\.\d+)*.*$/, '')
  );
}
