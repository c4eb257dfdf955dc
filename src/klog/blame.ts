// Who in a trace is not to blame, and what a stalled processor was at. The names are data:
// reporting-functions.ts.

import { dispatchers, helpers, lockWrappers, machinery, waits } from './reporting-functions.ts';

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
  stack: readonly Place[],
): Pick<Place, 'function' | 'module'> | null {
  const waitsForOthers = stack.find((place) =>
    /^smp_call_function_(?:many|single|any)/.test(place.function),
  );
  if (waitsForOthers) return { function: 'smp_call_function', module: null };
  const at = stack.findIndex((place) => dispatchers.test(place.function));
  return at > 0 ? stack[at - 1]! : null;
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
