// What the wizard may remember of failures seen: enough to say "third time, same function, two
// machines", too little to tell what was in a log.
//
// Kept of each are the kind, the function, the module, the kernel's release, when it happened and was
// read, and a digest of the host's name. No text of a log, no name, no address.

export interface Seen {
  kind: string;
  function: string | null;
  module: string | null;
  kernel: string | null;
  /** Digest of the host's name; null where the log names none. */
  host: string | null;
  /** The log's own time of it, as ISO 8601 or seconds since boot; null where it shows none. */
  happened: string | null;
  /** When it was read here, ISO 8601 with the offset. */
  read: string;
}

export interface SeenHistory {
  /** Mixed into the digests: the same host has another digest in another history. */
  salt: string;
  /** In the order in which they were read. */
  seen: readonly Seen[];
}

/** More would be a log of logs; the oldest go first. */
export const mostSeen = 500;

/** The history with one more; as it was, where this very failure is in it already. */
export function remember(history: SeenHistory, seen: Seen): SeenHistory {
  if (history.seen.some((other) => isSameEvent(other, seen))) return history;
  return { ...history, seen: [...history.seen, seen].slice(-mostSeen) };
}

/**
 * Both, in the order of reading. An empty history takes the other's salt over; where the salts differ,
 * a host that is in both counts as two.
 */
export function mergeHistories(own: SeenHistory, other: SeenHistory): SeenHistory {
  const all = own.seen.length === 0 ? { ...own, salt: other.salt } : own;
  const merged = other.seen
    .reduce(remember, all)
    .seen.toSorted((a, b) => (Date.parse(a.read) || 0) - (Date.parse(b.read) || 0));
  return { salt: all.salt, seen: merged };
}

/** What of the history is of the same failure, this very one aside; the newest first. */
export function earlierThan({ seen }: SeenHistory, now: Seen): Seen[] {
  return seen.filter((other) => isSameFailure(other, now) && !isSameEvent(other, now)).reverse();
}

function isSameFailure(a: Seen, b: Seen): boolean {
  return a.kind === b.kind && a.function === b.function && a.module === b.module;
}

/** The same log pasted twice is one failure. Without a time in it, a day holds one of a host. */
function isSameEvent(a: Seen, b: Seen): boolean {
  if (!isSameFailure(a, b) || a.kernel !== b.kernel || a.host !== b.host) return false;
  if (a.happened !== b.happened) return false;
  return a.happened !== null || a.read.slice(0, 10) === b.read.slice(0, 10);
}
