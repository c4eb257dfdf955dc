// What was once worked out of a text, kept beside the project: 1,000 runbooks take half a minute to
// parse and a second to read back, and an author changes one at a time.
//
//   .build/cache/<kind>/<SHA-256 of program and text>
//
// A key names its content and the program that read it, so an entry is never stale; what cannot be
// read or written, or was damaged, is worked out anew.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { decodeEntry, encodeEntry } from './cache-entry.ts';

/** An entry that this run did not ask for goes when it is older. */
const keptForMs = 7 * 86_400_000;

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
      await writeFile(aside, encodeEntry(value));
      await rename(aside, path);
    } catch {
      // A full or read-only disk costs time, nothing else.
      await rm(aside, { force: true }).catch(() => {});
    }
  }

  /** Removes what nobody has asked for in a while. */
  async prune(): Promise<void> {
    const before = Date.now() - keptForMs;
    for (const kind of await readdir(this.place.folder).catch(() => [])) {
      for (const name of await readdir(join(this.place.folder, kind)).catch(() => [])) {
        const path = join(this.place.folder, kind, name);
        if (this.#used.has(path)) continue;
        const age = await stat(path).catch(() => null);
        if (age !== null && age.mtimeMs < before) await rm(path, { force: true });
      }
    }
  }

  #path(kind: string, parts: readonly string[]): string {
    const hash = createHash('sha256').update(this.place.program);
    // With its length in front, no two lists of parts run together to the same bytes.
    for (const part of parts) hash.update(`\0${part.length}\0`).update(part);
    return join(this.place.folder, kind, hash.digest('hex'));
  }
}
