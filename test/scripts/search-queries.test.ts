// What the bench of search asks: one slip a query, the same each time, of words that the pages have; and
// copies of a page that differ in their words and in nothing else.

import { expect, test } from 'vitest';
import { wordsInEdition } from '../../scripts/bench/synthetic-site.ts';
import { mistyped, type SearchedPage, typedQueries } from '../../scripts/bench/typed-queries.ts';
import { editDistance } from '../../src/scan/edit-distance.ts';

const pages: SearchedPage[] = [
  {
    title: 'Soft lockup 2',
    symptoms: ['watchdog: BUG: soft lockup - CPU#3 stuck for 22s!', '-'],
    prose: 'A task ran in the kernel without a break. See do_exit and the stack.',
  },
  { title: 'OOM', symptoms: [], prose: '' },
];

test('queries are drawn from titles, symptoms and texts in turn', () => {
  const queries = typedQueries(pages, 60, 7);
  expect(queries).toHaveLength(60);
  expect(queries.slice(0, 4).map(({ source }) => source)).toEqual([
    'title',
    'symptom',
    'words',
    'title',
  ]);
  for (const { source, text } of queries) {
    if (source === 'title') expect(text).toBe('soft lockup 2');
    if (source === 'symptom') expect(text).toBe('watchdog soft lockup');
    if (source === 'words')
      for (const word of text.split(' ')) expect(pages[0]!.prose.toLowerCase()).toContain(word);
  }
  expect(typedQueries(pages, 60, 7)).toEqual(queries);
  expect(typedQueries(pages, 60, 8)).not.toEqual(queries);
});

test('pages without a word to mistype give no query, and do not hang', () => {
  expect(typedQueries([pages[1]!], 3, 1)).toEqual([]);
});

test('one slip each, of every kind, and never none', () => {
  const queries = mistyped(typedQueries(pages, 200, 3), 3);
  for (const { text, typed, slip } of queries) {
    expect(editDistance(text, typed, 3), `${text} → ${typed}`).toBe(1);
    const longer = { 'left out': -1, 'put in': 1, swapped: 0, replaced: 0 }[slip];
    expect(typed.length - text.length).toBe(longer);
    if (slip === 'swapped') expect([...typed].sort()).toEqual([...text].sort());
  }
  expect(new Set(queries.map(({ slip }) => slip)).size).toBe(4);
  expect(mistyped(typedQueries(pages, 200, 3), 3)).toEqual(queries);
});

test('an edition has other words in a third of the places, code-like ones aside', () => {
  const text = 'The machine stopped answering; look at do_exit, /proc/meminfo and x86-64.';
  expect(wordsInEdition(text, 0)).toBe(text);
  const editions = [1, 2, 3].map((edition) => wordsInEdition(text, edition));
  for (const word of ['machine', 'stopped', 'answering']) {
    expect(
      editions.filter((edition) => !edition.includes(word)),
      word,
    ).toHaveLength(1);
  }
  for (const edition of editions) {
    expect(edition).toMatch(/^The .*; look at do_exit, \/proc\/meminfo and x86-64\.$/);
    expect(edition).toHaveLength(text.length);
  }
});

test('words of editions are no slips of one another', () => {
  const editions = Array.from({ length: 30 }, (_, edition) => wordsInEdition('machines', edition));
  const others = [...new Set(editions)];
  expect(others.length).toBeGreaterThan(9);
  for (const [at, one] of others.entries())
    for (const other of others.slice(at + 1))
      expect(editDistance(one, other, 3), `${one} ${other}`).toBeGreaterThan(2);
});
