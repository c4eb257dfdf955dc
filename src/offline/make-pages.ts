// In: a library, and the pages that are kept of earlier builds. Out: every page below `site`, and each told to
// `take`, in the order of their paths: the same pages in the same order whatever was kept.

import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SiteInput } from '../site/site-input.ts';
import { filesBelow } from './files-below.ts';
import type { FinishedPage } from './finish-pages.ts';
import type { PageParts, PageStore } from './page-store.ts';
import { PageThreads, writePage } from './page-threads.ts';
import { renderPages } from './render-pages.ts';

export interface PageWork<Result> {
  /** Told of every page, and waited for before the next. */
  take(page: FinishedPage): Promise<void>;
  /** What else there is to do while pages are finished, once Astro has ended. */
  beside(): Promise<Result>;
}

/** What is written already is read back when its turn comes: the text of all pages is much to hold. */
type PageOnDisk = Omit<FinishedPage, 'html'>;

/** Returns how many pages there are, and how many of them Astro made. */
export async function makePages<Result>(
  input: SiteInput,
  site: string,
  store: PageStore | null,
  { take, beside }: PageWork<Result>,
): Promise<{ pages: number; rendered: number; beside: Result }> {
  const { known, unknown, toRender } = await knownPages(input, site, store);
  const threads = new PageThreads(site, store?.cache ?? null, pagesOf(input, toRender));
  try {
    let isCurrent: Promise<boolean> | null = null;
    const isKept = () => {
      // An edit of the sources may have come: when the first page is made, Astro and the threads have read them.
      isCurrent ??= threads.ready.then(async () => store !== null && (await store.isCurrent()));
      return isCurrent;
    };
    const finish = async (path: string, written: string): Promise<FinishedPage> => {
      const parts = unknown.get(path) ?? null;
      const found = parts === null ? await store?.findWritten(path, written) : undefined;
      if (found) {
        writePage(site, found);
        return found;
      }
      return threads.finish({ path, written, parts, isKept: await isKept() });
    };
    const queue = new PageQueue(take, threads.room);
    const waiting = [...known.keys()].sort();
    const takeKnown = async (isDue: (path: string) => boolean) => {
      while (waiting.length > 0 && isDue(waiting[0]!)) {
        const page = known.get(waiting.shift()!)!;
        await queue.put(async () => ({ ...page, html: readFileSync(join(site, page.path)) }));
      }
    };
    let rendered = 0;
    await renderPages(toRender ? { ...input, toRender } : input, {
      page: async (path, html) => {
        rendered++;
        await takeKnown((each) => each < path);
        await queue.put(() => finish(path, html));
      },
      others: async (folder) => copyFiles(folder, site),
    });
    await takeKnown(() => true);
    const [result] = await Promise.all([beside(), queue.end()]);
    return { pages: known.size + rendered, rendered, beside: result };
  } finally {
    await threads.close();
  }
}

/** Pages that are made at once, and taken one after another, in the order in which they were put in. */
class PageQueue {
  readonly #take: (page: FinishedPage) => Promise<void>;
  readonly #room: number;
  readonly #underWay: Promise<void>[] = [];
  #last: Promise<void> = Promise.resolve();
  #hasFailed = false;

  constructor(take: (page: FinishedPage) => Promise<void>, room: number) {
    this.#take = take;
    this.#room = room;
  }

  /** Resolves when there is room for the next. After a failure nothing is made any more; `end()` says what it was. */
  async put(make: () => Promise<FinishedPage>): Promise<void> {
    if (this.#hasFailed) return;
    const page = make();
    const before = this.#last;
    this.#last = Promise.all([page, before]).then(([made]) => this.#take(made));
    this.#last.catch(() => {
      this.#hasFailed = true;
    });
    this.#underWay.push(this.#last);
    if (this.#underWay.length >= this.#room) await this.#underWay.shift()!.catch(() => {});
  }

  /** @throws what one of them threw. */
  end(): Promise<void> {
    return this.#last;
  }
}

/** Writes those that are kept; what is left is for Astro. */
async function knownPages(input: SiteInput, site: string, store: PageStore | null) {
  const known = new Map<string, PageOnDisk>();
  const unknown = new Map<string, PageParts>();
  if (store === null) return { known, unknown };
  const found = { runbooks: new Set<string>(), authors: new Set<string>() };
  for (const { pages, id, path, parts } of store.partsOf(input)) {
    const page = await store.find(parts);
    if (page === undefined) unknown.set(path, parts);
    else {
      writePage(site, page);
      const { html, ...rest } = page;
      known.set(path, rest);
      found[pages].add(id);
    }
  }
  const ids = input.runbooks.map(({ id }) => id);
  const toRender = {
    runbooks: ids.filter((id) => !found.runbooks.has(id)),
    authors: ids.filter((id) => !found.authors.has(id)),
  };
  return { known, unknown, toRender };
}

/** Those of runbooks; the others are few. */
const pagesOf = ({ runbooks }: SiteInput, toRender: SiteInput['toRender']): number =>
  toRender ? toRender.runbooks.length + toRender.authors.length : 2 * runbooks.length;

async function copyFiles(folder: string, site: string): Promise<void> {
  for (const path of await filesBelow(folder)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    copyFileSync(join(folder, path), join(site, path));
  }
}
