// What the library claims stands on evidence, and the pages that say so are those of today. Nothing is
// looked up here: content/evidence is all that is read.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { coveragePage } from '../../../scripts/coverage-page.ts';
import { libraryEvidence } from '../../../scripts/evidence/library-evidence.ts';
import { readLibrary } from '../../../src/library/read-library.ts';

const root = resolve(import.meta.dirname, '../../..');
const { runbooks } = await readLibrary(join(root, 'content/runbooks'));
const evidence = libraryEvidence(runbooks);
const page = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');

test('every program, option, setting and path of every command was found, or a person says where', () => {
  expect(evidence.commands.all).toBeGreaterThan(1000);
  expect(evidence.commands.unconfirmed, 'each line says how to mend it').toEqual([]);
});

test('docs/evidence.md is what npm run evidence would write', () => {
  expect(page('evidence.md'), 'out of date: run npm run evidence, and commit it').toBe(
    evidence.page,
  );
});

test('docs/coverage.md is what npm run coverage would write', async () => {
  expect(page('coverage.md'), 'out of date: run npm run coverage, and commit it').toBe(
    await coveragePage(root, runbooks),
  );
});
