// No literal is ever missed, whatever text stands around it, and no text makes the filter look at a
// place again and again.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileLineFilter, type LineFilter } from '../../src/scan/line-filter.ts';

const literals = [
  'BUG: ',
  'BUG: KASAN: ',
  'Kernel panic',
  ' [#',
  'nvme',
  'soft lockup',
  'Oops: ',
  '] TLP',
];
const filter = compileLineFilter(literals)!;

/** Occurrences that lie in none of the parts that the filter gives. */
function missed(
  sought: readonly string[],
  by: LineFilter,
  text: string,
  from = 0,
  to = text.length,
) {
  const parts = by.lines(text, from, to);
  const misses: [string, number][] = [];
  for (const literal of sought) {
    for (let at = text.indexOf(literal, from); at >= 0; at = text.indexOf(literal, at + 1)) {
      const end = at + literal.length;
      if (end > to) break;
      const isIn = parts.some((begin, i) => i % 2 === 0 && begin <= at && end <= parts[i + 1]!);
      if (!isIn) misses.push([literal, at]);
    }
  }
  return misses;
}

const letter = fc.constantFrom(
  ...'BUGKASN: [#nvmeOops]TLP\n\r\t0z',
  '\u0000',
  'é',
  '日',
  '\ud83d',
  '\u{1f4a5}',
);

describe('the lines that the filter lets through', () => {
  test('hold every literal, wherever it stands', () => {
    const words = fc.array(
      fc.oneof(
        { weight: 3, arbitrary: letter },
        { weight: 1, arbitrary: fc.constantFrom(...literals) },
      ),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(words, (parts) => {
        expect(missed(literals, filter, parts.join(''))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('hold every literal across the edges of blocks, in lines of any length', () => {
    for (const filling of ['x', 'xyz ', 'line of text\n', 'é', 'BUG']) {
      for (const literal of literals) {
        for (let shift = -14; shift <= 14; shift++) {
          const before = filling
            .repeat(Math.ceil(70_000 / filling.length))
            .slice(0, 2 * 32_768 + shift);
          const text = `${before}${literal}${filling.repeat(300)}`;
          expect(missed([literal], filter, text), `${filling} ${literal} ${shift}`).toEqual([]);
        }
      }
    }
  });

  test('hold every literal of any set', () => {
    const unit = fc.constantFrom('a', 'b', 'c', ' ');
    const some = fc.array(fc.string({ unit, minLength: 3, maxLength: 9 }), {
      minLength: 1,
      maxLength: 12,
    });
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', ' ', '\n', 'é'),
      maxLength: 120,
    });
    fc.assert(
      fc.property(some, text, (sought, haystack) => {
        expect(missed(sought, compileLineFilter(sought)!, haystack)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('are whole lines in order, each once', () => {
    const text = 'usual words\nBUG: x BUG: y\nmore words\nOops: z';
    expect(filter.lines(text)).toEqual([12, 25, 37, 44]);
  });

  test('are looked for where it is told to', () => {
    const text = 'BUG: a\nBUG: b\nBUG: c\n';
    expect(filter.lines(text, 7, 13)).toEqual([7, 13]);
    expect(missed(literals, filter, text, 3, 20)).toEqual([]);
  });

  test('are none of a text in which nothing of it stands', () => {
    expect(filter.lines('usb 1-1: new high-speed USB device number 2\n'.repeat(2000))).toEqual([]);
  });

  test('are whole lines also where a literal is only begun again and again', () => {
    // Each place costs comparisons in vain, so the lines are given out unproven.
    const alike = ['soft lockup found', 'soft lockup seen', 'a soft lockup', 'the soft lockup'];
    const line = 'soft lockup '.repeat(20);
    const parts = compileLineFilter(alike)!.lines(`${line}\n`.repeat(500));
    expect(parts.length).toBeGreaterThan(0);
    for (let i = 0; i < parts.length; i += 2) {
      expect(parts[i]! % (line.length + 1)).toBe(0);
      expect((parts[i + 1]! + 1) % (line.length + 1)).toBe(0);
    }
  });
});

test('a literal that could be missed is no literal for a filter', () => {
  expect(compileLineFilter(['ab'])).toBeNull();
  expect(compileLineFilter(['für immer'])).toBeNull();
  expect(() => compileLineFilter(['two\nlines'])).toThrow(/stands in no line/);
});
