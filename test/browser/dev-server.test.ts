// `npm run dev` as an author has it: a file is saved, and what is on screen follows.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../scripts/launch-browser.ts';

const project = resolve(import.meta.dirname, '../..');
const content = join(project, 'content');
const log =
  '[  1.5] app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\n';

describe('the site while it is written', () => {
  let folder: string;
  let server: ChildProcess;
  let address: string;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'panicroom-dev-'));
    await cp(join(content, 'runbooks/memory'), join(folder, 'runbooks/memory'), {
      recursive: true,
    });
    await cp(join(content, 'samples/memory'), join(folder, 'samples/memory'), { recursive: true });
    server = startServer('--content', folder, '--port', '4390');
    address = await saidAddress(server);
    browser = await launchBrowser();
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    if (server?.kill('SIGTERM')) await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  });

  const runbook = () => join(folder, 'runbooks/memory/oom-kill.md');
  const edit = async (change: (text: string) => string) =>
    writeFile(runbook(), change(await readFile(runbook(), 'utf8')));
  const checks = () => page.getByRole('complementary', { name: 'Checks' });

  test('a page follows its file, and so does the graph', async () => {
    await page.goto(`${address}runbooks/memory/oom-kill/`);
    await checks().getByText('memory/oom-kill.md').waitFor();
    await edit((text) => text.replace(/^title: .*/m, 'title: Memory ran out'));
    await page.getByRole('heading', { name: 'Memory ran out', level: 1 }).waitFor();
    const graph = await (await page.request.get(`${address}graph.json`)).text();
    expect(graph).toContain('"label": "Memory ran out"');
  });

  test('a mistake is shown in the page, with its line and the way to mend it, and goes when it is mended', async () => {
    await edit((text) => text.replace('[oom-kill,', '[oom-kil,'));
    const remark = checks().getByRole('listitem').filter({ hasText: 'kinds/unknown' });
    await remark.waitFor();
    expect(await remark.textContent()).toContain('Did you mean `oom-kill`?');
    expect(await remark.locator('mark').textContent()).toContain('oom-kil');
    await edit((text) => text.replace('[oom-kil,', '[oom-kill,'));
    await remark.waitFor({ state: 'detached' });
  });

  test('a new runbook has a page at once; a deleted one is gone', async () => {
    const file = join(folder, 'runbooks/memory/swap-storm.md');
    await writeFile(file, '# Swap storm\n\nThe machine pages all the time.\n');
    const added = `${address}runbooks/memory/swap-storm/`;
    await expect.poll(async () => (await page.request.get(added)).status()).toBe(200);
    await rm(file);
    await expect.poll(async () => (await page.request.get(added)).status()).toBe(404);
  });

  test('an edit while the page is on its way reaches it', async () => {
    page = await browser.newPage();
    const reading = async () =>
      (await (await page.request.get(`${address}panicroom-dev/state.json`)).json()).reading;
    const before = await reading();
    // The page is here, the listener for the server's word is not.
    await page.route(
      '**/author-panel.js',
      async (route) => {
        await edit((text) => text.replace(/^title: .*/m, 'title: Edited meanwhile'));
        await expect.poll(reading).toBeGreaterThan(before);
        await route.continue();
      },
      { times: 1 },
    );
    await page.goto(`${address}runbooks/memory/oom-kill/`);
    await page.getByRole('heading', { name: 'Edited meanwhile', level: 1 }).waitFor();
  });

  test('the pasted log stays in the wizard, and its answer follows the edit', async () => {
    // Beside the page before, which may be told to reload at this very moment.
    page = await browser.newPage();
    await page.goto(address);
    const field = page.getByRole('textbox', { name: 'Kernel log', exact: true });
    await field.fill(log);
    const result = page.getByRole('region', { name: 'Result', exact: true });
    await result.getByText('Edited meanwhile').first().waitFor();
    await edit((text) => text.replace(/^title: .*/m, 'title: OOM, as we call it'));
    await result.getByText('OOM, as we call it').first().waitFor();
    expect(await field.inputValue()).toBe(log);
  });
});

describe('an organisation’s own while it is written', () => {
  let folder: string;
  let server: ChildProcess;
  let address: string;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'panicroom-dev-overlay-'));
    await cp(join(project, 'test/overlay/example-hosting'), folder, { recursive: true });
    server = startServer('--overlay', folder, '--port', '4391');
    address = await saidAddress(server);
    browser = await launchBrowser();
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    if (server?.kill('SIGTERM')) await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  });

  const edit = async (file: string, change: (text: string) => string) =>
    writeFile(join(folder, file), change(await readFile(join(folder, file), 'utf8')));
  const checks = () => page.getByRole('complementary', { name: 'Checks' });

  test('their runbook and their part of ours follow their files, remarks beside both', async () => {
    await page.goto(`${address}runbooks/arrays/database-volume/`);
    await checks().getByText('overlay/runbooks/arrays/database-volume.md').waitFor();
    await edit('runbooks/arrays/database-volume.md', (text) =>
      text.replace(/^# .*/m, '# Volume gone'),
    );
    await page.getByRole('heading', { name: 'Volume gone', level: 1 }).waitFor();

    await page.goto(`${address}runbooks/memory/oom-kill/`);
    await checks().getByText('overlay/runbooks/memory/oom-kill.md').waitFor();
    await edit(
      'runbooks/memory/oom-kill.md',
      (text) => `${text}\nAsk the budget desk [first](#nowhere-at-all).\n`,
    );
    await page
      .getByRole('paragraph')
      .filter({ hasText: /^Ask the budget desk first/ })
      .waitFor();
    const remark = checks().getByRole('listitem').filter({ hasText: 'links/unknown-anchor' });
    await remark.waitFor();
    expect(await remark.textContent()).toContain('overlay/runbooks/memory/oom-kill.md, line');
  });

  test('their name, colour and logo follow the settings', async () => {
    await edit('panicroom.yaml', (text) => text.replace(/^name: .*/m, 'name: Renamed Hosting'));
    await page.getByRole('banner').getByText('Renamed Hosting').waitFor();
    const sheet = await (await page.request.get(`${address}assets/site.css`)).text();
    expect(sheet).toMatch(/:root\{--accent:#[0-9a-f]{6}/);
    const logo = await page.request.get(`${address}assets/organisation-logo.svg`);
    expect([logo.status(), logo.headers()['content-type']]).toEqual([200, 'image/svg+xml']);
  });
});

test('a folder that is no overlay is refused in a sentence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'panicroom-dev-empty-'));
  const server = startServer('--overlay', folder, '--port', '4392');
  let said = '';
  server.stderr!.on('data', (chunk) => {
    said += chunk;
  });
  const [status] = await once(server, 'exit');
  await rm(folder, { recursive: true });
  expect(status).toBe(1);
  expect(said).toContain('There is neither a panicroom.yaml nor a folder runbooks in it.');
});

/** As from a terminal: the test runner's own variables change what Astro and Vite do. */
function startServer(...options: string[]): ChildProcess {
  const { NODE_ENV, VITEST, VITEST_MODE, ...env } = process.env;
  const args = [join(project, 'scripts/dev.ts'), ...options];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
}

/** Rejects where the server ends before it says where it is. */
function saidAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr!.on('data', (chunk) => {
      said += chunk;
    });
    server.stdout!.on('data', (chunk) => {
      said += chunk;
      const address = /at {2}(http:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    server.on('exit', () => reject(new Error(`The dev server ended: ${said}`)));
  });
}
