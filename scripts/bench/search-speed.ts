// Search of small and large sites in Chromium: the first query of a page and those after it, from the disk
// and over http, beside Pagefind as it ships; and how many queries with one slip still find their page.

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { close as closePagefind } from 'pagefind';
import type { Browser } from 'playwright-core';
import { listenLocally, staticServer } from '../../src/offline/static-server.ts';
import { launchBrowser } from '../launch-browser.ts';
import { heapOf } from './browser-page.ts';
import { linePlot, type Series } from './chart.ts';
import { median, type Row, spread, table } from './measure.ts';
import { builtSite } from './open-site.ts';
import { markdownTable, type Part } from './part.ts';
import { type Answer, openSearchPage, openStockPage } from './search-page.ts';
import { type SyntheticSite, writeSyntheticSite } from './synthetic-site.ts';
import { type Mistyped, mistyped, typedQueries } from './typed-queries.ts';

const targets = { pages: 1000, cold: 100, warm: 20, recall: 0.95 };
const warmQueries = 40;
const mistypedQueries = 300;
/** Among so many hits a page counts as found. */
const foundWithin = 5;
const seed = 1;

export interface SearchSpeedInput {
  /** Runbooks of each site. */
  sizes: readonly number[];
  runs: number;
  scratch: string;
}

type Way = 'file://' | 'http' | 'Pagefind as it ships, http';
const ways: readonly Way[] = ['file://', 'http', 'Pagefind as it ships, http'];

interface Measured {
  size: number;
  way: Way;
  cold: number[];
  /** What the first query loaded. */
  loaded: { files: number; bytes: number };
  warm: number[];
  /** The same until the words found in each hit are there too. */
  complete: number[];
  /** After the warm queries. */
  heapMegabytes: number;
}

export async function searchSpeed({ sizes, runs, scratch }: SearchSpeedInput): Promise<Part> {
  const built = builtSite();
  const browser = await launchBrowser();
  const version = `Chromium ${browser.version()}`;
  const measured: Measured[] = [];
  const recalls: Recall[] = [];
  try {
    for (const size of sizes) {
      const folder = await mkdtemp(join(scratch, 'search-'));
      const site = await writeSyntheticSite(built, join(folder, 'site'), size);
      const served = await serve(site, join(folder, 'site'));
      try {
        measured.push(...(await measureSite(browser, site, served.addresses, size, runs)));
        if (size === Math.min(targets.pages, Math.max(...sizes))) {
          recalls.push(await recallOf(browser, site, served.addresses['file://'], size));
        }
      } finally {
        served.close();
        await rm(folder, { recursive: true, force: true });
      }
    }
  } finally {
    await browser.close();
    await closePagefind();
  }
  return {
    summary: table([...rowsOf(measured), ...recalls.map(recallRow)]),
    plots: [plotOf(measured)],
    detail: [
      `Sites of as many runbooks as named, made of our own in editions with words of their own, and the reference pages; index and page code are the build's. Queries are words of titles, symptoms and texts, typed all at once into the header's field of a runbook page. Cold: the first query of a fresh page that was open for half a second: from a folder, the engine is read meanwhile (0.2 MB in 3 files, which *loaded* does not count); over http, the query loads everything. Warm: ${warmQueries} other queries after it, each of which may load what it needs and waits for the one before to be complete; the median of each run of queries is one figure of the spread. Both count until the hits are in the page, as links with their titles; *with words*, later queries until the words found in each of them are there too. Pagefind as it ships is asked by its own interface for as many texts as our page shows, since it knows no title without them, draws nothing, and mends no slip. The heap is JavaScript's alone.`,
      '',
      detailTable(measured),
      ...recalls.flatMap((recall) => ['', recallDetail(recall)]),
    ].join('\n'),
    peers: [version, 'Pagefind 1.6.0'],
  };
}

interface Served {
  addresses: Record<Way, string>;
  close(): void;
}

