// What a person waits for: from the paste to the answer on the screen, in Chromium, from the built
// site on disk.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { healthyLog } from './healthy-log.ts';
import { median, type Row, spread } from './measure.ts';
import { chooseAndWait, openSite } from './open-site.ts';

export interface BrowserSpeedInput {
  boot: string;
  /** A log with a failure, which stands at the end of the paste. */
  failure: string;
  runs: number;
  megabytes: number;
  scratch: string;
}

export async function browserSpeed(input: BrowserSpeedInput): Promise<Row[]> {
  const paste = `${healthyLog(input.boot, 256 * 1024 - input.failure.length - 30_000)}${input.failure}`;
  const file = join(input.scratch, 'healthy-with-failure.log');
  await writeFile(file, `${healthyLog(input.boot, input.megabytes * 1e6)}${input.failure}`);
  const { browser, page, again } = await openSite();
  try {
    const pastes: { answered: number; painted: number }[] = [];
    for (let run = 0; run <= input.runs; run++) {
      const times = await pasteAndWait(page, paste);
      if (run > 0) pastes.push(times);
      await again();
    }
    const files: number[] = [];
    for (let run = 0; run < Math.min(3, input.runs); run++) {
      files.push(await chooseAndWait(page, file));
      await again();
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
