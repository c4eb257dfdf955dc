// Hits of a crash that pstore kept newest part first stand in another order than the lines of its events:
// what matches, and how surely, is the same.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import { triage } from '../../src/plan/triage.ts';

const content = join(import.meta.dirname, '../../content');
const knowledge = buildKnowledge((await readLibrary(join(content, 'runbooks'))).runbooks);
const samples = (await readSamples(join(content, 'samples'))).filter(
  ({ file, kind }) => kind !== 'none' && /^(?:stalls|faults)\//.test(file),
);

/** As `cat /sys/fs/pstore/dmesg-*` prints a log that was kept in two parts. */
function inParts(text: string): string {
  const lines = text.trimEnd().split('\n');
  const half = lines.length >> 1;
  return ['Panic#1 Part1', ...lines.slice(half), 'Panic#1 Part2', ...lines.slice(0, half)].join(
    '\n',
  );
}

const told = (text: string) =>
  triage(text, 'log', knowledge).matches.map(({ runbook, confidence }) => [runbook, confidence]);

test.each(samples.map(({ file, text }) => [file, text] as const))('%s', (_, text) => {
  expect(told(inParts(text))).toEqual(told(text));
});
