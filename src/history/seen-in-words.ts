// In: what was seen of the same failure before, and what is seen now. Out: the sentence about it.

import type { Seen } from './history.ts';

/** `Seen 2 times before: same function, 2 machines, last on 2026-11-26.`; `earlier` newest first. */
export function seenInWords(earlier: readonly Seen[], now: Seen): string {
  const [last] = earlier;
  if (last === undefined) return 'Not seen here before.';
  const times = earlier.length === 1 ? 'once' : `${earlier.length} times`;
  const same = now.function === null ? 'same kind' : 'same function';
  return `Seen ${times} before: ${same}, ${machines(earlier)}, last on ${last.read.slice(0, 10)}.`;
}

function machines(earlier: readonly Seen[]): string {
  const named = new Set(earlier.flatMap(({ host }) => host ?? [])).size;
  const nameless = earlier.some(({ host }) => host === null);
  if (named === 0) return 'machine not named';
  const words = named === 1 ? '1 machine' : `${named} machines`;
  return nameless ? `${words} and some not named` : words;
}

/** Whose it was, beside the one that is looked at now. */
export function machineInWords(seen: Seen, now: Seen): string {
  if (seen.host === null) return 'machine not named';
  return seen.host === now.host ? 'this machine' : `machine ${seen.host}`;
}
