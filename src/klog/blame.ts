// Who in a trace is not to blame, and what a stalled processor was at. The names are data:
// reporting-functions.ts, bystanders.ts.

import { bystanders } from './bystanders.ts';
import {
  dispatchers,
  entries,
  exceptionEntries,
  helpers,
  reporters,
  structures,
} from './reporting-functions.ts';

/** What a report is about: its kind, and the name of its list of bystanders. */
export interface Subject {
  kind: string;
  about: string;
}

const stalls = new Set(['rcu-stall', 'soft-lockup', 'hard-lockup', 'csd-lock']);

/**
 * The processor went round in circles, or called itself until the stack was full: it was caught at a
 * random place, and only what set it going names the failure the same each time.
 */
export function isStall(kind: string): boolean {
  return stalls.has(kind) || kind === 'stack-overflow' || kind === 'stack-corruption';
}

/**
 * The function that a dispatcher had called, of a stack told innermost first; null where none did.
 */
export function endedByDispatcher<Place extends { function: string; module: string | null }>(
  subject: Subject,
  stack: readonly Place[],
): Pick<Place, 'function' | 'module'> | null {
  const waitsForOthers = stack.find((place) =>
    /^smp_call_function_(?:many|single|any)/.test(place.function),
  );
  if (waitsForOthers) return { function: 'smp_call_function', module: null };
  const at = stack.findIndex((place) => dispatchers.test(place.function));
  // What it had called may be a mere wait or lock, with the one that went round in it.
  const called = stack
    .slice(0, Math.max(at, 0))
    .findLast((place) => !isHelper(subject, place.function));
  if (called) return called;
  if (at > 0) return null;
  if (at === 0 && !isEntry(stack[0]!.function)) return stack[0]!;
  // Some ports' traces end at the system call itself.
  return at < 0 ? (stack.find((place) => systemCall.test(place.function)) ?? null) : null;
}

const systemCall = /^(?:__(?:x64|ia32|arm64|s390x?|riscv|se|do)_)?(?:compat_)?(?:sys|SyS|SYSC)_/;

/** What many wait for at once: each that waits is a victim, and the wait is the failure's name. */
const sharedWaits: [RegExp, string][] = [
  [/^rtnl_lock/, 'rtnl_lock'],
  [/^(?:__)?synchronize_(?:s?rcu|net|sched)/, 'synchronize_rcu'],
];

/** The shared wait in the stack of a task that hangs; null where it is in none. */
export function sharedWait(names: readonly string[]): string | null {
  for (const name of names) {
    const wait = sharedWaits.find(([pattern]) => pattern.test(name));
    if (wait) return wait[1];
  }
  return null;
}

/** In these kinds the place itself is the news, whatever it is called. */
const placeIsGuilty = new Set(['ext4-error', 'xfs-corruption', 'kcsan']);

/** In these a context did not allow something: trees and tables are not to blame less than others. */
const contexts = new Set(['preemptible-percpu', 'sleeping-in-atomic', 'scheduling-while-atomic']);

/** A frame of a trace that is not to blame. */
export function isReporting(subject: Subject, name: string): boolean {
  if (placeIsGuilty.has(subject.kind)) return false;
  return isPrinting(name) || entries.test(name) || isHelper(subject, name);
}

/** A frame that is in the trace because it is printed: never to blame. */
function isPrinting(name: string): boolean {
  return reporters.test(name) || exceptionEntries.test(name);
}

/**
 * Who is named where a trace holds nobody to blame: an exception's own way in, how the processor got
 * there, or the outermost of those that only worked for somebody whom the log does not show.
 */
export function nearestToBlame<Place extends { function: string }>(
  stack: readonly Place[],
): Place | null {
  return (
    stack.find(({ function: name }) => exceptionEntries.test(name)) ??
    stack.find(({ function: name }) => isEntry(name)) ??
    stack.findLast(({ function: name }) => !isPrinting(name) && !isBare(name)) ??
    null
  );
}

/** The place of a fault that is not to blame: it was called with what broke it. */
export function isHelper({ kind, about }: Subject, name: string): boolean {
  if (placeIsGuilty.has(kind)) return false;
  return (
    helpers.test(name) ||
    isBare(name) ||
    (structures.test(name) && !contexts.has(kind)) ||
    (bystanders.get(about)?.test(name) ?? false)
  );
}

/** How the processor got there: blamed only where nothing else is in the trace. */
export function isEntry(name: string): boolean {
  return entries.test(name);
}

/** An address without a name; `0x0` where the kernel was built without names for its WARNINGs. */
export function isBare(name: string): boolean {
  return /^(?:0x[0-9a-f]{1,16}|[0-9a-f]{6,16})$/.test(name);
}
