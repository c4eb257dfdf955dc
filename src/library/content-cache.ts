// What was once worked out of a text, kept beside the project: 1,000 runbooks take half a minute to
// parse and a second to read back, and an author changes one at a time.
//
//   .build/cache/<kind>/<program>-<SHA-256 of program and text>
//
// A key names its content and the program that read it, so an entry is never stale; what cannot be
// read or written, or was damaged, is worked out anew.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { decodeEntry, encodeEntry } from './cache-entry.ts';

const dayMs = 86_400_000;
/** An entry that this run did not ask for goes when it is older. */
const keptForMs = 7 * dayMs;
/** Pages are large and quickly made: what a day of edits left behind is enough. */
const pagesKeptForMs = dayMs;

/** Finished pages of a site (src/offline/page-store.ts). */
export const pagesKind = 'pages';

/** What a reader of a library asks of a cache. */
export interface LibraryCache {
  /** What was kept of the parts of a text; undefined where nothing was. */
  read<Value>(kind: string, parts: readonly string[]): Promise<Value | undefined>;
  keep(kind: string, parts: readonly string[], value: unknown): Promise<void>;
  /** Where another thread opens the same one; null where it is in memory alone. */
  readonly place: CachePlace | null;
  /** Whether something was kept; it may still turn out to be damaged. */
  has(kind: string, parts: readonly string[]): boolean;
}

export interface CachePlace {
  folder: string;
  /** Tells this version of the program from every other. */
  program: string;
}

export class ContentCache implements LibraryCache {
  readonly place: CachePlace;
  readonly #used = new Set<string>();

  constructor(folder: string, program: string) {
    this.place = { folder, program };
  }

  has(kind: string, parts: readonly string[]): boolean {
    return existsSync(this.#path(kind, parts));
  }

  /** What an entry is called, whether it is there or not. */
  nameOf(kind: string, parts: readonly string[]): string {
    return join(kind, basename(this.#path(kind, parts)));
  }

  /** Keeps an entry from being pruned, without reading it: what was made of it is at hand. */
  spare(name: string): void {
    this.#used.add(join(this.place.folder, name));
  }

  async read<Value>(kind: string, parts: readonly string[]): Promise<Value | undefined> {
    const path = this.#path(kind, parts);
    this.#used.add(path);
    try {
      // Thousands of small files: waiting for each in turn costs more than they do.
      return decodeEntry(readFileSync(path)) as Value;
    } catch {
      return undefined;
    }
  }

  async keep(kind: string, parts: readonly string[], value: unknown): Promise<void> {
    const path = this.#path(kind, parts);
    const aside = `${path}.${process.pid}-${threadId}`;
    try {
      await mkdir(dirname(path), { recursive: true });
      // Without waiting on each of thousands: the same as for reading.
      writeFileSync(aside, encodeEntry(value));
      renameSync(aside, path);
      this.#used.add(path);
    } catch {
      // A full or read-only disk costs time, nothing else.
      await rm(aside, { force: true }).catch(() => {});
    }
  }

  /** Removes what nobody has asked for in a while, of the kinds that this run asked for. */
  async prune(): Promise<void> {
    const kinds = new Set([...this.#used].map((path) => dirname(path)));
    for (const folder of kinds) {
      const arePages = basename(folder) === pagesKind;
      const before = Date.now() - (arePages ? pagesKeptForMs : keptForMs);
      for (const name of await readdir(folder).catch(() => [])) {
        const path = join(folder, name);
        if (this.#used.has(path)) continue;
        // Pages of other sources than these will not be asked for again, and each change of the sources
        // leaves a site's worth of them.
        const isDead = arePages && !name.startsWith(this.#namePrefix);
        const found = isDead ? null : await stat(path).catch(() => null);
        if (isDead || (found !== null && found.mtimeMs < before)) await rm(path, { force: true });
      }
    }
  }

  get #namePrefix(): string {
    return `${this.place.program.slice(0, 12)}-`;
  }

  #path(kind: string, parts: readonly string[]): string {
    const hash = createHash('sha256').update(this.place.program);
    // With its length in front, no two lists of parts run together to the same bytes.
    for (const part of parts) hash.update(`\0${part.length}\0`).update(part);
    return join(this.place.folder, kind, this.#namePrefix + hash.digest('hex'));
  }
}
