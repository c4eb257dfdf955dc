// Ctrl+K on every page: what can be done here, where one can go, and a search for the rest.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../scripts/launch-browser.ts';
import { readSample } from '../../src/library/read-samples.ts';
import { copiedTexts, homeOnDisk, openWizard, pasteText, type WizardPage } from './wizard-page.ts';

const file = 'faults/null-pointer-dereference/null-pointer-module.log';
const oops = readSample(file, readFileSync(resolve('content/samples', file), 'utf8')).text;

let browser: Browser;
let wizard: WizardPage;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  wizard = await openWizard(browser);
});
afterEach(async () => {
  const { complaints } = wizard;
  await wizard.close();
  expect(complaints).toEqual([]);
});

const palette = () => wizard.page.getByRole('dialog', { name: 'What do you want to do?' });
const field = () => palette().getByRole('combobox', { name: 'Command' });
const options = () => palette().getByRole('option');

async function open(query: string): Promise<void> {
  await wizard.page.keyboard.press('Control+k');
  await field().waitFor();
  await wizard.page.keyboard.type(query);
}

describe('in the wizard', () => {
  test('copies the next command and writes the report, by keyboard alone', async () => {
    await pasteText(wizard.page, oops);
    await wizard.result.getByRole('heading', { level: 2, name: /null-pointer/ }).waitFor();
    await open('copy');
    expect(await options().first().textContent()).toContain('Copy the next command');
    await wizard.page.keyboard.press('Enter');
    await palette().waitFor({ state: 'detached' });
    await expect.poll(() => copiedTexts(wizard.page)).toHaveLength(1);

    await open('rep tick');
    await wizard.page.keyboard.press('Enter');
    await wizard.page.getByRole('textbox', { name: 'What will be copied' }).waitFor();
  });

  test('Escape leaves everything as it was, the focus too', async () => {
    await wizard.log.focus();
    await open('clear');
    await wizard.page.keyboard.press('Escape');
    await palette().waitFor({ state: 'detached' });
    expect(await wizard.page.evaluate(() => document.activeElement?.id)).toBe('kernel-log');
  });

  test('arrows walk the list and come round', async () => {
    // Too short to be searched for: no pages are added to the list meanwhile.
    await open('go');
    const labels = await options().allTextContents();
    await wizard.page.keyboard.press('ArrowUp');
    const last = await palette().locator('[aria-selected="true"]').textContent();
    expect(last).toBe(labels.at(-1));
    await wizard.page.keyboard.press('ArrowDown');
    expect(await palette().locator('[aria-selected="true"]').textContent()).toBe(labels[0]);
  });

  test('what is no command is searched for', async () => {
    await open('oom killer');
    await wizard.page.keyboard.press('Enter');
    const results = wizard.page.getByRole('region', { name: 'Search results' });
    await results.getByRole('link').first().waitFor();
    expect(await results.textContent()).toContain('OOM kill');
  });
});

test('pages that hold the words are offered below, and open', async () => {
  await open('oom killer');
  const hit = options().filter({ hasText: 'OOM kill (runbook)' });
  await hit.waitFor();
  // What Enter does has not changed meanwhile.
  expect(await palette().locator('[aria-selected="true"]').textContent()).toContain('Search the');
  while ((await hit.getAttribute('aria-selected')) !== 'true')
    await wizard.page.keyboard.press('ArrowDown');
  await wizard.page.keyboard.press('Enter');
  await wizard.page.getByRole('heading', { level: 1, name: 'OOM kill' }).waitFor();
});

test('on a runbook it goes to the sections and ticks commands', async () => {
  await wizard.page.goto(new URL('runbooks/memory/oom-kill/index.html', homeOnDisk()).href);
  await open('on this verify');
  await wizard.page.keyboard.press('Enter');
  await palette().waitFor({ state: 'detached' });
  expect(await wizard.page.evaluate(() => document.activeElement?.tagName)).toMatch(/^H[23]$/);
  await open('tick');
  await wizard.page.keyboard.press('Enter');
  await expect.poll(() => wizard.page.locator('.tick:checked').count()).toBe(1);
});
