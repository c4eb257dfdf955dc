// What a page weighs, as it is sent: DESIGN's figures, held. Gzip as servers do it.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { attributeOf, elementsOf, readHtml } from '../../src/offline/html-tree.ts';
import { distFolder, siteFolder } from '../dist-folder.ts';

const kilobyte = 1024;
const packed = (text: string | Buffer) => gzipSync(text, { level: 9 }).length;
const read = (path: string) => readFileSync(join(siteFolder(), path), 'utf8');
const runbooks = readdirSync(join(siteFolder(), 'runbooks'), { recursive: true })
  .map((path) => `runbooks/${String(path).replaceAll('\\', '/')}`)
  .filter((path) => /\/.+\/.+\/index\.html$/.test(path));

/** Files that a page loads with it: its sheets or its scripts. */
function loaded(page: string, tag: 'link' | 'script'): string[] {
  return elementsOf(readHtml(read(page))).flatMap((element) => {
    if (element.tagName !== tag) return [];
    if (tag === 'link' && attributeOf(element, 'rel') !== 'stylesheet') return [];
    const address = attributeOf(element, tag === 'link' ? 'href' : 'src');
    return address === undefined ? [] : [posix.join(posix.dirname(page), address)];
  });
}

/** Its words alone: what no page about this failure could leave out. */
function wordsOf(html: string): string {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  return main.replace(/<[^>]+>/g, ' ');
}

describe('a runbook page', () => {
  test('has at most 12 KB of markup and style beyond its own words', () => {
    expect(runbooks.length).toBeGreaterThan(1);
    const heavy = runbooks.flatMap((page) => {
      const html = read(page);
      const sheets = loaded(page, 'link').reduce((sum, path) => sum + packed(read(path)), 0);
      const beyond = packed(html) + sheets - packed(wordsOf(html));
      return beyond > 12 * kilobyte ? [`${page}: ${beyond} bytes`] : [];
    });
    expect(heavy).toEqual([]);
  });

  test('has at most 15 KB of script', () => {
    const heavy = runbooks.flatMap((page) => {
      const scripts = loaded(page, 'script').reduce((sum, path) => sum + packed(read(path)), 0);
      return scripts > 15 * kilobyte ? [`${page}: ${scripts} bytes`] : [];
    });
    expect(heavy).toEqual([]);
  });
});

test('the home page shows its first words within 12 KB; its knowledge comes behind them', () => {
  const sheets = loaded('index.html', 'link').reduce((sum, path) => sum + packed(read(path)), 0);
  expect(packed(read('index.html')) + sheets).toBeLessThanOrEqual(12 * kilobyte);
  const html = readHtml(read('index.html'));
  const late = elementsOf(html).filter(
    (element) => element.tagName === 'script' && attributeOf(element, 'defer') === undefined,
  );
  // Only the theme is decided before the first paint.
  expect(late.map((element) => attributeOf(element, 'src'))).toEqual(['assets/theme.js']);
});

test('the single file is below 5 MB', () => {
  expect(statSync(join(distFolder(), 'panicroom.html')).size).toBeLessThan(5_000_000);
});
