// What the benches measure is what they say: their healthy log is healthy, their medians are medians.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { healthyLog } from '../../scripts/bench/healthy-log.ts';
import { median, table } from '../../scripts/bench/measure.ts';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { readSample } from '../../src/library/read-samples.ts';

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
