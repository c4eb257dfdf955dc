// What the signatures of a library matched, kept for the next time: the samples are as large as the
// runbooks, and an author changes words far more often than a signature.
//
//   entry   the words and conditions of all signatures → which shadow others, where each fires
//   of it   a sample's digest → the firings in it

import { createHash } from 'node:crypto';
import { knownSignatures } from '../graph/known-signatures.ts';
import type { KeptMatches, Shadow } from '../lint/rule.ts';
import type { Firing } from '../match/sample-firings.ts';
import type { Runbook } from '../model/runbook.ts';
import type { Sample } from '../model/sample.ts';
import type { LibraryCache } from './content-cache.ts';

interface Entry {
  shadows: readonly Shadow[] | null;
  firings: Map<string, readonly Firing[]>;
}

const kind = 'matches';

export class StoredMatches implements KeptMatches {
  shadows: readonly Shadow[] | null;
  readonly #cache: LibraryCache;
  readonly #parts: readonly string[];
  readonly #read: Entry;
  /** Of the samples that there are now: those of samples that are gone are not kept on. */
  readonly #firings = new Map<string, readonly Firing[]>();

  private constructor(cache: LibraryCache, parts: readonly string[], read: Entry) {
    this.#cache = cache;
    this.#parts = parts;
    this.#read = read;
    this.shadows = read.shadows;
  }

  static async read(
    cache: LibraryCache,
    runbooks: readonly Pick<Runbook, 'id' | 'signatures'>[],
  ): Promise<StoredMatches> {
    // The first part names what newer entries take the place of.
    const parts = ['signatures', JSON.stringify(knownSignatures(runbooks))];
    const known = await cache.read<Entry>(kind, parts);
    return new StoredMatches(cache, parts, known ?? { shadows: null, firings: new Map() });
  }

  firingsOf(sample: Sample): readonly Firing[] | undefined {
    const digest = digestOf(sample);
    const firings = this.#firings.get(digest) ?? this.#read.firings.get(digest);
    if (firings) this.#firings.set(digest, firings);
    return firings;
  }

  keepFirings(sample: Sample, firings: readonly Firing[]): void {
    this.#firings.set(digestOf(sample), firings);
  }

  /** Writes it where it is no longer what was read. */
  async store(): Promise<void> {
    const read = this.#read.firings;
    const isSame =
      this.shadows === this.#read.shadows &&
      this.#firings.size === read.size &&
      [...this.#firings.keys()].every((digest) => read.has(digest));
    if (isSame) return;
    await this.#cache.keep(kind, this.#parts, { shadows: this.shadows, firings: this.#firings });
  }
}

/** Firings are places and words of the text: its head and its name do not change them. */
const digestOf = ({ text }: Sample) => createHash('sha256').update(text).digest('base64');
