// Search in a real browser, from a folder: the same hits in the same order as Pagefind gives as it
// ships, over http; typing errors mended; nothing asked of any host.

import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { close as closePagefind } from 'pagefind';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import vocabulary from '../../content/vocabulary/kinds.json' with { type: 'json' };
import { launchBrowser } from '../../scripts/launch-browser.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import type { Runbook } from '../../src/model/runbook.ts';
import { listPages } from '../../src/offline/finish-pages.ts';
import { type PagefindOutput, SearchIndex } from '../../src/offline/search-index.ts';
import { readFragment } from '../../src/offline/searched-pages.ts';
import { listenLocally, staticServer } from '../../src/offline/static-server.ts';
import { PageText, type Place, passageOf, sectionsOf } from '../../src/site/client/passages.ts';
import { siteFolder } from '../dist-folder.ts';

let browser: Browser;
let stock: Server;
let site: Server;
let outputs: PagefindOutput[];
const searchPage = () => pathToFileURL(join(siteFolder(), 'search/index.html')).href;

beforeAll(async () => {
  [browser, outputs] = await Promise.all([launchBrowser(), stockIndex(siteFolder())]);
  await closePagefind();
  const files = new Map(outputs.map(({ path, content }) => [`/pagefind/${path}`, content]));
  const types: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' };
  stock = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/\?.*/, '');
    const content = files.get(path);
    response.writeHead(content || path === '/' ? 200 : 404, {
      'Content-Type':
        path === '/' ? 'text/html' : (types[extname(path)] ?? 'application/octet-stream'),
    });
    response.end(path === '/' ? '<!doctype html><html lang="en"><title>stock</title>' : content);
  });
  await new Promise<void>((resolve) => stock.listen(0, '127.0.0.1', resolve));
  site = staticServer(siteFolder());
  await listenLocally(site, 0, true);
});
afterAll(async () => {
  await browser?.close();
  for (const server of [stock, site]) {
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  }
});

/** What Pagefind makes of the pages, before anything is changed. */
async function stockIndex(folder: string): Promise<PagefindOutput[]> {
  const index = await SearchIndex.open();
  for (const path of listPages(folder)) {
    await index.add(path, readFileSync(join(folder, path), 'utf8'));
  }
  return index.files();
}

interface Hit {
  id: string;
  score: number;
  words: number[];
}
interface Searcher {
  search(query: string): Promise<{ results: Hit[] }>;
}

/** Runs in the page. */
async function hitsOf(searcher: Searcher, query: string): Promise<Hit[]> {
  const { results } = await searcher.search(query);
  return results.map(({ id, score, words }) => ({ id, score, words }));
}

interface StockPage {
  id: string;
  url: string;
  title: string;
  /** Where hits are, with the words there. */
  places: Place[];
  sections: string[];
}

/** Runs in the page: what stock Pagefind tells of the pages that it finds. */
async function pagesOf(
  searcher: { search(query: string): Promise<{ results: StockResult[] }> },
  query: string,
): Promise<StockPage[]> {
  const { results } = await searcher.search(query);
  return Promise.all(
    results.map(async ({ id, data }) => {
      const { url, meta, weighted_locations, sub_results } = await data();
      return {
        id,
        url,
        title: meta.title!,
        places: weighted_locations,
        sections: sub_results.map((section) => section.url),
      };
    }),
  );
}
interface StockResult {
  id: string;
  data(): Promise<{
    url: string;
    meta: Record<string, string>;
    weighted_locations: Place[];
    sub_results: { url: string }[];
  }>;
}

async function openOffline(address: string): Promise<{ page: Page; said: string[] }> {
  const page = await browser.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    if (!/^(?:file|blob|data):/.test(request.url())) said.push(`asked for ${request.url()}`);
  });
  await page.goto(address);
  return { page, said };
}

