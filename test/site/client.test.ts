// The browser's code that needs no browser.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '../../src/scan/edit-distance.ts';
import { readHash } from '../../src/site/client/blanks.ts';
import { furtherReadingsOf, nearWords, readingsOf } from '../../src/site/client/correct-query.ts';
import { exactly, literalFirst } from '../../src/site/client/literal-first.ts';
import { inTurns, likelyOf, mendedBy } from '../../src/site/client/merge-readings.ts';
import { Vocabulary } from '../../src/site/client/vocabulary.ts';

describe('values behind the anchor', () => {
  test('are read with their section', () => {
    const read = readHash('#collect-logs?module=kfail&pid=92&path=%2Fa%20b');
    expect(read?.section).toBe('collect-logs');
    expect([...read!.values]).toEqual([
      ['module', 'kfail'],
      ['pid', '92'],
      ['path', '/a b'],
    ]);
  });
  test('a plain anchor has none', () => {
    expect(readHash('#collect-logs')).toBeNull();
    expect(readHash('')).toBeNull();
  });
  test.each(['%0A', '%1b[31m', '%E2%80%AE', '%E2%80%A8', 'x'.repeat(201), ''])(
    'the value %j is not taken',
    (value) => {
      expect(readHash(`#s?pid=${value}`)?.values.size).toBe(0);
    },
  );
});

describe('a mistyped word', () => {
  const site = 'kernel panic lockup journalctl panics soft sofa';
  const words = new Vocabulary(site);
  test.each([
    ['panik', 'panic'],
    ['kernle', 'kernel'],
    ['journlactl', 'journalctl'],
    ['lokcup', 'lockup'],
  ])('%s is %s', (typed, meant) => {
    expect(readingsOf(`Soft ${typed}`, words)).toEqual([
      { query: `soft ${meant}`, corrections: [{ from: typed, to: meant }] },
    ]);
  });
  test('what begins a word, or is one with an ending, stays', () => {
    const query = 'kern lockups journal softly';
    expect(readingsOf(query, words)).toEqual([{ query, corrections: [] }]);
  });
  test('an ending that is none is a slip', () => {
    expect(readingsOf('lockupx', words).map(({ query }) => query)).toEqual(['lockup']);
  });
  test('all that are equally near may be meant, the commonest first', () => {
    const queries = (query: string) => readingsOf(query, words).map((each) => each.query);
    expect(queries('sofz')).toEqual(['soft', 'sofa']);
    expect(queries('sofz panjc')).toEqual(['soft panic', 'sofa panic']);
  });
  test('only whole words are replaced', () => {
    expect(readingsOf('lok lokcup lokcuplokcup', new Vocabulary(`${site} lok`))[0]!.query).toBe(
      'lok lockup lokcuplokcup',
    );
  });
  test('where nothing is found, known and short words may be slips too, one of them', () => {
    expect(furtherReadingsOf('sof panic', words)).toEqual([
      { query: 'soft panic', corrections: [{ from: 'sof', to: 'soft' }] },
      { query: 'sofa panic', corrections: [{ from: 'sof', to: 'sofa' }] },
      { query: 'sof panics', corrections: [{ from: 'panic', to: 'panics' }] },
    ]);
    expect(furtherReadingsOf('zz', words)).toEqual([]);
  });
  test('what is like nothing stays', () => {
    expect(nearWords('zzzzzz', words)).toEqual([]);
  });
  test('two slips in a long word, where none is one away', () => {
    expect(nearWords('jurnalclt', words)).toEqual(['journalctl']);
    expect(nearWords('lokcpu', words)).toEqual([]);
  });
  test('a word is known by its beginning and with an ending, never by its middle or end', () => {
    const known = ['kern', 'kernel', 'kernels', 'softer', 'sofas', 'panicing'];
    expect(known.filter((word) => !words.knows(word))).toEqual([]);
    const unknown = ['ernel', 'nel pan', 'el', 'kernelx', 'softerx', 'panicness'];
    expect(unknown.filter((word) => words.knows(word))).toEqual([]);
  });
  test('words within an error are all that the distance says, in their order', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc_2'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1 }), word, (known, typed) => {
        for (const most of [1, 2]) {
          expect(new Vocabulary(known.join(' ')).within(typed, most)).toEqual(
            known.filter((each) => each !== typed && editDistance(typed, each, most) <= most),
          );
        }
      }),
    );
  });
  test('a query of many slips has few readings', () => {
    expect(readingsOf('sofz sofy sofw sofx sofv', words).length).toBeLessThanOrEqual(8);
  });
  test('distance counts swaps of neighbours as one, is symmetric, and is cut at the limit', () => {
    expect(editDistance('lokcup', 'lockup', 2)).toBe(1);
    expect(editDistance('abc', 'xyz', 1)).toBe(2);
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b, 20)).toBe(editDistance(b, a, 20));
        expect(editDistance(a, a, 0)).toBe(0);
      }),
    );
  });
});

test('pages that hold a symbol as written come first, both in their order', () => {
  const pages = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
  const ids = literalFirst(pages, new Set(['d', 'b', 'elsewhere'])).map(({ id }) => id);
  expect(ids).toEqual(['b', 'd', 'a', 'c']);
});

test('words are looked for as written, but for one plain word', () => {
  expect(['do_exit', 'EXT4-fs error ', 'kernel panic'].map(exactly)).toEqual([
    '"do_exit"',
    '"EXT4-fs error"',
    '"kernel panic"',
  ]);
  // One plain word says nothing of how it is written.
  expect(exactly(' Panic ')).toBeNull();
  expect(exactly('"kernel panic"')).toBe('"kernel panic"');
});

describe('readings of a query', () => {
  const searched = (query: string, ...results: [id: string, score: number][]) => ({
    reading: { query, corrections: [{ from: 'x', to: query }] },
    results: results.map(([id, score]) => ({ id, score })),
  });
  test('are likely where they score a third of the best, three at most', () => {
    const all = [
      searched('none'),
      searched('stray', ['a', 2]),
      searched('fair', ['b', 4], ['c', 1]),
      searched('best', ['d', 9]),
    ];
    expect(likelyOf(all).map(({ reading }) => reading.query)).toEqual(['best', 'fair']);
    expect(likelyOf([all[0]!])).toEqual([]);
    expect(likelyOf([1, 1, 1, 1].map((score, at) => searched(`${at}`, ['a', score])))).toHaveLength(
      3,
    );
  });
  test('give their pages in turns, each page once', () => {
    const pages = inTurns([
      searched('one', ['a', 9], ['b', 8], ['c', 7]),
      searched('other', ['b', 9], ['a', 8]),
    ]);
    expect(pages.map(({ result, reading }) => [result.id, reading.query])).toEqual([
      ['a', 'one'],
      ['b', 'other'],
      ['c', 'one'],
    ]);
    expect(inTurns([])).toEqual([]);
  });
  test('say what each word was taken for', () => {
    const corrections = [
      [{ from: 'sama', to: 'same' }],
      [
        { from: 'sama', to: 'sata' },
        { from: 'erro', to: 'error' },
      ],
      [{ from: 'sama', to: 'same' }],
    ];
    expect(mendedBy(corrections.map((each) => ({ query: '', corrections: each })))).toEqual([
      { from: 'sama', to: ['same', 'sata'] },
      { from: 'erro', to: ['error'] },
    ]);
  });
});
