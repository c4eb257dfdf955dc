// Over http the site stays in the browser: the server may go, a newer version replaces the old one
// whole and with a word, and one that cannot be gathered whole replaces nothing.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../../scripts/launch-browser.ts';
import { FileDigests } from '../../src/offline/file-digests.ts';
import { makeInstallable } from '../../src/offline/installable.ts';
import { listenLocally, staticServer } from '../../src/offline/static-server.ts';
import { siteFolder } from '../dist-folder.ts';

const base = '/docs/panic room/';
const log =
  '[  1.5] app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\n';

let browser: Browser;
let folder: string;
let server: Server;
let port: number;
let page: Page;
let said: string[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panicroom-installable-'));
  await cp(siteFolder(), folder, { recursive: true });
  port = await serve(0);
  page = await (await browser.newContext()).newPage();
  said = [];
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(address(''));
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The first visit's page becomes the worker's when that has gathered everything.
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), {
      timeout: 30_000,
    })
    .toBe(true);
});
afterEach(async () => {
  await page.context().close();
  await stop();
  await rm(folder, { recursive: true, force: true });
  expect(said).toEqual([]);
});

const address = (path: string) => `http://127.0.0.1:${port}${encodeURI(base)}${path}`;

async function serve(at: number): Promise<number> {
  server = staticServer(folder, base);
  return listenLocally(server, at, true);
}

async function stop(): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}

/** Another version: its home page says so. */
async function change(words: string): Promise<void> {
  const home = join(folder, 'about/index.html');
  const text = await readFile(home, 'utf8');
  await writeFile(home, text.replace(/About Panicroom<\/h1>|Version \w+<\/h1>/, `${words}</h1>`));
  const digests = new FileDigests(folder);
  await makeInstallable(folder, resolve('src/site/client'), (path) => digests.of(path));
}

const notice = () => page.getByText('A newer version of these pages is ready.');
const versions = () =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('panicroom-')));

test('with the server gone, pages, search and triage work', async () => {
  await stop();
  await page.goto(address('runbooks/memory/oom-kill/'));
  await page.getByRole('heading', { level: 1, name: 'OOM kill' }).waitFor();
  await page.getByRole('searchbox', { name: 'Search' }).fill('watchdog');
  await page.getByRole('region', { name: 'Search results' }).getByRole('link').first().waitFor();
  await page.goto(address(''));
  await page.getByRole('textbox', { name: 'Kernel log', exact: true }).fill(log);
  await page.getByRole('heading', { level: 2, name: /oom-kill/ }).waitFor();
  const gone = await page.goto(address('no/such/page'));
  expect(gone?.status()).toBe(404);
  await page.getByRole('heading', { name: 'No such page' }).waitFor();
  await serve(port);
});

test('a newer version waits until its reader asks for it, and is whole then', async () => {
  await change('Version two');
  await page.reload();
  await notice().waitFor();
  // Until then everything is of the old version, also pages that were not looked at before.
  await page.goto(address('about/'));
  await page.getByRole('heading', { name: 'About Panicroom' }).waitFor();
  await notice().waitFor();
  expect(await versions()).toHaveLength(2);
  await page.getByRole('button', { name: 'Use it now' }).click();
  await page.getByRole('heading', { name: 'Version two' }).waitFor();
  await expect.poll(versions).toHaveLength(1);
  expect(await notice().count()).toBe(0);
});

test('a version that is not whole replaces nothing', async () => {
  await change('Version three');
  // What did not change is taken from the version before; this one did.
  await rm(join(folder, 'about/index.html'));
  await page.reload();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => {});
  });
  await page.waitForTimeout(3000);
  expect(await notice().count()).toBe(0);
  await page.goto(address('about/'));
  await page.getByRole('heading', { name: 'About Panicroom' }).waitFor();
});
