// Pagefind behind classic scripts: its side files are loaded as scripts on demand, so that search
// works from a folder. In: a query. Out: hits with addresses from the site's root.

import { type Correction, correctQuery } from './correct-query.ts';
import { scriptDoor } from './trusted-types.ts';

interface Fragment {
  url: string;
  excerpt: string;
  content: string;
  meta: Record<string, string>;
  sub_results: SubResult[];
}

interface SubResult {
  title: string;
  url: string;
  excerpt: string;
  weighted_locations: { balanced_score: number }[];
}

interface PagefindResult {
  id: string;
  data(): Promise<Fragment>;
}

interface Pagefind {
  createInstance(options: object): {
    init(): Promise<void>;
    /** How many pages have each value, by filter. */
    filters(): Promise<Record<string, Record<string, number>>>;
    search(
      query: string,
      options?: { filters?: Record<string, string> },
    ): Promise<{ results: PagefindResult[] }>;
  };
}

declare global {
  var panicroomPagefind: Pagefind;
  var panicroomReadSearchFile: (address: string) => Promise<object>;
  var panicroomSearchFile: (path: string, base64: string) => void;
  var panicroomSearchWords: (words: string) => void;
  /** The single file's: runs what else would be a script beside the page. False: it has none such. */
  var panicroomPackedFile: ((path: string) => Promise<boolean>) | undefined;
}

export interface Hit {
  title: string;
  type: string;
  /** From the site's root: `runbooks/memory/oom-kill/index.html`. */
  address: string;
  /** Pagefind's excerpt: text with `<mark>` around hits, `<` and `>` of the text itself escaped. */
  excerpt: string;
  sections: { title: string; address: string; excerpt: string }[];
}

export interface Found {
  hits: Hit[];
  total: number;
  corrections: Correction[];
}

const folder = 'search-index/';
const looked = 40;
const shown = 20;

/** What narrows a search: `{ type: 'Runbook', area: 'Memory' }`. */
export type Filters = Record<string, string>;

export interface Search {
  /** Never rejects for a query that finds nothing. */
  find(query: string, filters: Filters): Promise<Found>;
  /** Values of each filter, in the order of the alphabet. */
  choices(): Promise<Record<string, string[]>>;
}

/** Once a page. `root` is the site's folder. */
export function createSearch(root: URL): Search {
  const trusted = scriptDoor('panicroom-search', root.href);
  const waiting = new Map<string, (bytes: Uint8Array) => void>();
  let words: string[] = [];
  let wordsRead = () => {};
  globalThis.panicroomSearchFile = (path, base64) => {
    waiting.get(path)?.(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
    waiting.delete(path);
  };
  globalThis.panicroomSearchWords = (text) => {
    words = text.split(' ');
    wordsRead();
  };
  const loadScript = (path: string, failed: () => void) => {
    if (globalThis.panicroomPackedFile) {
      void globalThis.panicroomPackedFile(folder + path).then((found) => found || failed());
      return;
    }
    const script = document.createElement('script');
    script.src = trusted(new URL(folder + path, root).href);
    script.addEventListener('error', failed);
    script.addEventListener('load', () => script.remove());
    document.head.append(script);
  };
  // What Pagefind takes for fetch: as much of a Response as it reads.
  globalThis.panicroomReadSearchFile = (address) =>
    new Promise((resolve) => {
      const path = address.slice(folder.length).replace(/\?.*$/, '');
      waiting.set(path, (bytes) =>
        resolve({
          ok: true,
          json: async () => JSON.parse(new TextDecoder().decode(bytes)),
          arrayBuffer: async () => bytes.buffer,
        }),
      );
      loadScript(`${path}.js`, () => resolve({ ok: false, status: 404 }));
    });

  const vocabulary = new Promise<void>((resolve) => {
    wordsRead = resolve;
    loadScript('words.js', resolve);
  });
  const engine = panicroomPagefind.createInstance({
    basePath: folder,
    baseUrl: '/',
    noWorker: true,
    excerptLength: 24,
  });

  async function find(query: string, filters: Filters): Promise<Found> {
    await vocabulary;
    const corrections = correctQuery(query, words);
    const asked = corrections.reduce(
      (text, { from, to }) => text.replaceAll(from, to),
      query.toLowerCase(),
    );
    const { results } = await engine.search(asked, { filters });
    const fragments = await Promise.all(results.slice(0, looked).map((result) => result.data()));
    const ordered = literalFirst(asked, fragments);
    return {
      hits: ordered.slice(0, shown).map((fragment) => ({
        title: fragment.meta.title ?? fragment.url,
        type: fragment.meta.type ?? '',
        address: fromRoot(fragment.url),
        excerpt: fragment.excerpt,
        sections: fragment.sub_results
          .filter((section) => section.url !== fragment.url)
          .sort((a, b) => weightOf(b) - weightOf(a))
          .slice(0, 3)
          .map(({ title, url, excerpt }) => ({ title, address: fromRoot(url), excerpt })),
      })),
      total: results.length,
      corrections,
    };
  }

  async function choices(): Promise<Record<string, string[]>> {
    const counted = await engine.filters();
    return Object.fromEntries(
      Object.entries(counted).map(([name, values]) => [name, Object.keys(values).sort()]),
    );
  }
  return { find, choices };
}

/** Pagefind lists sections as they stand; the one that says most of what was asked comes first. */
const weightOf = ({ weighted_locations }: SubResult) =>
  weighted_locations.reduce((sum, location) => sum + location.balanced_score, 0);

const fromRoot = (address: string) => address.replace(/^\/+/, '');

/** Symbols and printk words as written (`do_exit`, `EXT4-fs error`) before pages that only hold
 *  their parts; Pagefind's order otherwise. */
export function literalFirst<Page extends { content: string }>(
  query: string,
  pages: Page[],
): Page[] {
  const literal = query.trim().toLowerCase();
  if (!/[^a-z]/.test(literal)) return pages;
  const holds = (page: Page) => page.content.toLowerCase().includes(literal);
  return [...pages.filter(holds), ...pages.filter((page) => !holds(page))];
}
