// Which words of a page search shows, and that a page's side file gives back what Pagefind wrote of it.

import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readFragment, searchedPageAsScript } from '../../src/offline/searched-pages.ts';
import { PageText, passageOf, sectionsOf } from '../../src/site/client/passages.ts';

const fragment = {
  url: '/runbooks/x/index.html',
  content: `Title here. ${'word '.repeat(60)}the </script> "lockup" stands ${'more '.repeat(60)}and a lockup`,
  meta: { title: 'Title', type: 'Runbook' },
  anchors: [
    { element: 'h2', id: 'late', text: 'Late', location: 100 },
    { element: 'li', id: 'point', text: 'A point', location: 30 },
    { element: 'h2', id: 'early', text: ' Early ', location: 10 },
    { element: 'h3', id: 'bare', text: '', location: 40 },
    { element: 'div', id: 'titled', title: 'Titled', location: 64 },
  ],
};
const packed = gzipSync(`pagefind_dcd${JSON.stringify(fragment)}`);
const text = new PageText(readFragment(packed));
const lockup = text.words.indexOf('"lockup"');
const last = text.words.length - 1;
const at = (location: number, balanced_score = 1) => ({ location, balanced_score });
const written = (parts: readonly { text: string; isHit: boolean }[]) =>
  parts.map((part) => (part.isHit ? `[${part.text}]` : part.text)).join('');

test('a side file holds the page: its address from the root, its sections in order', () => {
  expect(text.page).toMatchObject({
    address: 'runbooks/x/index.html',
    title: 'Title',
    type: 'Runbook',
  });
  expect(text.page.sections).toEqual([
    { location: 10, id: 'early', title: 'Early' },
    { location: 64, id: 'titled', title: 'Titled' },
    { location: 100, id: 'late', title: 'Late' },
  ]);
  let given: string[] = [];
  new Function('panicroomSearchPage', searchedPageAsScript('en_1', text.page))(
    (...told: string[]) => {
      given = told;
    },
  );
  expect(given[0]).toBe('en_1');
  expect(JSON.parse(given[1]!)).toEqual(text.page);
});

test('what is no fragment is refused', () => {
  expect(() => readFragment(gzipSync('{"url":"x"}'))).toThrow('of another shape');
});

test('words are counted as Pagefind counts them', () => {
  const zero = readFragment(
    gzipSync(`pagefind_dcd${JSON.stringify({ ...fragment, content: 'one two\u200bthree' })}`),
  );
  expect(new PageText(zero).words).toEqual(['one\u00a0two', 'three']);
});

test('a passage stands around the hits, these in its middle', () => {
  const { excerpt } = passageOf(text, [at(lockup)]);
  const words = written(excerpt).split(' ');
  expect(words).toHaveLength(24);
  expect(words.indexOf('["lockup"]')).toBe(11);
  expect(written(excerpt)).toContain('the </script> ["lockup"] stands more');
});

test('where hits stand together says more than where one stands', () => {
  const { excerpt } = passageOf(text, [at(0), at(lockup), at(lockup + 1), at(last)]);
  expect(written(excerpt)).toContain('["lockup"] [stands]');
  // What weighs more is shown all the same.
  expect(written(passageOf(text, [at(0, 9), at(lockup), at(lockup + 1)]).excerpt)).toMatch(
    /^\[Title\]/,
  );
});

test('at the ends of a page it is no shorter', () => {
  expect(written(passageOf(text, [at(0)]).excerpt).split(' ')).toHaveLength(24);
  const { excerpt } = passageOf(text, [at(last)]);
  expect(written(excerpt).split(' ')).toHaveLength(24);
  expect(written(excerpt)).toMatch(/a \[lockup\]$/);
});

test('sections: those that say most first, no more than wanted, each from its own words', () => {
  const found = sectionsOf(text, [at(0), at(12), at(lockup), at(last, 2)], 2);
  expect(found.map(({ id }) => id)).toEqual(['late', 'early']);
  expect(written(found[1]!.excerpt).split(' ').length).toBeLessThanOrEqual(24);
  expect(sectionsOf(text, [at(lockup)], 3).map(({ title }) => title)).toEqual(['Titled']);
  const [titled] = sectionsOf(text, [at(lockup)], 3);
  // Nothing of the section before it.
  expect(written(titled!.excerpt)).toBe(
    text.words.slice(64, 88).join(' ').replace('"lockup"', '["lockup"]'),
  );
});