test('from a folder the hits are those of Pagefind over http', async () => {
  const queries = [
    'panic',
    'kernel panic',
    'do_exit',
    'OOM',
    'memory cgroup',
    'EXT4-fs error',
    'crash dump',
    'zzqq',
  ];
  const { page: offline, said } = await openOffline(searchPage());
  const online = await browser.newPage();
  await online.goto(`http://127.0.0.1:${(stock.address() as AddressInfo).port}/`);
  await offline.waitForFunction(
    () => 'panicroomPagefind' in globalThis && 'panicroomSearchFile' in globalThis,
  );
  let total = 0;
  for (const query of queries) {
    const source = `(${hitsOf.toString()})`;
    const expected = await online.evaluate(
      `import('/pagefind/pagefind.js').then((stock) => ${source}(stock, ${JSON.stringify(query)}))`,
    );
    const found = await offline.evaluate(
      `(globalThis.searcher ??= panicroomPagefind.createInstance({ basePath: 'search-index/', baseUrl: '/', noWorker: true }), ${source}(searcher, ${JSON.stringify(query)}))`,
    );
    expect(found, query).toEqual(expected);
    total += (expected as Hit[]).length;
  }
  expect(total).toBeGreaterThan(5);
  expect(said).toEqual([]);
});

test('pages are shown with the sections and the words that Pagefind found', async () => {
  const online = await browser.newPage();
  await online.goto(`http://127.0.0.1:${(stock.address() as AddressInfo).port}/`);
  const fragments = new Map(
    outputs.map(({ path, content }) => [/^fragment\/(.*)\.pf_fragment$/.exec(path)?.[1], content]),
  );
  let marked = 0;
  for (const query of ['lockup', 'mounted', 'panic']) {
    const expected = (await online.evaluate(
      `import('/pagefind/pagefind.js').then((stock) => (${pagesOf.toString()})(stock, ${JSON.stringify(query)}))`,
    )) as StockPage[];
    for (const { id, url, title, places, sections } of expected) {
      const text = new PageText(readFragment(fragments.get(id)!));
      expect({ url: `/${text.page.address}`, title: text.page.title }).toEqual({ url, title });
      const shown = sectionsOf(text, places, Number.POSITIVE_INFINITY).map(
        (each) => `${url}#${each.id}`,
      );
      expect(new Set(shown), url).toEqual(new Set(sections.filter((each) => each !== url)));
      for (const part of passageOf(text, places).excerpt.filter(({ isHit }) => isHit)) {
        expect(part.text.toLowerCase()).toContain(query.slice(0, 5));
        marked++;
      }
    }
  }
  expect(marked).toBeGreaterThan(10);
});

