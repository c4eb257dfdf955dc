// The automaton against the naive search, on one table of cases and on random ones.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileLiterals } from '../../src/scan/aho-corasick.ts';

type Hit = [literal: number, end: number];

function byAutomaton(literals: string[], text: string, from?: number, to?: number): Hit[] {
  const hits: Hit[] = [];
  compileLiterals(literals).scan(text, (literal, end) => hits.push([literal, end]), from, to);
  return sorted(hits);
}

function naively(literals: string[], text: string): Hit[] {
  const hits: Hit[] = [];
  literals.forEach((literal, index) => {
    for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) {
      hits.push([index, at + literal.length]);
    }
  });
  return sorted(hits);
}

const sorted = (hits: Hit[]) => hits.sort((a, b) => a[1] - b[1] || a[0] - b[0]);

const cases: [name: string, literals: string[], text: string][] = [
  ['one literal', ['abc'], 'xxabcxabc'],
  ['a suffix of another', ['she', 'he', 'hers', 'his'], 'ushers shishe'],
  ['the same literal twice', ['ab', 'ab'], 'abab'],
  ['overlapping itself', ['aa'], 'aaaa'],
  ['a prefix of another', ['BUG: ', 'BUG: KASAN: '], 'BUG: KASAN: x'],
  ['failure through several links', ['abcd', 'bcd', 'cd', 'd'], 'abcabcd'],
  ['beyond Latin-1', ['für', '日本'], 'xx日本für日'],
  ['nothing to find', ['zebra'], 'a horse'],
  ['an empty text', ['a'], ''],
];

describe('compileLiterals', () => {
  test.each(cases)('%s', (_name, literals, text) => {
    expect(byAutomaton(literals, text)).toEqual(naively(literals, text));
  });

  test('finds what the naive search finds, on any literals and text', () => {
    const small = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', ' '),
      minLength: 1,
      maxLength: 5,
    });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', 'é'), maxLength: 80 });
    fc.assert(
      fc.property(fc.array(small, { minLength: 1, maxLength: 12 }), text, (literals, haystack) => {
        expect(byAutomaton(literals, haystack)).toEqual(naively(literals, haystack));
      }),
      { numRuns: 500 },
    );
  });

  test('looks only where it is told to', () => {
    expect(byAutomaton(['ab'], 'ab ab ab', 2, 6)).toEqual([[0, 5]]);
  });

  test('refuses an empty literal', () => {
    expect(() => compileLiterals(['a', ''])).toThrow(/empty literal/);
  });
});
