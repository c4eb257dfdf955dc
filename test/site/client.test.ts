// The browser's code that needs no browser.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '../../src/scan/edit-distance.ts';
import { readHash } from '../../src/site/client/blanks.ts';
import { correctQuery, nearestWord } from '../../src/site/client/correct-query.ts';
import { PageText } from '../../src/site/client/passages.ts';
import { literalFirst } from '../../src/site/client/search-engine.ts';

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
  const words = ['kernel', 'panic', 'lockup', 'journalctl', 'panics', 'soft'];
  test.each([
    ['panik', 'panic'],
    ['kernle', 'kernel'],
    ['journlactl', 'journalctl'],
    ['lokcup', 'lockup'],
  ])('%s is %s', (typed, meant) => {
    expect(correctQuery(typed, words)).toEqual([{ from: typed, to: meant }]);
  });
  test('what begins a word, or is one with an ending, stays', () => {
    expect(correctQuery('kern lockups journal', words)).toEqual([]);
  });
  test('what is like nothing stays', () => {
    expect(nearestWord('zzzzzz', words)).toBeNull();
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

test('pages that hold a symbol as written come first, in their order', () => {
  const pages = ['the exit', 'calls Do_exit', 'do it, exit', 'do_exit again'].map((content) => ({
    text: new PageText({ address: '', title: '', type: '', content, sections: [] }),
  }));
  const contents = (query: string) =>
    literalFirst(query, pages).map(({ text }) => text.page.content);
  expect(contents('do_exit')).toEqual([
    'calls Do_exit',
    'do_exit again',
    'the exit',
    'do it, exit',
  ]);
  expect(literalFirst('exit', pages)).toEqual(pages);
});
