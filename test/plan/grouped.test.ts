import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grouped } from '../../src/plan/grouped.ts';

test('digits are grouped as the engine groups them', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (number) => {
      expect(grouped(number)).toBe(number.toLocaleString('en'));
    }),
  );
});
