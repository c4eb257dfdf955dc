// The wizard as people use it, from a folder on disk, in Chromium: no network, no server.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../scripts/launch-browser.ts';
import { readSample } from '../../src/library/read-samples.ts';
import { listenLocally, staticServer } from '../../src/offline/static-server.ts';
import { siteFolder } from '../dist-folder.ts';
import {
  copiedTexts,
  dropFiles,
  homeOnDisk,
  openWizard,
  pasteText,
  type WizardPage,
} from './wizard-page.ts';

const sampleText = (file: string) =>
  readSample(file, readFileSync(resolve('content/samples', file), 'utf8')).text;
const nullPointer = sampleText('faults/null-pointer-dereference/null-pointer-module.log');
const healthy = sampleText('healthy/boot-6.1.log');
const unknown = [
  '[  100.000000] Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) #1 SMP',
  '[  712.123456] nfs: server filer7 not responding, still trying',
].join('\n');

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

const heading = () => wizard.result.getByRole('heading', { level: 2 });
/** Waits until the answer of this kind stands. */
const answered = (kind: string | RegExp) =>
  wizard.result.getByRole('heading', { level: 2, name: kind }).waitFor();

describe('a failure', () => {
  test('pasted anywhere on the page is named, with its machine and the lines that say so', async () => {
    await wizard.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await pasteText(wizard.page, nullPointer);
    await answered(/null-pointer-dereference/);
    expect(await heading().textContent()).toContain('NULL pointer dereference in kfail_init');
    expect(await wizard.result.textContent()).toMatch(/sure\s+0\.9\d/);
    expect(await wizard.result.textContent()).toContain('6.1.0-56-amd64');

    const evidence = wizard.page.locator('.log-line.is-evidence').first();
    expect(await evidence.textContent()).toContain('BUG: kernel NULL pointer dereference');
    const line = await evidence.getAttribute('data-row');
    const bugLine = nullPointer.split('\n').findIndex((text) => text.includes('BUG: kernel NULL'));
    expect(Number(line)).toBe(bugLine + 1);
  });

  test('goes to the reader before the page is painted with it', async () => {
    const posted = await wizard.page.evaluate(async (text) => {
      const told: string[] = [];
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (this: Worker, message: { type: string }) {
        told.push(message.type);
        post.call(this, message);
      } as typeof post;
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
      // A frame comes with the next task: between, only what was promised is done.
      for (let promise = 0; promise < 50; promise++) await Promise.resolve();
      return told;
    }, nullPointer);
    expect(posted).toEqual(['job']);
    await answered(/null-pointer-dereference/);
  });

  test('an answer that was tried where nobody looks leaves nothing in the page', async () => {
    const alone = await browser.newPage();
    await alone.addInitScript(() => {
      let end = () => {};
      (globalThis as { rehearsed?: Promise<void> }).rehearsed = new Promise((resolve) => {
        end = resolve;
      });
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (this: Worker, message: { type: string }) {
        this.addEventListener('message', ({ data }) => {
          if (data.type === 'rehearsed') requestIdleCallback(end);
        });
        post.call(this, message);
      } as typeof post;
    });
    await alone.goto(homeOnDisk());
    await alone.getByRole('textbox', { name: 'Kernel log', exact: true }).waitFor();
    const shown = await alone.locator('#wizard').innerHTML();
    await alone.evaluate(() => (globalThis as { rehearsed?: Promise<void> }).rehearsed);
    expect(await alone.locator('#wizard').innerHTML()).toBe(shown);
    expect(await alone.evaluate(() => document.activeElement?.id)).toBe('');
    await alone.keyboard.press('r');
    expect(await alone.locator('#wizard').innerHTML()).toBe(shown);
    await alone.close();
  });

  test('leads to a command with the value from the log filled in, and its line one click away', async () => {
    await wizard.log.fill(nullPointer);
    await answered(/null-pointer-dereference/);
    const modinfo = wizard.page.locator('.plan-command', { hasText: 'modinfo' }).first();
    expect(await modinfo.locator('code').textContent()).toContain('kfail');
    await modinfo.getByRole('button', { name: /^Copy/ }).click();
    expect((await copiedTexts(wizard.page)).at(-1)).toMatch(/^modinfo .*kfail/);

    const value = modinfo.locator('.filled-value', { hasText: 'kfail' }).first();
    const line = /line (\d+)/.exec((await value.getAttribute('aria-label')) ?? '')?.[1];
    await value.click();
    const row = wizard.page.locator(`[data-row="${line}"]`);
    await row.and(wizard.page.locator('.is-pointed-at')).waitFor();
    expect(await row.textContent()).toContain('kfail');
    await wizard.page.waitForFunction(() => document.activeElement?.closest('.log-line'));
  });

  test('leads back from a lit line to the claim that rests on it', async () => {
    await wizard.log.fill(nullPointer);
    await answered(/null-pointer-dereference/);
    const number = wizard.page.locator('.log-line.is-evidence button.line-number').first();
    const line = await number.textContent();
    await number.click();
    const focused = await wizard.page.evaluate(() =>
      document.activeElement?.getAttribute('data-line'),
    );
    expect(focused).toBe(line);
  });

  test('asks for the distribution where the log does not tell it, by keyboard as well', async () => {
    const commands = () => wizard.page.locator('.plan-command code').allTextContents();
    await wizard.log.fill(nullPointer);
    await answered(/null-pointer-dereference/);
    const choice = wizard.result.getByRole('combobox', { name: 'Commands for' });
    expect(await choice.count()).toBe(0);

    await wizard.log.fill(nullPointer.replace(/Debian|debian/g, 'Linux'));
    await choice.waitFor();
    expect((await commands()).join('\n')).toMatch(/\bdnf\b/);
    expect((await commands()).join('\n')).toMatch(/\bapt-get\b/);
    await choice.focus();
    await wizard.page.keyboard.press('d');
    await expect.poll(() => choice.inputValue()).toBe('Debian');
    expect((await commands()).join('\n')).not.toMatch(/\bdnf\b|\bzypper\b/);
    expect((await commands()).join('\n')).toMatch(/\bapt-get\b/);

    // The runbook shows what the plan shows, and its address keeps nothing.
    const opened = wizard.page.context().waitForEvent('page');
    await wizard.result.getByRole('link', { name: 'NULL pointer dereference' }).first().click();
    const runbook = await opened;
    const debian = runbook.getByRole('radio', { name: 'Debian', exact: true });
    await expect.poll(() => debian.isChecked()).toBe(true);
    expect(new URL(runbook.url()).hash).not.toContain('Debian');

    await wizard.log.fill(nullPointer);
    await choice.waitFor({ state: 'detached' });
  });

  test('links each step to its runbook, in a tab of its own: the log stays open', async () => {
    await wizard.log.fill(nullPointer);
    await answered(/null-pointer-dereference/);
    const opened = wizard.page.context().waitForEvent('page');
    await wizard.result.getByRole('link', { name: 'This step in the runbook' }).first().click();
    const runbook = await opened;
    await runbook.waitForURL(/runbooks\/.*\/index\.html#/);
    const anchor = decodeURIComponent(new URL(runbook.url()).hash.slice(1));
    expect(await runbook.locator(`[id="${anchor}"]`).count()).toBe(1);
    // The log and its answer are where they were.
    expect(await heading().textContent()).toContain('NULL pointer dereference');
  });

  test('that no runbook knows says so, and what to collect', async () => {
    // A library without runbooks, whatever ours covers by now.
    await wizard.page.addInitScript(() => {
      let known: object | undefined;
      Object.defineProperty(globalThis, 'panicroomKnowledge', {
        get: () => known,
        set(value: object) {
          known = { ...value, runbooks: [], signatures: [] };
        },
      });
    });
    await wizard.page.reload();
    await wizard.log.waitFor();
    await wizard.log.fill(unknown);
    await answered(/nfs-timeout/);
    const words = await wizard.result.textContent();
    expect(words).toContain('Not known yet');
    expect(words).toContain('journalctl -k -b 0 --no-pager');
  });
});

describe('the report for the ticket', () => {
  const log = nullPointer.replaceAll(/^/gm, 'Jan  2 03:00:00 db-prod-7 kernel: ');
  const preview = () => wizard.page.getByRole('textbox', { name: 'What will be copied' });

  test('opens by a key, tells what was ticked and when, and names nobody', async () => {
    await pasteText(wizard.page, log);
    await answered(/null-pointer-dereference/);
    await wizard.page.keyboard.press('x');
    await wizard.page.keyboard.press('r');
    const text = await preview().inputValue();
    expect(text).toMatch(/^# BUG: unable to handle kernel NULL pointer dereference in kfail_init/);
    expect(text).toMatch(/## Done\s+- \[x\] \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d · /);
    expect(text).toContain('host-1 kernel:');
    expect(text).not.toContain('db-prod-7');
    await wizard.result.getByRole('button', { name: 'Copy report' }).click();
    expect((await copiedTexts(wizard.page)).at(-1)).toBe(text);
  });

  test('shows what stands for what, and leaves what the person keeps', async () => {
    await pasteText(wizard.page, log);
    await answered(/null-pointer-dereference/);
    await wizard.page.keyboard.press('r');
    const share = wizard.page.locator('.share-report');
    expect(await share.textContent()).toContain('db-prod-7 → host-1');
    await share.getByRole('checkbox', { name: '1 host name' }).uncheck();
    expect(await preview().inputValue()).toContain('db-prod-7 kernel:');
    await share.getByRole('checkbox', { name: '1 host name' }).check();
    await share.getByRole('radio', { name: 'JSON' }).check();
    const shared = JSON.parse(await preview().inputValue());
    expect(shared.format).toBe('panicroom-report');
    expect(JSON.stringify(shared)).not.toContain('db-prod-7');
  });

  test('is saved as a file from a folder on disk', async () => {
    await pasteText(wizard.page, log);
    await answered(/null-pointer-dereference/);
    await wizard.page.keyboard.press('r');
    const waiting = wizard.page.waitForEvent('download');
    await wizard.result.getByRole('button', { name: 'Save as file' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('panicroom-report.md');
    expect(readFileSync(await download.path(), 'utf8')).toBe(await preview().inputValue());
  });
});

describe('no failure', () => {
  test('a healthy boot gets the three commands that fetch the boot before', async () => {
    await wizard.log.fill(healthy);
    await answered(/No kernel failure in these [\d,]+ lines/);
    const words = await wizard.result.textContent();
    for (const part of ['journalctl -k -b -1', '/sys/fs/pstore', '/var/crash']) {
      expect(words).toContain(part);
    }
  });

  test('a line typed off a screen is guessed at, and said to be a guess', async () => {
    await wizard.log.fill('mysqld invokd oom-kiler gfp_mask 0x201da order 0');
    await answered(/Perhaps: OOM kill/);
    const words = await wizard.result.textContent();
    expect(words).toContain('A guess');
    expect(words).toContain('"kiler" for "killer"');
    expect(words).toContain('If it is that, do this');
  });

  test('text that no kernel said is told apart', async () => {
    await wizard.log.fill('two eggs\na pound of flour\n');
    await answered(/No kernel text here/);
  });

  test('an empty file is empty', async () => {
    await dropFiles(wizard.page, [{ name: 'empty.txt', content: new Uint8Array() }]);
    await answered(/There is no text/);
  });
});

describe('files', () => {
  test('several at once, one of them gzip: a report each', async () => {
    await dropFiles(wizard.page, [
      { name: 'serial.txt', content: Buffer.from(nullPointer) },
      { name: 'boot.log.gz', content: gzipSync(healthy) },
    ]);
    await answered(/null-pointer-dereference/);
    const files = wizard.page.getByRole('navigation', { name: 'Files' });
    await files.getByRole('button', { name: /boot\.log\.gz/ }).click();
    await answered(/No kernel failure/);
    expect(await wizard.log.inputValue()).toBe(healthy);
  });

  test('that hold no text are refused with the way to the text', async () => {
    await dropFiles(wizard.page, [
      { name: 'system.journal', content: Buffer.from('LPKSHHRH\0\0') },
    ]);
    await answered(/Not read/);
    expect(await wizard.result.textContent()).toContain('journalctl --dmesg --file=system.journal');
  });

  test('of 50 MB leave the page quick, are shown in part, and give the right answer', async () => {
    const filler = `${healthy.trimEnd()}\n`;
    const copies = Math.ceil(50_000_000 / filler.length);
    await wizard.page.evaluate(
      async ({ filler, copies, tail }) => {
        const state = { longestGapMs: 0, running: true };
        Object.assign(globalThis, { state });
        let last = performance.now();
        const watch = () => {
          const now = performance.now();
          state.longestGapMs = Math.max(state.longestGapMs, now - last);
          last = now;
          if (state.running) setTimeout(watch, 10);
        };
        const file = new File([...Array<string>(copies).fill(filler), tail], 'big.log');
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(file);
        last = performance.now();
        watch();
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
      },
      { filler, copies, tail: nullPointer },
    );
    await answered(/null-pointer-dereference/);
    const gap = await wizard.page.evaluate(() => {
      const { state } = globalThis as unknown as {
        state: { longestGapMs: number; running: boolean };
      };
      state.running = false;
      return state.longestGapMs;
    });
    console.info(`50 MB: longest pause of the page ${Math.round(gap)} ms`);
    expect(await wizard.log.inputValue()).toBe('');
    expect(await wizard.log.getAttribute('placeholder')).toContain('too long to edit');
    expect(await wizard.page.locator('.log-pane summary').textContent()).toContain(
      'too long to show whole',
    );
    expect(await wizard.page.locator('.log-line.is-evidence').count()).toBeGreaterThan(0);
    expect(await wizard.page.locator('.log-line').count()).toBeLessThan(1000);
  });

  test('can be cancelled while they are read, and the next paste is answered', async () => {
    await wizard.page.evaluate(() => {
      const file = new File(Array<string>(300).fill('x y z\n'.repeat(160_000)), 'huge.log');
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(file);
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
    });
    await wizard.result.getByRole('button', { name: 'Cancel' }).click();
    await answered(/Not read/);
    expect(await wizard.result.textContent()).toContain('Cancelled');
    await wizard.log.fill(nullPointer);
    await answered(/null-pointer-dereference/);
  });
});

describe('the plan', () => {
  beforeEach(async () => {
    await wizard.log.fill(nullPointer);
    await answered(/null-pointer-dereference/);
  });

  test('a blank is typed once and fills everywhere; copied with a blank it asks first', async () => {
    // An OOM report cannot tell every value; what it has none for mostly stands in steps that are
    // closed at first.
    await wizard.log.fill(sampleText('memory/oom-kill/cgroup.log'));
    await answered(/oom-kill/);
    for (
      let closed = wizard.page.locator('.step-title[aria-expanded="false"]');
      await closed.count();
    ) {
      await closed.first().click();
    }
    const blanks = wizard.page.locator('.plan-command:visible input.blank');
    const name = await blanks.first().getAttribute('placeholder');
    const command = blanks.first().locator('xpath=ancestor::li[1]');
    await command.getByRole('button', { name: /^Copy/ }).click();
    const dialog = wizard.page.getByRole('dialog');
    expect(await dialog.textContent()).toContain(`<${name}>`);
    expect(await copiedTexts(wizard.page)).toEqual([]);
    await wizard.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await blanks.first().fill('two words');
    const same = wizard.page.locator(`input.blank[placeholder="${name}"]`);
    for (const field of await same.all()) expect(await field.inputValue()).toBe('two words');
    await command.getByRole('button', { name: /^Copy/ }).click();
    if (await dialog.isVisible()) await dialog.getByRole('button', { name: /copy/i }).click();
    expect((await copiedTexts(wizard.page)).at(-1)).toContain("'two words'");
  });

  test('what reboots needs a second key, and says what is lost', async () => {
    const reboot = wizard.page.locator('.plan-command[data-risk="reboots"]').first();
    await reboot.evaluate((element) => element.querySelector<HTMLElement>('.copy')?.click());
    const dialog = wizard.page.getByRole('dialog');
    expect(await dialog.textContent()).toMatch(
      /only in memory[\s\S]*Meant for[\s\S]*6\.1\.0-56-amd64/,
    );
    expect(await copiedTexts(wizard.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'I have checked: copy it' }).click();
    expect(await copiedTexts(wizard.page)).toHaveLength(1);
  });
});

describe('by keyboard alone', () => {
  test('paste, walk, tick, copy, search; nothing of the paste in the address', async () => {
    const before = wizard.page.url();
    await pasteText(wizard.page, nullPointer);
    await answered(/null-pointer-dereference/);
    await wizard.page.waitForFunction(() => document.activeElement?.classList.contains('result'));
    await wizard.page.keyboard.press('j');
    const current = wizard.page.locator('.plan-command:focus');
    await current.waitFor();
    const first = await current.locator('code').textContent();
    await wizard.page.keyboard.press('x');
    expect(await current.getByRole('checkbox').isChecked()).toBe(true);
    await wizard.page.keyboard.press('j');
    await wizard.page.waitForFunction(
      (text) => document.activeElement?.querySelector('code')?.textContent !== text,
      first,
    );
    const second = await current.locator('code').textContent();
    await wizard.page.keyboard.press('c');
    await wizard.page.getByText('Copied.', { exact: true }).waitFor();
    expect(await copiedTexts(wizard.page)).toEqual([second]);
    await wizard.page.keyboard.press('k');
    await wizard.page.waitForFunction(
      (text) => document.activeElement?.querySelector('code')?.textContent === text,
      first,
    );
    await wizard.page.keyboard.press('/');
    expect(
      await wizard.page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
    ).toBe('Search');
    expect(wizard.page.url()).toBe(before);
  });

  test('keys in a field are text, and single keys can be switched off for good', async () => {
    await wizard.log.focus();
    await wizard.page.keyboard.type('cjx?');
    expect(await wizard.log.inputValue()).toBe('cjx?');
    await wizard.page.keyboard.press('Escape');
    await wizard.page.keyboard.press('?');
    const help = wizard.page.getByRole('dialog');
    await help.getByRole('checkbox').uncheck();
    await wizard.page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await wizard.page.keyboard.press('?');
    await wizard.page.keyboard.press('/');
    expect(await help.count()).toBe(0);
    expect(await wizard.page.evaluate(() => document.activeElement?.tagName)).not.toBe('INPUT');
    await wizard.page.reload();
    await wizard.log.waitFor();
    await wizard.page.keyboard.press('?');
    expect(await help.count()).toBe(0);
    const stored = await wizard.page.evaluate(() => Object.keys(localStorage));
    expect(stored).toEqual(['panicroom.single-keys']);
  });
});

test('a sample answers at one press; clear brings the beginning back', async () => {
  await wizard.page.getByRole('button', { name: 'A NULL pointer in a module' }).click();
  await answered(/null-pointer-dereference/);
  await wizard.page.getByRole('button', { name: 'Clear' }).click();
  await wizard.page.getByRole('heading', { name: 'Paste what the kernel said' }).waitFor();
  expect(await wizard.log.inputValue()).toBe('');
  expect(await wizard.result.count()).toBe(0);
});

test('a screen reader is told the answer', async () => {
  await wizard.log.fill(nullPointer);
  await answered(/null-pointer-dereference/);
  const said = await wizard.page.getByRole('status').allInnerTexts();
  expect(said.join(' ')).toMatch(/null-pointer-dereference, sure, 0\.9\d/);
});

test('nothing scrolls sideways on a phone, and the log is folded', async () => {
  await wizard.page.setViewportSize({ width: 390, height: 844 });
  await wizard.page.reload();
  await wizard.log.fill(nullPointer);
  await answered(/null-pointer-dereference/);
  const wide = await wizard.page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  expect(await wizard.page.locator('.log-line').first().isVisible()).toBe(false);
});

test('on a phone the first screen after a paste has the answer and the first command', async () => {
  await wizard.page.setViewportSize({ width: 390, height: 844 });
  await wizard.page.reload();
  await wizard.log.waitFor();
  await pasteText(wizard.page, nullPointer);
  await answered(/null-pointer-dereference/);
  const command = wizard.page.locator('.command').first();
  await command.waitFor();
  const [heading, first] = await Promise.all([
    wizard.result.getByRole('heading').first().boundingBox(),
    command.boundingBox(),
  ]);
  expect(heading!.y).toBeGreaterThanOrEqual(0);
  expect(first!.y + first!.height).toBeLessThanOrEqual(844);
});

test('over http, below any path, it answers the same', async () => {
  const server = staticServer(siteFolder(), '/tools/panicroom/');
  const port = await listenLocally(server, 0, false);
  const served = await openWizard(browser, {
    url: `http://127.0.0.1:${port}/tools/panicroom/index.html`,
  });
  try {
    await pasteText(served.page, nullPointer);
    await served.result.getByRole('heading', { name: /null-pointer-dereference/ }).waitFor();
    const link = served.result.getByRole('link', { name: 'This step in the runbook' }).first();
    const opened = served.page.context().waitForEvent('page');
    await link.click();
    await (await opened).waitForURL(/\/tools\/panicroom\/runbooks\/.*#/);
    expect(served.complaints).toEqual([]);
  } finally {
    await served.close();
    server.close();
  }
});

describe('accessibility of an answer', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

  test.each(['light', 'dark'] as const)('axe finds nothing to mend, %s', async (colorScheme) => {
    await wizard.page.emulateMedia({ colorScheme });
    await wizard.log.fill(nullPointer);
    await answered(/null-pointer-dereference/);
    await wizard.page.evaluate(axe);
    const found = await wizard.page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run('#wizard', { preload: false });
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} (${nodes.length})`);
    });
    expect(found).toEqual([]);
  });
});

describe('before its script has come', () => {
  test('the box is there, and what is typed into it is answered', async () => {
    const page = await browser.newPage();
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    await page.route('**/assets/wizard.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(homeOnDisk(), { waitUntil: 'commit' });
    const field = page.getByRole('textbox', { name: 'Kernel log', exact: true });
    await field.fill(nullPointer);
    release();
    await page.getByRole('heading', { level: 2, name: /null-pointer/ }).waitFor();
    expect(await field.inputValue()).toBe(nullPointer);
    await page.close();
  });

  test.each([
    [1280, 720],
    [390, 844],
  ])('nothing moves when it comes, at %i by %i', async (width, height) => {
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const moved: number[] = [];
      Object.assign(globalThis, { moved });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          moved.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(homeOnDisk());
    await page.locator('#wizard .is-coming').waitFor({ state: 'detached' });
    await page.waitForTimeout(300);
    const moved = await page.evaluate(() => (globalThis as unknown as { moved: number[] }).moved);
    // A shift below a tenth is called good; what is left here is a line that wraps otherwise.
    expect(moved.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.05);
    await context.close();
  });
});
