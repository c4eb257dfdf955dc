// What was parsed in this session, by file: while an author edits one runbook, the others are neither
// parsed nor read back from the disk. Behind it stands the cache of the checkout, which outlives it.

import type { CachePlace, LibraryCache } from '../library/content-cache.ts';

export class MemoryCache implements LibraryCache {
  readonly #kept = new Map<string, { parts: readonly string[]; value: unknown }>();
  readonly #behind: LibraryCache | null;

  constructor(behind: LibraryCache | null) {
    this.#behind = behind;
  }

  get place(): CachePlace | null {
    return this.#behind?.place ?? null;
  }

  has(kind: string, parts: readonly string[]): boolean {
    return this.#isHeld(kind, parts) || this.#behind?.has(kind, parts) === true;
  }

  async read<Value>(kind: string, parts: readonly string[]): Promise<Value | undefined> {
    if (this.#isHeld(kind, parts)) return this.#kept.get(`${kind}\0${parts[0]}`)!.value as Value;
    const value = await this.#behind?.read<Value>(kind, parts);
    if (value !== undefined) this.#hold(kind, parts, value);
    return value;
  }

  async keep(kind: string, parts: readonly string[], value: unknown): Promise<void> {
    this.#hold(kind, parts, value);
    await this.#behind?.keep(kind, parts, value);
  }

  #isHeld(kind: string, parts: readonly string[]): boolean {
    const kept = this.#kept.get(`${kind}\0${parts[0]}`);
    return kept?.parts.every((part, index) => part === parts[index]) === true;
  }

  /** The first part names the file: a newer text of it takes the older one's place. */
  #hold(kind: string, parts: readonly string[], value: unknown): void {
    this.#kept.set(`${kind}\0${parts[0]}`, { parts, value });
  }
}
