// Replaces what names a machine, a network or a person with stand-ins that keep its shape, the same
// one for the same name, so that a report can leave the house and still be read: by people, and by
// Panicroom itself.
//
// In: a log, to learn the names from; then any text made of it. Out: the text with stand-ins, and the
// list of what stands for what, for a person to look at before anything is shared. Nothing is kept
// beyond the object. What no pattern knows stays: the preview is part of the promise.

import { type IdentityKind, identityPatterns, isCommon } from './identity-patterns.ts';

export type { IdentityKind };

export interface Identity {
  kind: IdentityKind;
  /** As it stands in the log. */
  original: string;
  pseudonym: string;
  /** How often it was replaced so far. */
  count: number;
}

/** Kinds whose names are words of their own: once known they are replaced wherever they stand. */
const words = new Set<IdentityKind>(['host', 'user', 'serial']);

/** Shorter names are words of the kernel's too often: `sd`, `cpu`. They go only where a pattern stands. */
const shortestWord = 4;

/** Characters before a value that decide whether it is one. */
const lookBack = 64;

/**
 * Stand-ins by shape. Addresses are of the blocks set aside for documentation (RFC 5737, RFC 3849);
 * hardware addresses are locally administered, so none is a real device's.
 */
const standIns: Record<IdentityKind, (number: number) => string> = {
  host: (n) => `host-${n}`,
  user: (n) => `user-${n}`,
  email: (n) => `user-${n}@example.org`,
  ipv4: (n) => {
    const block = ['192.0.2', '198.51.100', '203.0.113'][Math.floor((n - 1) / 254)];
    return block === undefined ? `ip-${n}` : `${block}.${((n - 1) % 254) + 1}`;
  },
  ipv6: (n) => `2001:db8::${n.toString(16)}`,
  mac: (n) =>
    `02:00:00:${[n >> 16, n >> 8, n].map((byte) => (byte & 255).toString(16).padStart(2, '0')).join(':')}`,
  uuid: (n) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
  serial: (n) => `serial-${n}`,
};

/** What the stand-ins look like; the addresses are of blocks that nobody's machine has. */
const isStandIn: Readonly<Record<IdentityKind, RegExp>> = {
  host: /^host-\d+$/,
  user: /^user-\d+$/,
  email: /^user-\d+@example\.org$/,
  ipv4: /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/,
  ipv6: /^2001:db8::[\da-f]+$/,
  mac: /^02:00:00:[\da-f]{2}:[\da-f]{2}:[\da-f]{2}$/,
  uuid: /^00000000-0000-4000-8000-[\da-f]{12}$/,
  serial: /^serial-\d+$/,
};

interface Place {
  start: number;
  end: number;
  kind: IdentityKind;
}

export class Pseudonyms {
  readonly #known = new Map<string, Identity>();
  readonly #numbers = new Map<IdentityKind, number>();
  readonly #taken = new Set<string>();
  readonly #kept: ReadonlySet<IdentityKind>;

  /** @param kept kinds that are left as they are, because the person said so. */
  constructor(kept: Iterable<IdentityKind> = []) {
    this.#kept = new Set(kept);
  }

