// One page in Chromium and its search: a query is typed all at once, and its hits waited for. What the
// page asks for meanwhile is counted.

import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';

export interface Answer {
  /** Milliseconds from the query until its hits are in the page, and until the words found in each are. */
  shown: number;
  complete: number;
  /** Addresses, best first. */
  hits: string[];
}

export interface SearchPage {
  page: Page;
  /** Of files that were loaded since the page is open. */
  loaded: { files: number; bytes: number };
  ask(query: string): Promise<Answer>;
  close(): Promise<void>;
}

/** Longer than the page needs to be at rest. */
const settleMs = 500;

/** Our page. */
export const openSearchPage = (browser: Browser, address: string): Promise<SearchPage> =>
  freshPage(browser, address, (page, query) => page.evaluate(askField, query));

/** Pagefind as it ships, beside nothing else in a page. `shown`: its results with their texts are there. */
export const openStockPage = (browser: Browser, address: string): Promise<SearchPage> =>
  freshPage(browser, address, (page, query) =>
    page.evaluate(`(${askStock.toString()})(${JSON.stringify(query)})`),
  );

/** Nothing is kept from another page: neither files nor compiled code. */
async function freshPage(
  browser: Browser,
  address: string,
  ask: (page: Page, query: string) => Promise<Answer>,
): Promise<SearchPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForTimeout(settleMs);
  return {
    page,
    loaded: countLoaded(page),
    ask: (query) => ask(page, query),
    close: () => context.close(),
  };
}

function countLoaded(page: Page): { files: number; bytes: number } {
  const loaded = { files: 0, bytes: 0 };
  page.on('request', (request) => {
    if (request.url().startsWith('file:')) {
      loaded.files++;
      loaded.bytes += statSync(fileURLToPath(request.url().replace(/[?#].*$/, ''))).size;
    }
  });
  page.on('response', (response) => {
    const length = Number(response.headers()['content-length']);
    if (!response.url().startsWith('http:') || Number.isNaN(length)) return;
    loaded.files++;
    loaded.bytes += length;
  });
  return loaded;
}

/** Runs in the page. */
function askField(query: string): Promise<Answer> {
  return new Promise((resolve) => {
    const field = document.querySelector<HTMLInputElement>('[data-search] input')!;
    const status = () => document.querySelector('.results [role=status]');
    status()?.replaceChildren();
    const start = performance.now();
    const observer = new MutationObserver(() => {
      if (!/^\d+ pages?\.|^Nothing for/.test(status()?.textContent ?? '')) return;
      observer.disconnect();
      const shown = performance.now() - start;
      const links = document.querySelectorAll<HTMLAnchorElement>('.results > ol > li > a');
      const hits = [...links].map(({ href }) => href);
      const look = () => {
        const list = document.querySelector('.results > ol');
        if (list?.getAttribute('aria-busy') === 'true') setTimeout(look);
        else resolve({ shown, complete: performance.now() - start, hits });
      };
      requestAnimationFrame(() => setTimeout(look));
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    field.focus();
    field.value = query;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** Runs in the page: as many texts as our page shows, without which it knows no title. */
async function askStock(query: string): Promise<Answer> {
  interface Stock {
    search(query: string): Promise<{ results: { data(): Promise<{ url: string }> }[] }>;
  }
  const start = performance.now();
  const address = '/pagefind/pagefind.js';
  const stock = (await import(address)) as Stock;
  const { results } = await stock.search(query);
  const pages = await Promise.all(results.slice(0, 20).map((result) => result.data()));
  const shown = performance.now() - start;
  return { shown, complete: shown, hits: pages.map(({ url }) => url) };
}
