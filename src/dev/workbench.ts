// The library under an author's hands: read anew after each change, then checked.
//
// In: a content folder, perhaps one of an organisation's own to lie over it, and word that something
// in them changed. Out: the site's input, set anew, and
// what the rules say of it. Reading comes first, since the author waits for the page; the rules and
// then the shell programs follow. A change that comes meanwhile begins the round again.

import { join, sep } from 'node:path';
import { checkShell } from '../library/check-shell.ts';
import type { LibraryCache } from '../library/content-cache.ts';
import { listFiles } from '../library/list-files.ts';
import { readOverlay } from '../library/read-overlay.ts';
import { withoutFollowUps } from '../lint/follow-ups.ts';
import { byPlace, lintLibrary } from '../lint/lint-library.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Overlay } from '../model/overlay.ts';
import type { Sample } from '../model/sample.ts';
import { type Content, readContent, readSamplesBelow } from '../offline/read-content.ts';
import { setSiteInput } from '../site/site-input.ts';
import { MemoryCache } from './memory-cache.ts';

export interface WorkbenchOptions {
  folder: string;
  /** An organisation's own, to lie over it; null: none. */
  overlay: string | null;
  /** Outlives this session; null where there is none. */
  cache: LibraryCache | null;
  /** ISO day that reviews are counted to. */
  today: string;
  /** The pages can be asked for: the library was read, in so many milliseconds. */
  onRead(tookMs: number): void;
  /** Resolves when nobody waits for a page: the rules keep the processor from all else. */
  whenIdle(): Promise<void>;
  /** The rules have spoken. */
  onChecked(): void;
  /** The library could not be read at all; the last one stays. */
  onFailed(why: string): void;
}

export class Workbench {
  readonly #options: WorkbenchOptions;
  readonly #cache: MemoryCache;
  #samples: Sample[] | null = null;
  #round = 0;
  #content: Content | null = null;
  #diagnostics: Diagnostic[] = [];

  constructor(options: WorkbenchOptions) {
    this.#options = options;
    this.#cache = new MemoryCache(options.cache);
  }

  /** Null before the first reading. */
  get content(): Content | null {
    return this.#content;
  }

  /** What the reader and, once they have spoken, the rules say, by file and place. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /**
   * Reads what changed, then checks it. Resolves when both are done or a later change took over.
   * @param path of the file that changed; null for the first reading.
   */
  async changed(path: string | null): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const overtaken = () => round !== this.#round;
    const { folder, overlay: overlayFolder, onRead, onChecked, onFailed } = this.#options;
    const started = performance.now();
    if (path === null || path.startsWith(join(folder, 'samples') + sep)) this.#samples = null;
    try {
      const samples = this.#samples ?? (await readSamplesBelow(folder));
      this.#samples = samples;
      const overlay = overlayFolder === null ? null : await readOverlay(overlayFolder, this.#cache);
      const content = await readContent(folder, { cache: this.#cache, samples, overlay });
      if (overtaken()) return;
      this.#content = content;
      this.#diagnostics = content.diagnostics.filter(({ level }) => level !== 'info').sort(byPlace);
      setSiteInput(content.site);
      onRead(performance.now() - started);
      await this.#options.whenIdle();
      if (overtaken()) return;
      await this.#check(content, [...samples, ...(overlay?.samples ?? [])], overlay, overtaken);
      if (!overtaken()) onChecked();
    } catch (error) {
      if (!overtaken()) onFailed((error as Error).message);
    }
  }

  async #check(
    content: Content,
    samples: Sample[],
    overlay: Overlay | null,
    overtaken: () => boolean,
  ): Promise<void> {
    const { folder, today } = this.#options;
    const { checked: runbooks, sources } = content;
    const own = await listFiles(join(folder, 'runbooks'));
    const files = new Set([...own, ...(overlay?.files ?? [])]);
    if (overtaken()) return;
    const read = this.#diagnostics;
    const rules = lintLibrary({ runbooks, sources, samples, files, today });
    this.#diagnostics = withoutFollowUps([...read, ...rules]).sort(byPlace);
    const shell = await checkShell(runbooks, sources, this.#cache);
    if (overtaken()) return;
    this.#diagnostics = withoutFollowUps([...read, ...rules, ...shell.diagnostics]).sort(byPlace);
  }
}
