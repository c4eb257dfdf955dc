// A long healthy log in Chromium: chosen as a file and read by the page's worker, beside one JavaScript
// expression of the same literals, a line at a time, in the same page. By the clock.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Knowledge } from '../../src/model/knowledge.ts';
import { escapePattern } from '../escape-pattern.ts';
import { median, spread, table } from './measure.ts';
import { mix, writeMix } from './mixes.ts';
import { chooseAndWait, openSite } from './open-site.ts';
import { markdownTable, type Part } from './part.ts';
import { literalsOf } from './triage-speed.ts';

const targetSeconds = 3;

export interface ChromiumSpeedInput {
  knowledge: Knowledge;
  /** A healthy boot. */
  boot: string;
  megabytes: number;
  runs: number;
  scratch: string;
}

export async function chromiumSpeed(input: ChromiumSpeedInput): Promise<Part> {
  const { megabytes, runs } = input;
  const literals = literalsOf(input.knowledge);
  const { browser, page, version, again } = await openSite();
  const file = join(input.scratch, 'chromium.log');
  try {
    await writeMix(
      file,
      mix('clean', megabytes * 1e6, { boot: input.boot, failure: '', failures: [] }),
    );
    const ours: number[] = [];
    const expression: number[] = [];
    // The first turn warms up; a page is fresh each time, as for a person.
    for (let run = 0; run <= runs; run++) {
      const own = await chooseAndWait(page, file);
      await again();
      const other = await searchAndWait(page, file, literals.map(escapePattern).join('|'));
      await again();
      if (run === 0) continue;
      ours.push(own / 1000);
      expression.push(other / 1000);
    }
    const ratios = ours.map((seconds, run) => expression[run]! / seconds);
    const row = (what: string, seconds: readonly number[]) => [
      what,
      `${median(seconds).toFixed(2)} s`,
      spread(seconds, 's'),
      `${(megabytes / median(seconds)).toFixed(0)} MB/s`,
    ];
    return {
      summary: table([
        {
          what: `in Chromium, clean log of ${megabytes} MB: triage beside one JavaScript expression`,
          figure: `${median(ratios).toFixed(2)} × as fast`,
          note: `${Math.min(...ratios).toFixed(2)} × to ${Math.max(...ratios).toFixed(2)} ×`,
        },
        {
          what: 'the same: from the choice of the file to the answer',
          figure: `${median(ours).toFixed(2)} s`,
          target: `≤ ${targetSeconds} s per 100 MB`,
          isMet: median(ours) <= (targetSeconds * megabytes) / 100,
          note: spread(ours, 's'),
        },
      ]),
      detail: [
        `The site from the disk; ${literals.length.toLocaleString('en')} literals. Ours is the whole way: read, decode, match, answer on the screen. The expression only counts the lines that it is found in.`,
        '',
        markdownTable(
          ['what', 'median', 'spread', 'speed'],
          [
            row('Panicroom, file to answer', ours),
            row('one JavaScript expression, a line at a time', expression),
          ],
        ),
      ].join('\n'),
      peers: [version],
    };
  } finally {
    await browser.close();
    await rm(file, { force: true });
  }
}

/** Milliseconds from the choice of a file until all its lines were searched. */
async function searchAndWait(page: Page, file: string, source: string): Promise<number> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'bench-file';
    document.body.append(input);
  });
  const start = performance.now();
  await page.locator('#bench-file').setInputFiles(file);
  const lines = await page.evaluate(async (pattern) => {
    const input = document.querySelector<HTMLInputElement>('#bench-file')!;
    const expression = new RegExp(pattern);
    const decoder = new TextDecoder();
    const reader = input.files![0]!.stream().getReader();
    let [rest, found, read] = ['', 0, 0];
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const pieces = (rest + decoder.decode(next.value, { stream: true })).split('\n');
      rest = pieces.pop()!;
      read += pieces.length;
      for (const line of pieces) if (expression.test(line)) found++;
    }
    return [read, found];
  }, source);
  if (!(lines[0]! > 0)) throw new Error('The page read no line of the file.');
  return performance.now() - start;
}
