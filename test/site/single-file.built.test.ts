// panicroom.html alone in a folder: triage, pages, search and values, with nothing beside it.

import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../../scripts/launch-browser.ts';
import { distFolder } from '../dist-folder.ts';

let browser: Browser;
let folder: string;
let page: Page;
let said: string[];

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'one file ü '));
  await copyFile(join(distFolder(), 'panicroom.html'), join(folder, 'panicroom.html'));
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  said = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    const own = request.url().startsWith(pathToFileURL(folder).href);
    if (!own && !/^(?:blob|data):/.test(request.url())) said.push(`asked for ${request.url()}`);
  });
  await page.goto(pathToFileURL(join(folder, 'panicroom.html')).href);
});
afterEach(async () => {
  expect(said).toEqual([]);
  await page.context().close();
});

test('is small enough for a mail or a ticket', async () => {
  expect((await stat(join(folder, 'panicroom.html'))).size).toBeLessThan(5_000_000);
});

test('triage leads to the runbook inside, and back to the answer', async () => {
  await page.getByRole('button', { name: 'A NULL pointer in a module' }).click();
  const link = page.locator('#wizard a[href*="runbooks/"]').first();
  await link.click();
  await page.locator('article h1').waitFor();
  expect(new URL(page.url()).hash).toMatch(/^#runbooks\/.+\/index\.html/);
  await page.goBack();
  await page.getByRole('region', { name: 'Result' }).waitFor();
});

test('search finds inside and opens at the section', async () => {
  await page.keyboard.press('/');
  await page.keyboard.type('kernle panic');
  const results = page.getByRole('region', { name: 'Search results' });
  await results.getByRole('status').filter({ hasText: '“kernel” for “kernle”' }).waitFor();
  await results.locator('ol ul a').first().click();
  await page.locator('main h1').waitFor();
  const [, , section] = new URL(page.url()).hash.split('#');
  expect(section).toBeTruthy();
  expect(await page.locator(`[id="${section}"]`).count()).toBe(1);
  expect(await results.isVisible()).toBe(false);
});

test('what was searched for and led somewhere is offered again, and kept nowhere', async () => {
  const field = page.getByRole('searchbox', { name: 'Search' });
  await field.fill('soft lockup');
  const results = page.getByRole('region', { name: 'Search results' });
  await results.locator('ol > li > a').first().click();
  await page.locator('main h1').waitFor();
  await field.fill('never opened anything');
  await field.fill('');
  await results.getByRole('status').filter({ hasText: 'Searched before' }).waitFor();
  expect(await results.getByRole('button').allTextContents()).toEqual(['soft lockup']);
  await field.press('ArrowDown');
  await page.keyboard.press('Enter');
  await results.locator('ol > li > a').first().waitFor();
  expect(await field.inputValue()).toBe('soft lockup');
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  );
  expect(kept).not.toContain('lockup');
});

test('links between pages, their scripts, and plain anchors work', async () => {
  await page.getByRole('link', { name: 'Taint', exact: true }).click();
  await page.getByLabel('Letters, a number, or the whole line').fill('4609');
  expect(await page.locator('tr.lit').count()).toBe(3);
  await page.getByRole('link', { name: 'Symptoms', exact: true }).click();
  await page.getByRole('navigation', { name: 'What you see' }).getByRole('link').last().click();
  expect(new URL(page.url()).hash).toBe('#symptoms/index.html#complains');
  expect(
    await page.getByRole('navigation', { name: 'Site' }).locator('[aria-current]').textContent(),
  ).toContain('Symptoms');
});

test('an address with a page opens at that page', async () => {
  await page.goto('about:blank');
  await page.goto(`${pathToFileURL(join(folder, 'panicroom.html')).href}#taint/index.html#flag-O`);
  await page.locator('#flag-O').waitFor();
  expect(await page.title()).toContain('Taint');
});
