// Pagefind behind classic scripts: its side files are loaded as scripts on demand, so that search
// works from a folder. In: a query. Out: hits with addresses from the site's root.

import type { SearchedPage } from '../../model/searched-page.ts';
import { furtherReadingsOf, type Reading, readingsOf } from './correct-query.ts';
import { inTurns, likelyOf, type Mended, mendedBy } from './merge-readings.ts';
import { PageText, type Part, type Place, passageOf, sectionsOf } from './passages.ts';
import { scriptDoor } from './trusted-types.ts';

interface PagefindResult {
  id: string;
  score: number;
  /** Asks for the page's side file, which is answered from here: see `placesAlone`. */
  data(): Promise<{ weighted_locations: Place[] }>;
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
  var panicroomSearchPage: (id: string, json: string) => void;
  var panicroomSearchWords: (words: string) => void;
  /** The single file's: runs what else would be a script beside the page. False: it has none such. */
  var panicroomPackedFile: ((path: string) => Promise<boolean>) | undefined;
}

export interface Hit {
  title: string;
  type: string;
  /** From the site's root: `runbooks/memory/oom-kill/index.html`. */
  address: string;
  excerpt: readonly Part[];
  sections: { title: string; address: string; excerpt: readonly Part[] }[];
}

export interface Found {
  hits: Hit[];
  total: number;
  corrections: Mended[];
}

const folder = 'search-index/';
const shown = 20;
/** Of so many, those that hold a symbol as written come first; each costs the reading of a file. */
const looked = 40;
const shownSections = 3;

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
    waiting.get(path)?.(bytesOf(base64));
    waiting.delete(path);
  };
  const arrivingPages = new Map<string, (page: PageText) => void>();
  globalThis.panicroomSearchPage = (id, json) => {
    arrivingPages.get(id)?.(new PageText(JSON.parse(json) as SearchedPage));
    arrivingPages.delete(id);
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
      if (path.endsWith('.pf_fragment')) {
        resolve({ ok: true, arrayBuffer: async () => placesAlone.slice().buffer });
        return;
      }
      waiting.set(path, (bytes) =>
        resolve({
          ok: true,
          json: async () => JSON.parse(new TextDecoder().decode(bytes)),
          arrayBuffer: async () => bytes.buffer,
        }),
      );
      loadScript(`${path}.js`, () => resolve({ ok: false, status: 404 }));
    });

  const pages = new Map<string, Promise<PageText>>();
  const pageOf = (id: string): Promise<PageText> => {
    const known = pages.get(id);
    if (known) return known;
    const page = new Promise<PageText>((resolve, reject) => {
      arrivingPages.set(id, resolve);
      const path = `page/${id}.js`;
      loadScript(path, () => reject(new Error(`${path} could not be read`)));
    });
    pages.set(id, page);
    page.catch(() => pages.delete(id));
    return page;
  };

  const vocabulary = new Promise<void>((resolve) => {
    wordsRead = resolve;
    loadScript('words.js', resolve);
  });
  const engine = panicroomPagefind.createInstance({
    basePath: folder,
    baseUrl: '/',
    noWorker: true,
    // Longer than any page: Pagefind then looks for no passage.
    excerptLength: 1e9,
  });

  async function find(query: string, filters: Filters): Promise<Found> {
    await vocabulary;
    const search = async (reading: Reading) => ({
      reading,
      results: (await engine.search(reading.query, { filters })).results,
    });
    const first = readingsOf(query, words);
    let likely = likelyOf(await Promise.all(first.map(search)));
    if (likely.length === 0 && Object.keys(filters).length === 0) {
      likely = likelyOf(await Promise.all(furtherReadingsOf(query, words).map(search)));
    }
    const found = inTurns(likely);
    const asksLiterally = found.some(({ reading }) => hasSigns(reading.query));
    const texts = await Promise.all(
      found.slice(0, asksLiterally ? looked : shown).map(async ({ result, reading }) => {
        const [text, places] = await Promise.all([pageOf(result.id), placesOf(result)]);
        return { text, places, query: reading.query };
      }),
    );
    return {
      hits: literalFirst(texts).slice(0, shown).map(hitOf),
      total: found.length,
      corrections: mendedBy(
        likely.length > 0 ? likely.map(({ reading }) => reading) : first.slice(0, 1),
      ),
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

/** Taken at once: Pagefind keeps one object a page, and the next search writes its own into it. */
const placesOf = (result: PagefindResult) =>
  result.data().then(({ weighted_locations }) => weighted_locations);

interface FoundPage {
  /** As it was understood. */
  query: string;
  text: PageText;
  places: readonly Place[];
}

function hitOf({ text, places }: FoundPage): Hit {
  const { address, title, type } = text.page;
  return {
    title,
    type,
    address,
    excerpt: passageOf(text, places).excerpt,
    sections: sectionsOf(text, places, shownSections).map(({ id, title, excerpt }) => ({
      title,
      address: `${address}#${id}`,
      excerpt,
    })),
  };
}

/**
 * What Pagefind gets as the side file of any page: it knows where the hits are before it reads it, and
 * would look for passages in it.
 */
const placesAlone = new TextEncoder().encode(
  'pagefind_dcd{"url":"","content":"","meta":{},"filters":{},"anchors":[]}',
);

/** In a loop: `Uint8Array.from` with a function for each character took most of a first search's own time. */
function bytesOf(base64: string): Uint8Array {
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < characters.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}

/** A symbol, a device, a line of a log: what holds but its parts may rank before what holds it. */
const hasSigns = (query: string) => /[^a-z ]/.test(query.trim());

/** More than one plain word: whoever typed it wants it as it stands. */
const isLiteral = (query: string) => /[^a-z]/.test(query.trim().toLowerCase());

/** Symbols and printk words as written (`do_exit`, `EXT4-fs error`) before pages that only hold
 *  their parts; Pagefind's order otherwise. */
export function literalFirst<Page extends { query: string; text: Pick<PageText, 'holds'> }>(
  pages: Page[],
): Page[] {
  const holds = pages.map(
    ({ query, text }) => isLiteral(query) && text.holds(query.trim().toLowerCase()),
  );
  return [...pages.filter((_, at) => holds[at]), ...pages.filter((_, at) => !holds[at])];
}
