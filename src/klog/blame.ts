// Who in a trace is not to blame, and what a stalled processor was at. The names are data:
// reporting-functions.ts.

import {
  dispatchers,
  helpers,
  interruptEntries,
  lockWrappers,
  machinery,
  waits,
} from './reporting-functions.ts';

const stalls = new Set(['rcu-stall', 'soft-lockup', 'hard-lockup', 'csd-lock']);

/**
 * What a stalled processor was at, told from its whole trace: the function that a dispatcher had
 * called. Null where the kind is no stall or the trace names no dispatcher.
 */
export function stalledIn(kind: string, names: readonly string[]): string | null {
  if (!stalls.has(kind)) return null;
  const waitsForOthers = names.find((name) => /^smp_call_function_(?:many|single|any)/.test(name));
  if (waitsForOthers) return 'smp_call_function';
  // What stands above the last interrupt entry is the watchdog looking, not what it saw.
  const below = names.slice(names.findLastIndex((name) => interruptEntries.test(name)) + 1);
  const at = below.findIndex((name) => dispatchers.test(name));
  return at > 0 ? below[at - 1]! : null;
}

/** In these kinds the place itself is the news, whatever it is called. */
const placeIsGuilty = new Set(['ext4-error', 'xfs-corruption', 'kcsan']);

/** A frame of a trace that is not to blame. */
export function isReporting(kind: string, name: string): boolean {
  if (placeIsGuilty.has(kind)) return false;
  if (kind === 'lockdep' && lockWrappers.test(name)) return true;
  if (kind === 'hung-task' && waits.test(name)) return true;
  return machinery.test(name) || helpers.test(name) || isBare(name);
}

/** The place of a fault that is not to blame: it was called with what broke it. */
export function isHelper(kind: string, name: string): boolean {
  if (placeIsGuilty.has(kind)) return false;
  return helpers.test(name) || isBare(name) || (kind === 'lockdep' && lockWrappers.test(name));
}

/** An address without a name. */
function isBare(name: string): boolean {
  return /^(?:0x)?[0-9a-f]{6,16}$/.test(name);
}
