// Pages that earlier builds finished, so that a build after an edit makes those that the edit touches.
//
// A page is known by all that it is made of: the program (that is the cache's own), the frame of every page,
// the runbook, and what its page shows of the rest of the library, which is what render/runbook-page.ts and
// render/author-page.ts gather for it and for nothing else. Pages about the whole library are made by each
// build, and known by what Astro made: that spares reading them as trees.

import { createHash } from 'node:crypto';
import { type LibraryCache, pagesKind } from '../library/content-cache.ts';
import type { Runbook } from '../model/runbook.ts';
import { authorPage } from '../site/render/author-page.ts';
import { runbookPage } from '../site/render/runbook-page.ts';
import { type PagesToRender, type SiteInput, siteFrame } from '../site/site-input.ts';
import { sha256 } from './file-digests.ts';
import type { FinishedPage } from './finish-pages.ts';
import type { Deflated } from './zip-folder.ts';

/** Names what a page is made of; equal only where the page is. */
export type PageParts = readonly string[];

/** One of the two pages of a runbook. */
export interface RunbookPart {
  pages: keyof PagesToRender;
  id: string;
  path: string;
  parts: PageParts;
}

export interface KeptPages {
  cache: LibraryCache;
  /** What tells a runbook from every other state of it. */
  digestOf(runbook: Runbook): string;
  /** Whether the sources are still those that the cache is for: an edit may come while pages are made. */
  isCurrent(): Promise<boolean>;
}

const newest = 'newest';
/** What Astro makes no other address of. */
const plainId = /^[\w.-]+(?:\/[\w.-]+)*$/;

export class PageStore {
  readonly #kept: KeptPages;

  constructor(kept: KeptPages) {
    this.#kept = kept;
  }

  /** Of both pages of every runbook whose address is its id. */
  *partsOf(input: SiteInput): Generator<RunbookPart> {
    const frame = JSON.stringify(siteFrame(input));
    for (const { id } of input.runbooks) {
      if (!plainId.test(id)) continue;
      const made = { runbooks: runbookPage(id, input), authors: authorPage(id, input) };
      for (const pages of ['runbooks', 'authors'] as const) {
        const { runbook, ...around } = made[pages];
        const path = `${pages}/${id}/index.html`;
        const digest = createHash('sha256')
          .update(`${frame}\0${this.#kept.digestOf(runbook)}\0${JSON.stringify(around)}`)
          .digest('hex');
        yield { pages, id, path, parts: ['made of', path, digest] };
      }
    }
  }

  async find(parts: PageParts): Promise<FinishedPage | undefined> {
    const page = await this.#kept.cache.read<FinishedPage>(pagesKind, parts);
    if (page === undefined) return undefined;
    const { words, packed, deflated } = page;
    // What is held until its turn comes is copied: a view would hold the whole entry in memory.
    return {
      ...page,
      words: words && { ...words, counts: new Uint32Array(words.counts) },
      packed: packed && new Uint8Array(packed),
      deflated: { ...deflated, bytes: new Uint8Array(deflated.bytes) },
    };
  }

  /** A page about the whole library, by what Astro made; the newest alone is kept of it. */
  async findWritten(path: string, written: string): Promise<FinishedPage | undefined> {
    const kept = await this.#kept.cache.read<WrittenPage>(pagesKind, [newest, path]);
    return kept?.written === sha256(written) ? kept.page : undefined;
  }

  /** All other files of the newest build as its zip holds them, by their digests. */
  async findFiles(): Promise<ReadonlyMap<string, Deflated>> {
    return (await this.#kept.cache.read<Map<string, Deflated>>(pagesKind, [newest])) ?? new Map();
  }

  keepFiles(files: ReadonlyMap<string, Deflated>): Promise<void> {
    return this.#kept.cache.keep(pagesKind, [newest], files);
  }

  get cache(): LibraryCache {
    return this.#kept.cache;
  }

  isCurrent(): Promise<boolean> {
    return this.#kept.isCurrent();
  }
}

/** Any thread may keep a page; `find()` finds it. */
export function keepPage(cache: LibraryCache, parts: PageParts, page: FinishedPage): Promise<void> {
  return cache.keep(pagesKind, parts, page);
}

/** The same for a page about the whole library: `findWritten()` finds it. */
export function keepWrittenPage(
  cache: LibraryCache,
  written: string,
  page: FinishedPage,
): Promise<void> {
  const kept: WrittenPage = { written: sha256(written), page };
  return cache.keep(pagesKind, [newest, page.path], kept);
}

interface WrittenPage {
  /** Digest of what Astro made. */
  written: string;
  page: FinishedPage;
}
