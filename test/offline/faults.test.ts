// Ten kills at random moments, and two builds at once: a whole build stands there every time. All that is
// done to a build, a hundred kills among it, is `npm run faults`, recorded in docs/faults.md.

import { expect, test } from 'vitest';
import { killTrial, togetherTrial } from '../../scripts/faults/build-trials.ts';

test('killed ten times, nothing is lost and the next build heals', {
  timeout: 600_000,
}, async () => {
  const { times, lost, seen } = await killTrial(10);
  expect(lost, seen).toBe(0);
  expect(times).toBeGreaterThan(0);
});

test('two builds at once: one of them stands there, whole', { timeout: 300_000 }, async () => {
  const { lost, seen } = await togetherTrial(1);
  expect(lost, seen).toBe(0);
});
