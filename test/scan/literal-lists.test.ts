// Lines that hold the same literals share a list, and a text that has more lists than are remembered is
// told the same.

import { expect, test } from 'vitest';
import { LiteralLists } from '../../src/scan/literal-lists.ts';
import { compileLiteralSearch } from '../../src/scan/literal-search.ts';

test('lists hold each number once, in the order in which they came', () => {
  const lists = new LiteralLists();
  const listOf = (...numbers: number[]) =>
    numbers.reduce((list, number) => lists.longer(list, number), lists.empty);
  expect(listOf(3, 1, 3, 2, 1).numbers).toEqual([3, 1, 2]);
  expect(listOf(3, 1)).toBe(listOf(3, 1, 1));
  expect(listOf(1, 3)).not.toBe(listOf(3, 1));
  expect(lists.empty.numbers).toEqual([]);
});

test('lists beyond those that are remembered are right as well', () => {
  const lists = new LiteralLists();
  for (let number = 0; number < 6000; number++) {
    const list = lists.longer(lists.longer(lists.empty, number), 6000 + number);
    expect(list.numbers).toEqual([number, 6000 + number]);
  }
});

test('a search tells lines that hold the same by the same list', () => {
  const search = compileLiteralSearch(['Oops: ', 'CPU: ', '0000']);
  const told: (readonly number[])[] = [];
  const text = 'Oops: CPU: 1\nOops: x CPU: 2 CPU: 3\nCPU: Oops: \nOops: 0000 CPU: \n'.repeat(2);
  search.inText(text, text.length, '\n', (_, literals) => told.push(literals));
  expect(told.map((literals) => literals.join())).toEqual([
    '0,1',
    '0,1',
    '1,0',
    '0,2,1',
    '0,1',
    '0,1',
    '1,0',
    '0,2,1',
  ]);
  expect(new Set(told).size).toBe(3);
});
