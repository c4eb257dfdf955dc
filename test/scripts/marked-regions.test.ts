// What people write around a region stays, whatever a program writes into it.

import { expect, test } from 'vitest';
import { regionsIn, withRegion, withRegions } from '../../scripts/marked-regions.ts';

const page = `# Speed

Ours: <!-- from: short -->old<!-- to -->, says a person.

<!-- from: long -->
| old |
<!-- to -->

Words of a person: <!-- a remark -->, <!-- to --> alone.
`;

test('regions are found in order', () => {
  expect(regionsIn(page)).toEqual(['short', 'long']);
});

test('one region is written, all else stays to the character', () => {
  const written = withRegion(page, 'a.md', 'long', '| new |\n|--|');
  expect(written).toBe(page.replace('| old |', '| new |\n|--|'));
  expect(withRegion(written, 'a.md', 'long', '| new |\n|--|')).toBe(written);
});

test('a line stays in its line, and $ is no sign of replacement', () => {
  expect(withRegion(page, 'a.md', 'short', "$& $1 $'")).toBe(page.replace('old', () => "$& $1 $'"));
});

test('several at once; those that nobody knows stay', () => {
  expect(withRegions(page, (name) => (name === 'short' ? 'new' : undefined))).toBe(
    page.replace('old', 'new'),
  );
});

test('a page without a place for it is told how to make one', () => {
  expect(() => withRegion(page, 'docs/a.md', 'wide', 'x')).toThrow(
    'docs/a.md: there is no place for "wide". Write <!-- from: wide --> and, in a line below it, <!-- to -->',
  );
});
