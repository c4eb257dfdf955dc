// What the benches measure is what they say: their healthy log is healthy, their medians are medians,
// what they make is the same each time.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { healthyLog } from '../../scripts/bench/healthy-log.ts';
import { median, table } from '../../scripts/bench/measure.ts';
import { mix } from '../../scripts/bench/mixes.ts';
import { syntheticSignatures } from '../../scripts/bench/synthetic-signatures.ts';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { readSample } from '../../src/library/read-samples.ts';
import { compileSignatures } from '../../src/match/match-signatures.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const file = 'content/samples/healthy/boot-6.1.log';
const boot = readSample(file, readFileSync(resolve(file), 'utf8')).text;

test('in the healthy log nothing broke, and it is the same each time', () => {
  const log = healthyLog(boot, 500_000);
  expect(log.length).toBeGreaterThanOrEqual(500_000);
  expect(log.endsWith('\n')).toBe(true);
  expect(readKernelLog(log).events).toEqual([]);
  expect(healthyLog(boot, 500_000)).toBe(log);
});

test('a median is the middle, or between the two in the middle', () => {
  expect(median([9, 1, 2])).toBe(2);
  expect(median([9, 1, 2, 4])).toBe(3);
});

test('a row without a target says neither met nor missed', () => {
  const rows = table([
    { what: 'a', figure: '1 s' },
    { what: 'b', figure: '2 s', target: '≤ 1 s', isMet: false },
  ]);
  expect(rows.split('\n').slice(2)).toEqual([
    '| a | 1 s |  |  |  |',
    '| b | 2 s | ≤ 1 s | no |  |',
  ]);
});

const failure = '[    1.000000] kernel BUG at mm/slub.c:1!\n[    1.000001] ---[ end trace 0 ]---';
const mixed = (name: Parameters<typeof mix>[0], length: number) =>
  [...mix(name, length, { boot, failure, failures: [failure] })].join('');

test.each([
  ['clean', 0],
  ['one-panic', 1],
] as const)('a log that is %s has %i failures', (name, failures) => {
  const log = mixed(name, 300_000);
  expect(log.length).toBeGreaterThanOrEqual(300_000);
  expect(readKernelLog(log).events.map(({ kind }) => kind)).toEqual(
    Array.from({ length: failures }, () => 'bug-on'),
  );
});

test('a dense log is failures alone, each whole', () => {
  const log = mixed('panic-dense', 10_000);
  expect(log).toBe(`${failure}\n`.repeat(Math.ceil(10_000 / (failure.length + 1))));
});

describe('synthetic signatures', () => {
  const file = 'content/runbooks/stalls/soft-lockup.md';
  const { runbook } = parseRunbook(readFileSync(resolve(file), 'utf8'), 'stalls/soft-lockup.md');
  const { signatures } = buildKnowledge([runbook]);

  test('are the same each time, and more begin with fewer', () => {
    const many = syntheticSignatures(signatures, 60, '');
    expect(syntheticSignatures(signatures, 20, '')).toEqual(many.slice(0, 20));
  });

  test('compile, each to a literal of its own, which stands nowhere in the quiet text', () => {
    const made = syntheticSignatures(signatures, 60, boot);
    const { refused, literals } = compileSignatures(made);
    expect(refused).toEqual([]);
    expect(literals.length).toBe(60);
    expect(literals.filter((literal) => boot.includes(literal))).toEqual([]);
  });

  test('keep what a format prints: conversions and the names of captures', () => {
    const conversions = (format: string) => format.match(/%[a-z]+(?:\{[^}]*\})?/g)?.join() ?? '';
    const own = new Set(signatures.flatMap(({ formats }) => formats.map(conversions)));
    const made = syntheticSignatures(signatures, 30, '').flatMap(({ formats }) => formats);
    expect(made.map(conversions).filter((each) => !own.has(each))).toEqual([]);
  });

  test('no more are promised than there are words for', () => {
    const few = { ...signatures[0]!, formats: ['watchdog: stuck lockup %d'] };
    // Three places, three words.
    expect(syntheticSignatures([few], 27, '').length).toBe(27);
    expect(() => syntheticSignatures([few], 28, '')).toThrow('No more than 27');
  });
});
