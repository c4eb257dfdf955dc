// What a bench of builds is given: as many runbooks as asked for, each with words of its own, whose links
// lead to one another, and whose code is that of ours.

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { findPeerSites } from '../../scripts/bench/peer-sites.ts';
import { plainPage, syntheticRunbooks } from '../../scripts/bench/synthetic-runbooks.ts';

const folder = 'content/runbooks';
const sources = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
);
const runbooks = syntheticRunbooks(sources, sources.size * 3);

test('no two have the same file, title or words, and they are the same each time', () => {
  for (const key of ['file', 'title', 'text'] as const) {
    expect(new Set(runbooks.map((runbook) => runbook[key])).size).toBe(runbooks.length);
  }
  expect(syntheticRunbooks(sources, sources.size * 3)).toEqual(runbooks);
});

test('links between them lead to one that is there', () => {
  const files = new Set(runbooks.map(({ file }) => file));
  let count = 0;
  for (const { file, text } of runbooks) {
    for (const [, path] of text.matchAll(/\]\(([\w./-]+\.md)/g)) {
      expect(files).toContain(posix.join(posix.dirname(file), path!));
      count++;
    }
  }
  expect(count).toBeGreaterThan(runbooks.length);
});

test('code stays as it is, prose does not', () => {
  const fences = (text: string) => text.match(/^```[\s\S]*?^```$/gm);
  const [, original] = [...sources].sort(([one], [other]) => (one < other ? -1 : 1))[0]!;
  const copy = runbooks[sources.size]!;
  expect(fences(copy.text)).toEqual(fences(original));
  const words = (text: string) => new Set(text.match(/\b[a-z]{7,}\b/g));
  const own = [...words(copy.text)].filter((word) => !words(original).has(word));
  expect(own.length).toBeGreaterThan(10);
});

test('other generators are given the title and the text, and nothing of our front matter', () => {
  const page = plainPage(runbooks[0]!);
  expect(page).toContain(`---\ntitle: ${JSON.stringify(runbooks[0]!.title)}\n---\n`);
  expect(page).toContain(`\n# ${runbooks[0]!.title}\n`);
  expect(page).not.toMatch(/^(?:status|kinds|sources):/m);
});

test('a program that is not there is named', () => {
  const path = process.env.PATH;
  process.env.PATH = '';
  try {
    const { sites, missing } = findPeerSites('no/such/folder');
    expect(sites).toEqual([]);
    expect(missing).toEqual(['eleventy', 'hugo', 'mkdocs', 'pagefind']);
  } finally {
    process.env.PATH = path;
  }
});