test('a mistyped query is mended, said so, and a result opens at its section', async () => {
  const { page, said } = await openOffline(searchPage());
  const field = page.getByRole('searchbox', { name: 'Search' });
  await field.fill('kernle panik');
  const results = page.getByRole('region', { name: 'Search results' });
  await results
    .getByRole('status')
    .filter({ hasText: '“kernel” for “kernle”, “panic” for “panik”' })
    .waitFor();
  await field.press('ArrowDown');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('A');
  await page.keyboard.press('ArrowUp');
  await results.locator('ol ul a').first().click();
  await page.waitForURL(/\/index\.html#/);
  const anchor = new URL(page.url()).hash.slice(1);
  expect(await page.locator(`[id="${anchor}"]`).count()).toBe(1);
  expect(said).toEqual([]);
});

test('the field in the header finds from any page; / goes there, Escape leaves', async () => {
  const { page, said } = await openOffline(
    pathToFileURL(join(siteFolder(), 'taint/index.html')).href,
  );
  await page.keyboard.press('/');
  await page.keyboard.type('oom_score_adj');
  const first = page.getByRole('region', { name: 'Search results' }).locator('ol > li > a').first();
  await first.waitFor();
  await page.keyboard.press('Escape');
  expect(await first.isVisible()).toBe(false);
  expect(said).toEqual([]);
});

test('markup in a query or a page stays text', async () => {
  const { page, said } = await openOffline(searchPage());
  await page.getByRole('searchbox', { name: 'Search' }).fill('<img src=x onerror=alert(1)> panic');
  await page.getByRole('region', { name: 'Search results' }).getByRole('status').waitFor();
  expect(await page.locator('.results img').count()).toBe(0);
  expect(said).toEqual([]);
});

test('an index that is not there is said in words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'no index '));
  try {
    const { readFile } = await import('node:fs/promises');
    for (const path of [
      'search/index.html',
      'assets/page.js',
      'assets/theme.js',
      'assets/search.js',
      'assets/pagefind.js',
      'assets/site.css',
    ]) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), await readFile(join(siteFolder(), path)));
    }
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(folder, 'search/index.html')).href);
    await page.getByRole('searchbox', { name: 'Search' }).fill('panic');
    await page.getByText('could not be read. Is the folder complete?').waitFor();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('facets narrow what is found, and their choices come from the index', async () => {
  const { page, said } = await openOffline(searchPage());
  await page.getByLabel('Area', { exact: true }).selectOption('Memory');
  await page.getByRole('searchbox', { name: 'Search' }).fill('kernel');
  const results = page.getByRole('region', { name: 'Search results' });
  await results.getByRole('listitem').first().waitFor();
  const addresses = () =>
    results
      .locator('ol > li > a')
      .evaluateAll((links) =>
        links.map((link) => (link as HTMLAnchorElement).href.split('/runbooks/')[1] ?? 'elsewhere'),
      );
  expect(await addresses()).not.toEqual([]);
  expect((await addresses()).filter((each) => !each.startsWith('memory/'))).toEqual([]);
  await page.getByLabel('Area', { exact: true }).selectOption('');
  await page.getByLabel('Type', { exact: true }).selectOption('Reference');
  await expect.poll(async () => new Set(await addresses())).toEqual(new Set(['elsewhere']));
  await page.getByLabel('Type', { exact: true }).selectOption('');

  const runbookOf = async () =>
    (await addresses()).map((each) => each.replace(/\/index\.html.*$/, ''));
  const { runbooks } = await readLibrary('content/runbooks');
  const ids = (is: (runbook: Runbook) => boolean) => runbooks.filter(is).map(({ id }) => id);
  const { slug, label } = vocabulary.find((kind) => kind.slug === 'null-pointer-dereference')!;
  const ofKind = ids(({ meta }) => meta.kinds.includes(slug));
  await page.getByLabel('Kind', { exact: true }).selectOption(label);
  await expect.poll(async () => new Set(await runbookOf())).toEqual(new Set(ofKind));
  await page.getByLabel('Kind', { exact: true }).selectOption('');

  const fatal = ids(({ meta }) => meta.severity === 'fatal');
  await page.getByLabel('Severity', { exact: true }).selectOption('fatal');
  // What was found before stays until the next is there.
  const areFatal = async () => {
    const found = await runbookOf();
    return found.length > 1 && found.every((id) => fatal.includes(id));
  };
  await expect.poll(areFatal).toBe(true);
  expect(said).toEqual([]);
  await page.close();
});

/** What the page loads below `search-index/` and of its scripts, in order. */
function loadedBy(page: Page): string[] {
  const loaded: string[] = [];
  page.on('request', (request) => {
    const path = /(?:search-index|assets)\/.*\.js/.exec(request.url())?.[0];
    if (path !== undefined) loaded.push(path);
  });
  return loaded;
}

