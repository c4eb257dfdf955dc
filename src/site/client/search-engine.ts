// Pagefind behind classic scripts, so that search works from a folder. In: a query. Out: hits with
// addresses from the site's root.
//
// Each file costs some milliseconds, however small it is: a first search waits for three that are asked for
// at once and for the words of its query; where hits lead to stands in one table, and their texts come later.

import type { PageTable } from '../../model/searched-page.ts';
import { furtherReadingsOf, type Reading, readingsOf } from './correct-query.ts';
import { exactly, hasSigns, literalFirst } from './literal-first.ts';
import { inTurns, likelyOf, type Mended, mendedBy } from './merge-readings.ts';
import { type PageText, type Part, type Place, passageOf, sectionsOf } from './passages.ts';
import { openSideFiles } from './side-files.ts';
import { scriptDoor } from './trusted-types.ts';
import { Vocabulary } from './vocabulary.ts';

interface PagefindResult {
  id: string;
  score: number;
  /** Asks for the page's side file, which is answered from here: see `placesAlone`. */
  data(): Promise<{ weighted_locations: Place[] }>;
}

interface Pagefind {
  createInstance(options: object): {
    /** How many pages have each value, by filter. */
    filters(): Promise<Record<string, Record<string, number>>>;
    search(
      query: string,
      options?: { filters?: Record<string, string> },
    ): Promise<{ results: PagefindResult[] }>;
  };
}

declare global {
  var panicroomPagefind: Pagefind | undefined;
  /** What Pagefind takes for `fetch`. */
  var panicroomReadSearchFile: (address: string) => Promise<object>;
  /** What Pagefind takes for `setTimeout`: with it, it looks again whether its engine has started. */
  var panicroomLookAgain: (look: () => void) => void;
}

export interface Hit {
  title: string;
  type: string;
  /** From the site's root: `runbooks/memory/oom-kill/index.html`. */
  address: string;
  /** Null where they come later. */
  passages: Passages | null;
  readPassages(): Promise<Passages>;
}

export interface Passages {
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
/** Of so many, those that hold a symbol as written come first. */
const looked = 40;
/** Of so many, about a screen, the passages come with the hit where their text was read before. */
const complete = 6;
const shownSections = 3;
/** Pagefind's own are 50. */
const lookAgainMs = 2;

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
  const files = openSideFiles(root, scriptDoor('panicroom-search', root.href));
  globalThis.panicroomReadSearchFile = async (address) => {
    const path = address.slice(folder.length).replace(/\?.*$/, '');
    // As much of a Response as it reads.
    if (path.endsWith('.pf_fragment')) {
      return { ok: true, arrayBuffer: async () => placesAlone.slice().buffer };
    }
    try {
      const bytes = await files.read(path);
      return {
        ok: true,
        json: async () => JSON.parse(decode(bytes)),
        arrayBuffer: async () => bytes.buffer,
      };
    } catch {
      return { ok: false, status: 404 };
    }
  };
  globalThis.panicroomLookAgain = (look) => setTimeout(look, lookAgainMs);

  const vocabulary = files.read('words.txt').then((words) => new Vocabulary(decode(words)));
  const table = files.read('pages.json').then((pages) => JSON.parse(decode(pages)) as PageTable);
  // Told of by the query that waits for them.
  for (const wanted of [vocabulary, table]) wanted.catch(() => {});
  // A page that is left while its scripts come may have this one without that.
  const made = globalThis.panicroomPagefind?.createInstance({
    basePath: folder,
    baseUrl: '/',
    noWorker: true,
    // Longer than any page: Pagefind then looks for no passage.
    excerptLength: 1e9,
  });
  const engine = () => {
    if (made === undefined) throw new Error('assets/pagefind.js could not be read');
    return made;
  };

  async function find(query: string, filters: Filters): Promise<Found> {
    const [words, pages] = await Promise.all([vocabulary, table]);
    const search = async (reading: Reading) => ({
      reading,
      results: (await engine().search(reading.query, { filters })).results,
    });
    const first = readingsOf(query, words);
    let likely = likelyOf(await Promise.all(first.map(search)));
    if (likely.length === 0 && Object.keys(filters).length === 0) {
      likely = likelyOf(await Promise.all(furtherReadingsOf(query, words).map(search)));
    }
    const found = inTurns(likely).map(({ result }) => result);
    const readings = likely.map(({ reading }) => reading);
    const asWritten = await Promise.all(readings.map((reading) => idsOf(reading, filters)));
    const considered = readings.some((reading) => hasSigns(reading.query)) ? looked : shown;
    const ordered = literalFirst(found.slice(0, considered), new Set(asWritten.flat()));
    return {
      hits: await Promise.all(
        ordered.slice(0, shown).map((result, at) => hitOf(result, pages, at < complete)),
      ),
      total: found.length,
      corrections: mendedBy(readings.length > 0 ? readings : first.slice(0, 1)),
    };
  }

  /** Of the pages that hold it as it is written. */
  async function idsOf({ query }: Reading, filters: Filters): Promise<string[]> {
    const exact = exactly(query);
    if (exact === null) return [];
    return (await engine().search(exact, { filters })).results.map(({ id }) => id);
  }

  async function hitOf(result: PagefindResult, pages: PageTable, isFirst: boolean): Promise<Hit> {
    const [address, title, type] = pages[result.id]!;
    const text = isFirst ? files.pageAtHand(result.id) : null;
    return {
      ...{ address, title, type },
      passages: text && passagesOf(text, await placesOf(result)),
      readPassages: async () => passagesOf(await files.page(result.id), await placesOf(result)),
    };
  }

  async function choices(): Promise<Record<string, string[]>> {
    const counted = await engine().filters();
    return Object.fromEntries(
      Object.entries(counted).map(([name, values]) => [name, Object.keys(values).sort()]),
    );
  }
  return { find, choices };
}

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Taken at once: Pagefind keeps one object a page, and the next search writes its own into it. */
const placesOf = (result: PagefindResult) =>
  result.data().then(({ weighted_locations }) => weighted_locations);

function passagesOf(text: PageText, places: readonly Place[]): Passages {
  const { address } = text.page;
  return {
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
