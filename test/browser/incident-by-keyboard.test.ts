// Whole incidents with the keyboard alone, no mouse event: from a folder on disk, over http, and in
// the single file. The answer does not depend on what else the library holds.

import { readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../scripts/launch-browser.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import { listenLocally, staticServer } from '../../src/offline/static-server.ts';
import { distFolder, siteFolder } from '../dist-folder.ts';
import { copiedTexts, homeOnDisk, openWizard, pasteText, type WizardPage } from './wizard-page.ts';

const samples = await readSamples(resolve('content/samples'));
const sample = samples.find(({ file }) => file.endsWith('/null-pointer-module.log'))!.text;
/** An OOM kill of a service: the log cannot tell every value that its commands want. */
const killed = samples
  .find(({ file }) => file === 'memory/oom-kill/cgroup.log')!
  .text.replaceAll(/^/gm, 'Jan  2 03:00:00 db-prod-7 kernel: ');
const incident = (host: string, second = '00') =>
  sample.replaceAll(/^/gm, `Jan  2 03:00:${second} ${host} kernel: `);

let browser: Browser;
let folder: string;
const server = staticServer(siteFolder(), '/');
let port: number;
let wizard: WizardPage;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'one file '));
  await copyFile(join(distFolder(), 'panicroom.html'), join(folder, 'panicroom.html'));
  port = await listenLocally(server, 0, false);
});
afterAll(async () => {
  await browser?.close();
  server.close();
  await rm(folder, { recursive: true });
});

/** A text counts as an incident once it has stood for a while. */
const slowly = { timeout: 20_000 };

const focusIs = (selector: string) =>
  page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);
const focused = () => page.locator('.plan-command:focus');
const answered = () =>
  wizard.result.getByRole('heading', { level: 2, name: /null-pointer/ }).waitFor();
/** Tab until the focus is on it. */
async function tabTo(selector: string): Promise<void> {
  for (let presses = 0; presses < 400; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return;
  }
  throw new Error(`Tab never comes to ${selector}`);
}
async function palette(words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}

