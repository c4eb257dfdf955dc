// Which signature fires in which sample, and whether the log bears it out.

import { expect, test } from 'vitest';
import { compileSignatures } from '../../src/match/match-signatures.ts';
import { sampleFirings } from '../../src/match/sample-firings.ts';
import type { KnownSignature } from '../../src/model/knowledge.ts';
import type { Sample } from '../../src/model/sample.ts';

const signature = (more: Partial<KnownSignature> = {}): KnownSignature => ({
  id: 'stalls/soft-lockup#s1',
  runbook: 'stalls/soft-lockup',
  kind: 'soft-lockup',
  formats: ['BUG: soft lockup - CPU#%d{cpu} stuck for %us'],
  requires: {},
  absent: [],
  ...more,
});
const sample = (text: string): Sample => ({
  file: 'stalls/soft-lockup/a.log',
  kind: 'soft-lockup',
  nearMiss: null,
  title: null,
  kernel: null,
  source: null,
  text,
});
const lockup = '[  100.0] watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [cat:80]\n';

test('a signature of the kind that the log shows applies, with its line and captures', () => {
  const [read] = sampleFirings(
    () => compileSignatures([signature()]),
    [sample(`first\n${lockup}`)],
  );
  expect(read!.firings).toMatchObject([
    { applies: true, hit: { line: 2, captures: { cpu: '1' } } },
  ]);
});

test('words of another kind, or without the facts that are asked for, fire and do not apply', () => {
  const signatures = [signature({ kind: 'hung-task' }), signature({ requires: { taint: 'P' } })];
  const [read] = sampleFirings(() => compileSignatures(signatures), [sample(lockup)]);
  expect(read!.firings.map(({ applies }) => applies)).toEqual([false, false]);
});

test('a log without the words has no firing', () => {
  expect(
    sampleFirings(() => compileSignatures([signature()]), [sample('[ 1.0] ok\n')])[0]!.firings,
  ).toEqual([]);
});
