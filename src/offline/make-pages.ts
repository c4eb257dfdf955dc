// In: a library, and the pages that are kept of earlier builds. Out: every page below `site`, and each told to
// `take`, in the order of their paths: the same pages in the same order whatever was kept.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SiteInput } from '../site/site-input.ts';
import { filesBelow } from './files-below.ts';
import { type FinishedPage, finishPage } from './finish-pages.ts';
import type { PageParts, PageStore } from './page-store.ts';
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
  return renderPages(toRender ? { ...input, toRender } : input, async (folder) => {
    const written = await filesBelow(folder);
    for (const path of written.filter((each) => !each.endsWith('.html'))) {
      mkdirSync(dirname(join(site, path)), { recursive: true });
      copyFileSync(join(folder, path), join(site, path));
    }
    const keep = store !== null && (await store.isCurrent()) ? store : null;
    const pages = [...known.keys(), ...written.filter((path) => path.endsWith('.html'))].sort();
    const finishAll = async () => {
      for (const path of pages) {
        const there = known.get(path);
        if (there) await take({ ...there, html: readFileSync(join(site, path)) });
        else {
          const page = await finished(path, readFileSync(join(folder, path)), {
            store,
            keep,
            parts: unknown.get(path) ?? null,
          });
          writePage(site, page);
          await take(page);
        }
      }
    };
    const [result] = await Promise.all([beside(), finishAll()]);
    return { pages: pages.length, rendered: pages.length - known.size, beside: result };
  });
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

interface Keeping {
  store: PageStore | null;
  /** Null where nothing may be kept. */
  keep: PageStore | null;
  /** Null for a page about the whole library. */
  parts: PageParts | null;
}

async function finished(
  path: string,
  written: Buffer,
  { store, keep, parts }: Keeping,
): Promise<FinishedPage> {
  if (parts !== null) {
    const page = finishPage(path, written.toString());
    await keep?.keep(parts, page);
    return page;
  }
  const known = await store?.findWritten(path, written);
  if (known) return known;
  const page = finishPage(path, written.toString());
  await keep?.keepWritten(written, page);
  return page;
}

function writePage(site: string, { path, html }: FinishedPage): void {
  const file = join(site, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html);
}