describe.each([
  ['from a folder on disk', homeOnDisk],
  ['over http', () => `http://127.0.0.1:${port}/index.html`],
  ['in the single file', () => pathToFileURL(join(folder, 'panicroom.html')).href],
])('%s', (_, address) => {
  beforeEach(async () => {
    wizard = await openWizard(browser, { url: address() });
    page = wizard.page;
    // Whatever a mouse would do is counted. Enter and Space make clicks of no button pressed: detail 0.
    await page.evaluate(() => {
      Object.assign(globalThis, { mouse: 0 });
      for (const type of ['mousedown', 'pointerdown', 'click']) {
        document.addEventListener(
          type,
          (event) => {
            if (type !== 'click' || (event as MouseEvent).detail > 0)
              (globalThis as unknown as { mouse: number }).mouse++;
          },
          true,
        );
      }
    });
  });
  afterEach(async () => {
    const { complaints } = wizard;
    await wizard.close();
    expect(complaints).toEqual([]);
  });
  const mouseEvents = () => page.evaluate(() => (globalThis as unknown as { mouse: number }).mouse);

  test('from the paste to the ticket', async () => {
    const before = page.url();
    await pasteText(page, killed);
    await wizard.result.getByRole('heading', { level: 2, name: /oom-kill/ }).waitFor();
    await focusIs('.result');
    expect(await wizard.result.textContent()).toContain('host db-prod-7');

    await page.keyboard.press('j');
    await focusIs('.plan-command');
    const first = await focused().locator('code').textContent();
    await page.keyboard.press('c');
    await expect.poll(() => copiedTexts(page)).toHaveLength(1);
    await page.keyboard.press('x');
    await expect.poll(() => focused().getByRole('checkbox').isChecked()).toBe(true);
    await page.keyboard.press('j');
    await expect.poll(() => focused().locator('code').textContent()).not.toBe(first);
    await page.keyboard.press('k');
    await expect.poll(() => focused().locator('code').textContent()).toBe(first);

    // A blank: walk to a command that has one, type it once, and it stands everywhere.
    for (let steps = 0; (await focused().locator('input.blank').count()) === 0; steps++) {
      expect(steps).toBeLessThan(200);
      await page.keyboard.press('j');
    }
    const name = await focused().locator('input.blank').first().getAttribute('placeholder');
    await page.keyboard.press('c');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    expect(await copiedTexts(page)).toHaveLength(1);
    await tabTo(`input.blank[placeholder="${name}"]`);
    await page.keyboard.type('value7');
    const same = page.locator(`input.blank[placeholder="${name}"]`);
    for (const field of await same.all()) expect(await field.inputValue()).toBe('value7');

    await page.keyboard.press('Tab');
    await page.keyboard.press('r');
    const preview = page.getByRole('textbox', { name: 'What will be copied' });
    await preview.waitFor();
    await focusIs('.share-report summary');
    const note = await preview.inputValue();
    expect(note).toContain('- [x] ');
    expect(note).toContain('host-1');
    expect(note).not.toContain('db-prod-7');
    await tabTo('.report-actions button');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await copiedTexts(page)).at(-1)).toBe(note);

    expect(page.url()).toBe(before);
    expect(await mouseEvents()).toBe(0);
  });

  test('palette, help, and single keys turned off', async () => {
    await pasteText(page, incident('db-prod-7'));
    await answered();
    await palette('copy next');
    await expect.poll(() => copiedTexts(page)).toHaveLength(1);
    await page.keyboard.press('?');
    const help = page.getByRole('dialog');
    await help.waitFor();
    await tabTo('dialog input[type="checkbox"]');
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    for (const key of ['c', 'x', 'j', 'r', '?', '/']) await page.keyboard.press(key);
    expect(await copiedTexts(page)).toHaveLength(1);
    expect(await page.locator('.plan-command .tick:checked').count()).toBe(0);
    expect(await page.locator('.share-report[open]').count()).toBe(0);
    expect(await help.count()).toBe(0);
    // The palette is no single key.
    await palette('clear log');
    await page.getByRole('heading', { name: 'Paste what the kernel said' }).waitFor();
    expect(await mouseEvents()).toBe(0);
  });

  test('seen before: off until it is switched on, then counted, erased and brought back', async () => {
    const stored = () => page.evaluate(() => Object.keys(localStorage).sort());
    await pasteText(page, incident('db-prod-7'));
    await answered();
    await page.waitForTimeout(2000);
    expect(await stored()).toEqual([]);

    await tabTo('.history > summary');
    await page.keyboard.press('Enter');
    await tabTo('.history input[type="checkbox"]');
    await page.keyboard.press('Space');
    const kept = page.locator('.history summary');
    await expect.poll(() => kept.textContent(), slowly).toContain('1 kept');
    expect(await stored()).toEqual(['panicroom.history.on', 'panicroom.history.v1']);
    const text = await page.evaluate(() => localStorage.getItem('panicroom.history.v1'));
    expect(text).not.toMatch(/db-prod|insmod|BUG/);

    // Another machine, after a reload: nothing but the history is left of the first.
    await page.reload();
    await wizard.log.waitFor();
    await pasteText(page, incident('web-12', '44'));
    await answered();
    const seen = page.locator('.seen-before summary');
    expect(await seen.textContent()).toMatch(
      /^Seen once before: same function, 1 machine, last on \d{4}-\d\d-\d\d\.$/,
    );
    await expect.poll(() => kept.textContent(), slowly).toContain('2 kept');

    await tabTo('.history > summary');
    await page.keyboard.press('Enter');
    await tabTo('.history-actions button:nth-last-child(1)');
    await page.keyboard.press('Enter');
    await seen.waitFor({ state: 'detached' });
    expect(await stored()).toEqual(['panicroom.history.on']);
    await tabTo('.history-actions button:nth-last-child(1)');
    await page.keyboard.press('Enter');
    await seen.waitFor();
  });

  test('a history leaves as a file and comes into another browser', async () => {
    const box = page.locator('.history');
    await pasteText(page, incident('db-prod-7'));
    await answered();
    await box.locator('summary').press('Enter');
    await box.getByRole('checkbox').press('Space');
    await expect.poll(() => box.locator('summary').textContent(), slowly).toContain('1 kept');
    const waiting = page.waitForEvent('download');
    await box.getByRole('button', { name: 'Save as file' }).press('Enter');
    const file = await (await waiting).path();
    expect(readFileSync(file, 'utf8')).not.toMatch(/db-prod|insmod|BUG/);

    const elsewhere = await openWizard(browser, { url: address() });
    const there = elsewhere.page.locator('.history');
    await there.locator('summary').press('Enter');
    await there.getByLabel('Take in a file').setInputFiles(file);
    await expect.poll(() => there.locator('summary').textContent(), slowly).toContain('1 kept');
    // The same again is nothing new, and what is no history is refused in words.
    await there.getByLabel('Take in a file').setInputFiles(file);
    await elsewhere.page.getByText('0 failures taken in').waitFor();
    await there
      .getByLabel('Take in a file')
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('[1]') });
    await elsewhere.page.getByText('this file is no history of Panicroom').waitFor();
    expect(await there.locator('summary').textContent()).toContain('1 kept');
    expect(elsewhere.complaints).toEqual([]);
    await elsewhere.close();
  });

  test('a damaged history is none, and no error', async () => {
    await page.evaluate(() => {
      localStorage.setItem('panicroom.history.on', 'on');
      localStorage.setItem('panicroom.history.v1', '{"__proto__":{"seen":[1]}');
    });
    await page.reload();
    await pasteText(page, incident('db-prod-7'));
    await answered();
    await expect
      .poll(() => page.locator('.history summary').textContent(), slowly)
      .toContain('1 kept');
  });
});

test('back and forward come back to the page with its log cleared, or as it was', async () => {
  wizard = await openWizard(browser, { url: `http://127.0.0.1:${port}/index.html` });
  page = wizard.page;
  await pasteText(page, incident('db-prod-7'));
  await answered();
  const home = page.url();
  await page.goto(new URL('about/index.html', home).href);
  await page.goBack();
  await wizard.log.waitFor();
  expect(page.url()).toBe(home);
  await page.goForward();
  await page.getByRole('heading', { name: 'About Panicroom' }).waitFor();
  expect(wizard.complaints).toEqual([]);
  await wizard.close();
});
