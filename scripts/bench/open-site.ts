// The built site in Chromium, from the disk, as a person opens it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../launch-browser.ts';

const project = join(import.meta.dirname, '../..');
/** The worker starts and warms up with the page; a person needs longer than this to paste. */
const settleMs = 2000;

export interface OpenSite {
  browser: Browser;
  page: Page;
  /** `Chromium 148.0.…` */
  version: string;
  /** The page from its beginning, at rest: what was pasted is gone. */
  again(): Promise<void>;
}

/** The folder of the built site. @throws Error that says how to get one. */
export function builtSite(): string {
  const folder = join(project, 'dist/site');
  if (existsSync(join(folder, 'index.html'))) return folder;
  throw new Error('There is no built site. Run `npm run build` first.');
}

/** @throws Error that says what is missing and how to get it. */
export async function openSite(): Promise<OpenSite> {
  const home = join(builtSite(), 'index.html');
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.goto(pathToFileURL(home).href);
  const settled = async () => {
    await page.getByRole('textbox', { name: 'Kernel log', exact: true }).waitFor();
    await page.waitForTimeout(settleMs);
  };
  await settled();
  return {
    browser,
    page,
    version: `Chromium ${browser.version()}`,
    async again() {
      await page.reload();
      await settled();
    },
  };
}

/** Milliseconds from the choice of a file until its answer is there. */
export async function chooseAndWait(page: Page, file: string): Promise<number> {
  const start = performance.now();
  await page.getByLabel('Open files').setInputFiles(file);
  await page.locator('[aria-label="Result"] h2 .kind').waitFor({ timeout: 120_000 });
  return performance.now() - start;
}
