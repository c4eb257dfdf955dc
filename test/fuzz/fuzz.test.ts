// Two minutes of new inputs at each run, and all that an earlier run found once more. A failure says
// how to see it again; the seed is another each time. Longer: `npm run fuzz`, docs/fuzzing.md.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { allChecks, type Check } from './checks.ts';
import { chunksOf } from './log-arbitrary.ts';
import { holdChunks, holdLongStream, holdRedaction, holdTriage } from './log-properties.ts';
import { runCheck } from './run-check.ts';
import { holdRunbook } from './runbook-properties.ts';

const milliseconds = 120_000;
const checks = await allChecks();
const seed = Date.now() % 2 ** 31;

describe(`new inputs, seed ${seed}`, () => {
  test.each(checks)('$name', { timeout: 600_000 }, (check) => {
    const { runs, finding } = runCheck(check, {
      seed,
      milliseconds: milliseconds / checks.length,
    });
    expect(runs).toBeGreaterThan(0);
    if (finding) {
      const { message, replay, text } = finding;
      throw new Error(`${message}\n  ${replay}\n  input: ${JSON.stringify(text.slice(0, 2000))}`);
    }
  });
});

test('what does not hold is found, made small, and drawn again by what is printed', () => {
  const broken: Check = {
    name: 'logs/broken',
    group: 'logs',
    property: fc.property(fc.record({ text: fc.string() }), ({ text }) => {
      if (text.includes('x')) throw new Error('there is an x');
    }),
  };
  const { finding } = runCheck(broken, { seed: 1, milliseconds: 60_000 });
  expect(finding).toMatchObject({ check: 'logs/broken', message: 'there is an x', text: 'x' });
  const path = finding!.replay.split(' --path ')[1]!;
  expect(finding!.replay).toContain('--replay logs/broken --seed 1 ');
  expect(runCheck(broken, { seed: 1, path, milliseconds: 60_000 }).finding).toEqual(finding);
});

describe('what was found once', async () => {
  const corpus = (folder: string) =>
    readdirSync(join(import.meta.dirname, 'corpus', folder)).map((name) => ({
      name,
      text: readFileSync(join(import.meta.dirname, 'corpus', folder, name), 'utf8'),
    }));
  const { runbooks } = await readLibrary(join(import.meta.dirname, '../../content/runbooks'));
  const knowledge = buildKnowledge(runbooks);

  test.each(corpus('runbooks'))('$name', ({ text }) => holdRunbook(text));
  test.each(corpus('logs'))('$name', ({ text }) => {
    holdTriage(text, knowledge);
    holdRedaction(text);
    const chunks = chunksOf(text, [0.1, 0.5, 0.51]);
    holdChunks(chunks, knowledge);
    holdLongStream(chunks, 100, knowledge);
  });
});
