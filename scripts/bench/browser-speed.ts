// What a person waits for: from the paste to the answer on the screen, in Chromium, from the built
// site on disk.

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { findBrowser } from '../find-browser.ts';
import { healthyLog } from './healthy-log.ts';
import { median, type Row, spread } from './measure.ts';

const project = join(import.meta.dirname, '../..');
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The worker starts and warms up with the page; a person needs longer than this to paste. */
const settleMs = 2000;

export interface BrowserSpeedInput {
  boot: string;
  /** A log with a failure, which stands at the end of the paste. */
  failure: string;
  runs: number;
  megabytes: number;
  scratch: string;
}

export async function browserSpeed(input: BrowserSpeedInput): Promise<Row[]> {
  const home = join(project, 'dist/site/index.html');
  const executablePath = await findBrowser();
  if (executablePath === null || !existsSync(home)) {
    const why = executablePath === null ? 'no Chromium was found' : 'run `npm run build` first';
    return [{ what: 'paste in Chromium', figure: `left out: ${why}` }];
  }
  const paste = `${healthyLog(input.boot, 256 * 1024 - input.failure.length - 30_000)}${input.failure}`;
  const file = join(input.scratch, 'healthy-with-failure.log');
  await writeFile(file, `${healthyLog(input.boot, input.megabytes * 1e6)}${input.failure}`);
  const args = process.getuid?.() === 0 ? [...flags, '--no-sandbox'] : flags;
  const browser = await chromium.launch({ executablePath, headless: true, args });
  try {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(home).href);
    await page.getByRole('textbox', { name: 'Kernel log', exact: true }).waitFor();
    const pastes: { answered: number; painted: number }[] = [];
    for (let run = 0; run <= input.runs; run++) {
      const times = await pasteAndWait(page, paste);
      if (run > 0) pastes.push(times);
      await page.reload();
      await page.getByRole('textbox', { name: 'Kernel log', exact: true }).waitFor();
      await page.waitForTimeout(settleMs);
    }
    const files: number[] = [];
    for (let run = 0; run < Math.min(3, input.runs); run++) {
      files.push(await chooseAndWait(page, file));
      await page.reload();
      await page.getByRole('textbox', { name: 'Kernel log', exact: true }).waitFor();
      await page.waitForTimeout(settleMs);
    }
    const answered = pastes.map((times) => times.answered);
    const painted = pastes.map((times) => times.painted);
    const seconds = files.map((ms) => ms / 1000);
    return [
      {
        what: `paste of ${(paste.length / 1024).toFixed(0)} KB in Chromium, to the ranked answer`,
        figure: `${median(answered).toFixed(0)} ms`,
        target: '≤ 50 ms',
        isMet: median(answered) <= 50,
        note: `${spread(answered, 'ms')}; painted ${median(painted).toFixed(0)} ms`,
      },
      {
        what: `file of ${input.megabytes} MB in Chromium`,
        figure: `${median(seconds).toFixed(2)} s`,
        target: '≤ 3 s per 100 MB',
        isMet: median(seconds) <= (3 * input.megabytes) / 100,
        note: spread(seconds, 's'),
      },
    ];
  } finally {
    await browser.close();
  }
}

/** Milliseconds from the paste until the answer's heading is there, and until it was painted. */
function pasteAndWait(page: Page, text: string): Promise<{ answered: number; painted: number }> {
  return page.evaluate(
    (pasted) =>
      new Promise<{ answered: number; painted: number }>((resolve) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', pasted);
        const start = performance.now();
        const observer = new MutationObserver(() => {
          if (document.querySelector('[aria-label="Result"] h2 .kind') === null) return;
          observer.disconnect();
          const answered = performance.now() - start;
          requestAnimationFrame(() =>
            setTimeout(() => resolve({ answered, painted: performance.now() - start })),
          );
        });
        observer.observe(document.body, { childList: true, subtree: true });
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        );
      }),
    text,
  );
}

async function chooseAndWait(page: Page, file: string): Promise<number> {
  const start = performance.now();
  await page.getByLabel('Open files').setInputFiles(file);
  await page.locator('[aria-label="Result"] h2 .kind').waitFor({ timeout: 120_000 });
  return performance.now() - start;
}
