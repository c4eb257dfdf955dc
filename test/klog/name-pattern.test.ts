import { expect, test } from 'vitest';
import { namePattern } from '../../src/klog/name-pattern.ts';

const pattern = namePattern(['whole front_ begins* *ends', '*inside*']);

test.each([
  ['whole', true],
  ['whole.isra.0', true],
  ['whole_more', false],
  ['front_more', true],
  ['front', false],
  ['begins_more', true],
  ['begin_more', false],
  ['my_begins', false],
  ['it_ends', true],
  ['it_end', false],
  ['it_ends.cold', true],
  ['it_ends_not', false],
  ['an_inside_job', true],
])('%s: %s', (name, expected) => {
  expect(pattern.test(name)).toBe(expected);
});
