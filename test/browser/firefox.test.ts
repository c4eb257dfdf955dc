// The other browser: the folder, in a read-only place whose path has blanks and foreign letters, and
// the single file, both without a server. Left out, and said so, where no Firefox is installed.

import { chmodSync, cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { distFolder, siteFolder } from '../dist-folder.ts';
import { Firefox, findFirefox } from './firefox.ts';

const path = findFirefox();
const log =
  '[  1.5] app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\\n';

describe.skipIf(path === null)(
  path === null ? 'Firefox: left out, none is installed' : 'Firefox',
  () => {
    let firefox: Firefox;
    let folder: string;
    let place: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'panicroom-'));
      place = join(folder, 'Notfall – für alle (1)');
      mkdirSync(place);
      cpSync(siteFolder(), join(place, 'site'), { recursive: true });
      cpSync(join(distFolder(), 'panicroom.html'), join(place, 'panicroom.html'));
      chmodSync(place, 0o555);
      firefox = await Firefox.start(path!);
    });
    afterAll(async () => {
      await firefox?.close();
      chmodSync(place, 0o755);
      await rm(folder, { recursive: true, force: true });
    });

    const address = (file: string) => pathToFileURL(join(place, file)).href;
    const seen = (selector: string, words: string) =>
      expect
        .poll(
          () =>
            firefox.evaluate(
              `document.querySelector(${JSON.stringify(selector)})?.textContent ?? ''`,
            ),
          { timeout: 20_000 },
        )
        .toContain(words);
    const type = (selector: string, words: string) =>
      firefox.evaluate(`(() => {
        const field = document.querySelector(${JSON.stringify(selector)});
        field.focus();
        field.value = '${words}';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      })()`);

    test.each(['site/index.html', 'panicroom.html'])(
      '%s reads a log and leads to commands',
      async (file) => {
        await firefox.goto(address(file));
        await seen('#wizard', 'Paste what the kernel said');
        await type('#kernel-log', log);
        await seen('[aria-label="Result"] h2', 'oom-kill');
        await seen('.plan-command', 'journalctl');
        expect(firefox.said).toEqual([]);
      },
    );

    test.each(['site/index.html', 'panicroom.html'])(
      '%s finds a page, typing error and all',
      async (file) => {
        await firefox.goto(address(file));
        // A window without a screen has no focus to give.
        await firefox.evaluate(
          `document.querySelector('[data-search] input').dispatchEvent(new Event('focus'))`,
        );
        await expect
          .poll(() => firefox.evaluate(`'panicroomPagefind' in globalThis`), { timeout: 20_000 })
          .toBe('true');
        await type('[data-search] input', 'watchdgo');
        await seen('.results ol', 'lockup');
        const first = await firefox.evaluate(`document.querySelector('.results ol a').textContent`);
        await firefox.evaluate(`document.querySelector('.results ol a').click()`);
        await seen('main h1', first);
        expect(firefox.said).toEqual([]);
      },
    );

    test('every kind of page opens without a word on the console', async () => {
      for (const file of [
        'symptoms',
        'runbooks',
        'tools',
        'paths',
        'map',
        'taint',
        'kinds',
        'signatures',
        'changes',
        'about',
        'authors',
        'runbooks/memory/oom-kill',
      ]) {
        await firefox.goto(address(`site/${file}/index.html`));
        await expect
          .poll(() => firefox.evaluate(`document.querySelectorAll('main h1').length`))
          .toBe('1');
      }
      expect(firefox.said).toEqual([]);
    });
  },
);