  /** Names found so far, in the order of their first appearance. */
  get identities(): readonly Identity[] {
    return [...this.#known.values()];
  }

  /** Finds the names in a text. Learn the whole log first: its frames say what the host is called. */
  learn(text: string): void {
    for (const { start, end, kind } of this.#places(text)) {
      this.#identify(kind, text.slice(start, end));
    }
  }

  /** A name that is known to be one, whatever stands around it. */
  know(kind: IdentityKind, name: string): void {
    if (!this.#kept.has(kind) && !isCommon(kind, name)) this.#identify(kind, name);
  }

  /** The stand-in of a text that is a name and nothing else; null where it is none that is replaced. */
  standInOf(kind: IdentityKind, name: string): string | null {
    const identity = this.#known.get(name.toLowerCase());
    if (identity?.kind !== kind) return null;
    identity.count++;
    return identity.pseudonym;
  }

  /** The text with stand-ins for all names, those that stand in it for the first time as well. */
  replace(text: string): string {
    let replaced = '';
    let behind = 0;
    for (const { start, end, kind } of this.#withWords(text, this.#places(text))) {
      const identity = this.#identify(kind, text.slice(start, end));
      identity.count++;
      replaced += text.slice(behind, start) + identity.pseudonym;
      behind = end;
    }
    return replaced + text.slice(behind);
  }

  /** The same for every string in a JSON value; keys stay. */
  replaceAll<T>(value: T): T {
    if (typeof value === 'string') return this.replace(value) as T;
    if (Array.isArray(value)) return value.map((item) => this.replaceAll(item)) as T;
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, this.replaceAll(item)]),
    ) as T;
  }

  #identify(kind: IdentityKind, original: string): Identity {
    // Case tells nothing apart in any of these; two spellings are one machine.
    const key = original.toLowerCase();
    let identity = this.#known.get(key);
    if (identity === undefined) {
      identity = { kind, original, pseudonym: this.#standIn(kind, key), count: 0 };
      this.#known.set(key, identity);
    }
    return identity;
  }

  /** A log that was masked before keeps its stand-ins; no two names share one. */
  #standIn(kind: IdentityKind, name: string): string {
    if (isStandIn[kind].test(name) && !this.#taken.has(name)) {
      this.#taken.add(name);
      return name;
    }
    for (let number = (this.#numbers.get(kind) ?? 0) + 1; ; number++) {
      const pseudonym = standIns[kind](number);
      if (this.#taken.has(pseudonym)) continue;
      this.#numbers.set(kind, number);
      this.#taken.add(pseudonym);
      return pseudonym;
    }
  }

  /** Where names stand by their shape, in order and without overlap; an earlier row of the table wins. */
  #places(text: string): Place[] {
    const found: Place[] = [];
    for (const { kind, pattern, accepts } of identityPatterns) {
      if (this.#kept.has(kind)) continue;
      for (const match of text.matchAll(pattern)) {
        const [start, end] = match.indices!.groups!.it!;
        if (
          accepts &&
          !accepts(match.groups!.it!, text.slice(Math.max(0, start - lookBack), start))
        )
          continue;
        found.push({ start, end, kind });
      }
    }
    return withoutOverlaps(found);
  }

  /** Known words where no pattern stands: a host's name in a path, a serial number in a device's name. */
  #withWords(text: string, places: Place[]): Place[] {
    if (this.#known.size === 0) return places;
    const found: Place[] = [];
    for (const match of text.matchAll(/[A-Za-z0-9][A-Za-z0-9_.-]{0,254}/g)) {
      for (const word of candidates(match[0])) {
        const identity = this.#known.get(word.toLowerCase());
        if (identity && words.has(identity.kind) && word.length >= shortestWord) {
          found.push({ start: match.index, end: match.index + word.length, kind: identity.kind });
          break;
        }
      }
    }
    return found.length === 0 ? places : withoutOverlaps([...places, ...found]);
  }
}

/** `db-01.example.org.` may be the host's full name, its name and a stop, or `db-01` with its domain. */
function candidates(token: string): string[] {
  const whole = token.replace(/[._-]{1,255}$/, '');
  const dot = whole.indexOf('.');
  return dot > 0 ? [token, whole, whole.slice(0, dot)] : [token, whole];
}

/** What begins first wins; of two that begin together, the one that came first in the list. */
function withoutOverlaps(places: Place[]): Place[] {
  const order = places.map((place, index) => ({ place, index }));
  order.sort((a, b) => a.place.start - b.place.start || a.index - b.index);
  const kept: Place[] = [];
  let behind = 0;
  for (const { place } of order) {
    if (place.start < behind) continue;
    kept.push(place);
    behind = place.end;
  }
  return kept;
}
