// SHA-256 of files below a folder, each read once: the service worker, SHA256SUMS and the zip ask for them.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const sha256 = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');

/** Ask for a file when nothing is written to it any more. */
export class FileDigests {
  readonly #folder: string;
  readonly #known: Map<string, string>;

  /** @param known digests of files that need not be read, by their paths from `folder`. */
  constructor(folder: string, known: ReadonlyMap<string, string> = new Map()) {
    this.#folder = folder;
    this.#known = new Map(known);
  }

  of(path: string): string {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const digest = sha256(readFileSync(join(this.#folder, path)));
    this.#known.set(path, digest);
    return digest;
  }
}
