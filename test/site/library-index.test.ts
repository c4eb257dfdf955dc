// What a library is looked up by: ids, kinds, and which runbooks are nearest to one.

import { expect, test } from 'vitest';
import type { Runbook } from '../../src/model/runbook.ts';
import { kinOf, libraryIndex } from '../../src/site/render/library-index.ts';

const runbook = (id: string, ...kinds: string[]) => ({ id, meta: { kinds } }) as unknown as Runbook;

const library = [
  runbook('a', 'panic', 'oops'),
  runbook('b', 'oops'),
  runbook('c', 'oops', 'panic', 'gpf'),
  runbook('d', 'gpf'),
  runbook('e'),
  runbook('f', 'oops', 'oops'),
];

test('the nearest share the most kinds, and stand else as in the library; none is its own', () => {
  const index = libraryIndex(library);
  const kin = (id: string, most = 8) =>
    kinOf(index.byId.get(id)!, index, most).map((each) => each.id);
  expect(kin('a')).toEqual(['c', 'b', 'f']);
  expect(kin('a', 1)).toEqual(['c']);
  expect(kin('d')).toEqual(['c']);
  expect(kin('e')).toEqual([]);
  expect(index.byKind.get('oops')?.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'f']);
});

test('a list is looked through once', () => {
  expect(libraryIndex(library)).toBe(libraryIndex(library));
  expect(libraryIndex([...library])).not.toBe(libraryIndex(library));
});
