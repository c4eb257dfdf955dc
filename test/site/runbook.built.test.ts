// A runbook page in a real browser, from a folder: values, copy, keys, theme, and the first screen.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launchBrowser } from '../../scripts/launch-browser.ts';
import { siteFolder } from '../dist-folder.ts';

// Some tests open every kind of page.
vi.setConfig({ testTimeout: 240_000 });

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const address = (path: string) => pathToFileURL(join(siteFolder(), path)).href;
const runbooks = () =>
  readdirSync(join(siteFolder(), 'runbooks'), { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/'))
    .filter((path) => path.split('/').length > 2 && path.endsWith('/index.html'))
    .map((path) => `runbooks/${path}`);

async function open(
  path: string,
  options: { width?: number; height?: number; dark?: boolean } = {},
): Promise<{ page: Page; said: string[] }> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 720 },
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    if (!/^(?:file|blob|data):/.test(request.url())) said.push(`asked for ${request.url()}`);
  });
  await page.goto(address(path));
  return { page, said };
}

/** A runbook with a command that has a blank, the command's place and the blank's name. */
async function withBlank(): Promise<{ path: string; name: string }> {
  for (const path of runbooks()) {
    const { page } = await open(path);
    const name = await page
      .locator('input.blank')
      .first()
      .getAttribute('data-blank', { timeout: 500 })
      .catch(() => null);
    await page.context().close();
    if (name) return { path, name };
  }
  throw new Error('No runbook has a command with a placeholder.');
}

/** What the page hands to the clipboard. */
async function catchCopies(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const copied: string[] = [];
    Object.assign(globalThis, { copied });
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => void copied.push(text) },
    });
  });
  return () => page.evaluate(() => (globalThis as unknown as { copied: string[] }).copied);
}

describe('values', () => {
  test('arrive behind the anchor, fill every blank of their name, and leave the address', async () => {
    const { path, name } = await withBlank();
    const { page, said } = await open(path);
    const section = await page.locator('main h2[id]').nth(1).getAttribute('id');
    await page.goto('about:blank');
    await page.goto(`${address(path)}#${section}?${name}=kfail%20x&nonsense=1`);
    const fields = page.locator(`input.blank[data-blank="${name}"]`);
    const values = await fields.evaluateAll((all) =>
      all.map((each) => (each as HTMLInputElement).value),
    );
    expect(values.length).toBeGreaterThan(0);
    expect(new Set(values)).toEqual(new Set(['kfail x']));
    expect(new URL(page.url()).hash).toBe(`#${section}`);
    const copies = await catchCopies(page);
    await fields.first().locator('xpath=ancestor::*[@data-command]').locator('.copy').click();
    const open_ = await copies();
    if (open_.length > 0) expect(open_[0]).toContain("'kfail x'");
    expect(said).toEqual([]);
  });

  test('typed once are filled in everywhere; an open blank asks before it is copied', async () => {
    const { path, name } = await withBlank();
    const { page } = await open(path);
    const copies = await catchCopies(page);
    const fields = page.locator(`input.blank[data-blank="${name}"]`);
    const button = fields.first().locator('xpath=ancestor::*[@data-command]').locator('.copy');
    await button.click();
    expect(await copies()).toEqual([]);
    expect(await button.textContent()).toContain('not filled in');
    await button.click();
    expect((await copies())[0]).toContain(`<${name}>`);
    await fields.first().fill('value-1');
    const values = await fields.evaluateAll((all) =>
      all.map((each) => (each as HTMLInputElement).value),
    );
    expect(new Set(values)).toEqual(new Set(['value-1']));
  });
});

test('keys: c copies what is on the screen, j walks, x ticks, ? lists', async () => {
  const { page, said } = await open(runbooks()[0]!);
  const copies = await catchCopies(page);
  await page.keyboard.press('c');
  const first = await page.locator('[data-command] pre').first().textContent();
  expect(await copies()).toEqual([first]);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  expect(await page.locator('.command.at').count()).toBe(1);
  expect(await page.locator('.command.at .tick').isChecked()).toBe(true);
  await page.keyboard.press('?');
  expect(await page.getByRole('dialog', { name: 'Keys' }).isVisible()).toBe(true);
  expect(said).toEqual([]);
});

test('the first command of every runbook only looks and stands on the first screen', async () => {
  for (const path of runbooks()) {
    const { page } = await open(path);
    const first = page.locator('[data-command]').first();
    expect(await first.getAttribute('data-risk'), path).toBe('read-only');
    const box = await first.boundingBox();
    expect((box?.y ?? 9999) + (box?.height ?? 0), path).toBeLessThanOrEqual(720);
    await page.context().close();
  }
});

test('the theme is chosen by a button and kept for the next page', async () => {
  const { page } = await open('about/index.html');
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole('button', { name: 'Change theme' }).click();
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.goto(address('taint/index.html'));
  expect(await paper()).toBe(dark);
});

test('the taint decoder lights what a line says', async () => {
  const { page, said } = await open('taint/index.html');
  await page
    .getByLabel('Letters, a number, or the whole line')
    .fill('CPU: 1 PID: 92 Comm: insmod Tainted: G        W  OE     6.1.0-56-amd64 #1');
  const lit = page.locator('tr.lit');
  expect(await page.locator('tbody tr').first().getAttribute('class')).toContain('lit');
  expect(
    await lit.evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.letter).sort()),
  ).toEqual(['E', 'O', 'W']);
  await page.getByLabel('Letters, a number, or the whole line').fill('<b>?');
  expect(await page.getByRole('status').textContent()).toContain('No taint flags');
  expect(said).toEqual([]);
});

describe('accessibility and width', () => {
  const pages = () => [
    'index.html',
    'symptoms/index.html',
    'taint/index.html',
    'kinds/index.html',
    'signatures/index.html',
    'search/index.html',
    'about/index.html',
    'tools/index.html',
    'paths/index.html',
    'map/index.html',
    'changes/index.html',
    'binder/index.html',
    'runbooks/guides/read-an-oops/index.html',
    'authors/index.html',
    'authors/memory/oom-kill/index.html',
    '404.html',
    'runbooks/index.html',
    ...runbooks().slice(0, 2),
  ];

  test.each([
    ['light', false],
    ['dark', true],
  ] as const)('axe finds nothing in the %s theme', async (_name, dark) => {
    for (const path of pages()) {
      const { page, said } = await open(path, { dark });
      // Evaluated over the debugger, which the page’s policy does not govern; axe’s own fetching of
      // style sheets it does, hence no preload.
      await page.evaluate(axe.source);
      const broken = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({
          preload: false,
        });
        return violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
        );
      });
      expect(broken, path).toEqual([]);
      expect(said, path).toEqual([]);
      await page.context().close();
    }
  });

  // 320 CSS pixels: a small phone, or 1280 at a zoom of 400 % (WCAG 2.2, 1.4.10).
  test('nothing is wider than a phone', async () => {
    for (const path of pages()) {
      const { page } = await open(path, { width: 320, height: 640 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, path).toBeLessThanOrEqual(0);
      await page.context().close();
    }
  });
});