/** Over http, where requests can be held back; what a visit before it kept is not asked. */
async function openOnline(path: string): Promise<{ page: Page; loaded: string[] }> {
  const page = await browser.newPage({ serviceWorkers: 'block' });
  const loaded = loadedBy(page);
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/${path}`);
  return { page, loaded };
}

/** Texts of pages stay under way until they are let go. */
async function holdTexts(page: Page): Promise<{ held: () => number; letGo: () => void }> {
  const held: (() => void)[] = [];
  let isOpen = false;
  await page.route(/search-index\/page\//, (route) => {
    if (isOpen) void route.continue();
    else held.push(() => void route.continue());
  });
  return {
    held: () => held.length,
    letGo() {
      isOpen = true;
      for (const go of held) go();
    },
  };
}

const engineFiles = ['assets/pagefind.js', 'assets/search.js', 'search-index/start.js'];
const runbookPage = 'runbooks/memory/hwpoison/index.html';

test('hits are there before any text of a page is read, which comes in from the top down', async () => {
  const { page, loaded } = await openOnline('search/index.html');
  const texts = await holdTexts(page);
  const list = page.getByRole('region', { name: 'Search results' }).locator('> ol');
  // A phrase and a symbol, of which the pages that hold them as written come first.
  await page.getByRole('searchbox', { name: 'Search' }).fill('kernel panic');
  await list.getByRole('link').first().waitFor();
  const hits = await list.getByRole('link').count();
  expect(hits).toBeGreaterThan(6);
  expect(await list.locator('mark').count()).toBe(0);
  expect(await list.getAttribute('aria-busy')).toBe('true');
  await expect.poll(texts.held).toBeGreaterThan(0);
  const isText = (path: string) => path.startsWith('search-index/page/');
  // The first few, and no more until they are there.
  expect(loaded.filter(isText).length).toBe(4);
  const titles = () => list.locator('> li > a').allTextContents();
  const before = await titles();
  await page.keyboard.press('ArrowDown');
  texts.letGo();
  await list.and(page.locator('[aria-busy=false]')).waitFor();
  expect(await list.locator('> li:not(:has(mark))').count()).toBe(0);
  // Nothing was moved from under the finger.
  expect(await titles()).toEqual(before);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(before[0]);
  await page.close();
});

test('whoever types on waits for no text of the query before', async () => {
  const { page, loaded } = await openOnline('search/index.html');
  const texts = await holdTexts(page);
  const field = page.getByRole('searchbox', { name: 'Search' });
  await field.fill('kernel');
  await expect.poll(texts.held).toBe(4);
  // Of few hits, which stand there although the texts before are still under way.
  const list = page.getByRole('region', { name: 'Search results' }).locator('> ol');
  await field.fill('zzqq');
  await expect.poll(() => list.locator('> li').count()).toBeLessThan(10);
  texts.letGo();
  await list.and(page.locator('[aria-busy=false]')).waitFor();
  await page.waitForLoadState('networkidle');
  // Of “kernel” no more than had begun.
  const read = loaded.filter((path) => path.startsWith('search-index/page/')).length;
  expect(read).toBeLessThanOrEqual(4 + (await list.locator('> li').count()));
  await page.close();
});

test('a page whose text is missing is found all the same, and it is said', async () => {
  const { page } = await openOnline('search/index.html');
  await page.route(/search-index\/page\//, (route) => route.abort());
  await page.getByRole('searchbox', { name: 'Search' }).fill('lockup');
  const first = page.getByRole('region', { name: 'Search results' }).getByRole('listitem').first();
  await first.getByText('could not be read. Is the folder complete?').waitFor();
  expect(await first.getByRole('link').getAttribute('href')).toContain('index.html');
  await page.close();
});

test('from a folder the engine is read while the page is at rest; over a network only when it is asked for', async () => {
  const offline = await browser.newPage();
  const loaded = loadedBy(offline);
  await offline.goto(pathToFileURL(join(siteFolder(), runbookPage)).href);
  const engine = (paths: string[]) => paths.filter((path) => engineFiles.includes(path));
  await expect.poll(() => engine(loaded)).toEqual(engineFiles);
  await offline.waitForFunction(() => document.querySelector('.results') !== null);
  expect(await offline.locator('.results').isVisible()).toBe(false);
  await offline.close();

  const { page, loaded: asked } = await openOnline(runbookPage);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  expect(engine(asked)).toEqual([]);
  // All are under way before the first of them has run.
  await page.locator('[data-search] input').focus();
  await expect.poll(() => engine(asked)).toEqual(engineFiles);
  await page.close();
});