async function serve(site: SyntheticSite, folder: string): Promise<Served> {
  const { file } = site.pages[0]!;
  const [ours, stock] = [staticServer(folder), stockServer(site)];
  const [ourPort, stockPort] = [
    await listenLocally(ours, 0, true),
    await listenLocally(stock, 0, true),
  ];
  return {
    addresses: {
      'file://': pathToFileURL(join(folder, file)).href,
      http: `http://127.0.0.1:${ourPort}/${file}`,
      'Pagefind as it ships, http': `http://127.0.0.1:${stockPort}/`,
    },
    close() {
      for (const server of [ours, stock]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

/** Without a content policy: Pagefind fetches. */
function stockServer({ stock }: SyntheticSite): Server {
  const files = new Map(stock.map(({ path, content }) => [`/pagefind/${path}`, content]));
  const types: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' };
  const page = Buffer.from('<!doctype html><html lang="en"><title>Pagefind</title>');
  return createServer((request, response) => {
    const path = (request.url ?? '/').replace(/\?.*/, '');
    const content = path === '/' ? page : files.get(path);
    response.writeHead(content ? 200 : 404, {
      'Content-Type':
        path === '/' ? 'text/html' : (types[extname(path)] ?? 'application/octet-stream'),
      'Content-Length': content?.length ?? 0,
    });
    response.end(content);
  });
}

async function measureSite(
  browser: Browser,
  site: SyntheticSite,
  addresses: Record<Way, string>,
  size: number,
  runs: number,
): Promise<Measured[]> {
  const queries = typedQueries(site.pages, runs + 1 + warmQueries, seed).map(({ text }) => text);
  const firsts = queries.slice(0, runs + 1);
  const measured = ways.map(
    (way): Measured => ({
      ...{ size, way, cold: [], warm: [], complete: [], heapMegabytes: 0 },
      loaded: { files: 0, bytes: 0 },
    }),
  );
  // In turns; the first one warms up the browser and the disk.
  for (const [run, first] of firsts.entries()) {
    for (const each of measured) {
      const open = each.way === 'Pagefind as it ships, http' ? openStockPage : openSearchPage;
      const page = await open(browser, addresses[each.way]);
      const { shown } = await page.ask(first);
      if (run > 0) {
        each.cold.push(shown);
        each.loaded = { ...page.loaded };
        const answers: Answer[] = [];
        for (const query of queries.slice(firsts.length)) answers.push(await page.ask(query));
        each.warm.push(median(answers.map((answer) => answer.shown)));
        each.complete.push(median(answers.map((answer) => answer.complete)));
        each.heapMegabytes = await heapOf(page.page);
      }
      await page.close();
    }
  }
  return measured;
}

interface Recall {
  size: number;
  asked: number;
  found: number;
  missed: Mistyped[];
}

async function recallOf(
  browser: Browser,
  site: SyntheticSite,
  address: string,
  size: number,
): Promise<Recall> {
  const page = await openSearchPage(browser, address);
  const recall: Recall = { size, asked: 0, found: 0, missed: [] };
  try {
    for (const query of mistyped(typedQueries(site.pages, mistypedQueries, seed), seed)) {
      const [meant] = (await page.ask(query.text)).hits;
      // A query that finds nothing as it is meant says nothing of slips.
      if (meant === undefined) continue;
      recall.asked++;
      const { hits } = await page.ask(query.typed);
      if (hits.slice(0, foundWithin).includes(meant)) recall.found++;
      else recall.missed.push(query);
    }
  } finally {
    await page.close();
  }
  return recall;
}

const milliseconds = (times: readonly number[]) => `${median(times).toFixed(0)} ms`;
const grouped = (size: number) => size.toLocaleString('en');

function rowsOf(measured: readonly Measured[]): Row[] {
  return measured.flatMap(({ size, way, cold, warm }) => {
    if (way === 'Pagefind as it ships, http') return [];
    const hasTarget = way === 'file://' && size === targets.pages;
    const row = (what: string, times: readonly number[], most: number): Row => ({
      what: `${what} query, ${grouped(size)} runbooks, ${way}`,
      figure: milliseconds(times),
      ...(hasTarget ? { target: `≤ ${most} ms`, isMet: median(times) <= most } : {}),
      note: `${spread(times, 'ms')}; ${besideStock(measured, size, what, times)}`,
    });
    return [row('first', cold, targets.cold), row('later', warm, targets.warm)];
  });
}

function besideStock(
  measured: readonly Measured[],
  size: number,
  what: string,
  times: readonly number[],
): string {
  const stock = measured.find(
    (each) => each.size === size && each.way === 'Pagefind as it ships, http',
  )!;
  const theirs = median(what === 'first' ? stock.cold : stock.warm);
  return `Pagefind as it ships, over http: ${theirs.toFixed(0)} ms, ${(theirs / median(times)).toFixed(2)} × ours`;
}

const share = ({ found, asked }: Recall) => found / asked;

function recallRow(recall: Recall): Row {
  return {
    what: `queries with one slip that find their page, ${grouped(recall.size)} runbooks`,
    figure: `${(share(recall) * 100).toFixed(1)} %`,
    target: `≥ ${targets.recall * 100} %`,
    isMet: share(recall) >= targets.recall,
    note: `${recall.found} of ${recall.asked}; the page that the right query has first is among the first ${foundWithin}`,
  };
}

const shownMisses = 12;

function recallDetail({ missed, size }: Recall): string {
  const words = missed
    .slice(0, shownMisses)
    .map(({ text, typed }) => `\`${typed}\` for \`${text}\``)
    .join(', ');
  return `Not found with one slip at ${grouped(size)} runbooks, the first of ${missed.length}: ${words || 'none'}.`;
}

function detailTable(measured: readonly Measured[]): string {
  return markdownTable(
    ['runbooks and way', 'cold', 'spread', 'loaded', 'warm', 'spread', 'with words', 'heap'],
    measured.map(({ size, way, cold, loaded, warm, complete, heapMegabytes }) => [
      `${grouped(size)}, ${way}`,
      milliseconds(cold),
      spread(cold, 'ms'),
      `${(loaded.bytes / 1000).toFixed(0)} kB in ${loaded.files} files`,
      milliseconds(warm),
      spread(warm, 'ms'),
      milliseconds(complete),
      `${heapMegabytes.toFixed(0)} MB`,
    ]),
  );
}

function plotOf(measured: readonly Measured[]) {
  const title = 'Search by the size of the site: the first query of a page, and later ones';
  const series = ways.flatMap((way): Series[] => {
    const own = measured.filter((each) => each.way === way);
    return [
      { name: `${way}, first`, points: own.map(({ size, cold }) => [size, median(cold)]) },
      { name: `${way}, later`, points: own.map(({ size, warm }) => [size, median(warm)]) },
    ];
  });
  return {
    file: 'bench-search.svg',
    svg: linePlot({
      title,
      x: {
        label: 'runbooks',
        scale: 'logarithmic',
        ticks: [...new Set(measured.map(({ size }) => size))],
      },
      y: { label: 'milliseconds', scale: 'logarithmic' },
      series,
    }),
    alt: 'Lines: time to the hits of the first and of later queries, for sites of growing size',
  };
}
