// How many slips lie between two words: a letter too many, too few, wrong, or two the wrong way round.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from '../../src/scan/edit-distance.ts';

test.each<[string, string, number]>([
  ['', '', 0],
  ['', 'ab', 2],
  ['lockup', 'lockup', 0],
  ['lokcup', 'lockup', 1],
  ['olckup', 'lockup', 1],
  ['lockpu', 'lockup', 1],
  ['lockup', 'lockups', 1],
  ['lockup', 'ockup', 1],
  ['lockup', 'lackup', 1],
  // Only neighbours change places, and what changed places is not changed again.
  ['abc', 'cba', 2],
  ['ca', 'abc', 3],
  ['oom', 'moo', 2],
  ['sotf-lokcup', 'soft-lockup', 2],
  ['panic', 'hung', 4],
])('%s and %s: %d', (a, b, slips) => {
  expect(editDistance(a, b, 9)).toBe(slips);
  expect(editDistance(b, a, 9)).toBe(slips);
  // What is further apart than anybody asks for is not counted on.
  for (let most = 0; most < slips; most++) expect(editDistance(a, b, most)).toBeGreaterThan(most);
});

test('a slip more is at most one further', () => {
  const word = fc.string({ maxLength: 12, unit: fc.constantFrom('a', 'b', 'c') });
  fc.assert(
    fc.property(word, word, fc.constantFrom('a', 'x'), (a, b, letter) => {
      const far = editDistance(a, b, 99);
      expect(Math.abs(editDistance(a + letter, b, 99) - far)).toBeLessThanOrEqual(1);
      expect(far === 0).toBe(a === b);
    }),
  );
});
