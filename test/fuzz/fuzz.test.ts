// Two minutes of inputs at each run, and all that an earlier run found once more. The seed is of the
// sources and the library: a commit is judged the same wherever and whenever it is tested, and each
// change draws other inputs. A failure says how to see it again. Longer: `npm run fuzz`, docs/fuzzing.md.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { filesBelow } from '../../src/offline/files-below.ts';
import { allChecks, type Check } from './checks.ts';
import { chunksOf } from './log-arbitrary.ts';
import { holdChunks, holdLongStream, holdRedaction, holdTriage } from './log-properties.ts';
import { runCheck } from './run-check.ts';
import { holdRunbook } from './runbook-properties.ts';

/** Of each check: two minutes in all, on two processors of a virtual machine. */
const inputs = 1_200;
const checks = await allChecks();
const seed = await seedOfSources();

describe(`inputs of seed ${seed}`, () => {
  test.each(checks)('$name', { timeout: 1_200_000 }, (check) => {
    const { runs, finding } = runCheck(check, { seed, numRuns: inputs, milliseconds: 900_000 });
    if (finding) {
      const { message, replay, text } = finding;
      throw new Error(`${message}\n  ${replay}\n  input: ${JSON.stringify(text.slice(0, 2000))}`);
    }
    expect(runs).toBeGreaterThan(0);
  });
});

async function seedOfSources(): Promise<number> {
  const project = resolve(import.meta.dirname, '../..');
  const hash = createHash('sha256');
  for (const folder of ['src', 'content', 'test/fuzz']) {
    for (const path of await filesBelow(join(project, folder))) {
      hash.update(`${folder}/${path}\0`).update(readFileSync(join(project, folder, path)));
    }
  }
  return hash.digest().readUInt32BE(0) >>> 1;
}

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
