// A header says by the numbers of its groups what the match's own object of groups says by their names.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HeaderMatch, HeaderPattern } from '../../src/klog/header-match.ts';
import { makeSegment } from '../../src/klog/log-segment.ts';
import { knownOpeners } from '../../src/klog/openers/all-openers.ts';
import { readSamples } from '../../src/library/read-samples.ts';

const samples = await readSamples(join(import.meta.dirname, '../../content/samples'));

/** The kernel's words of each line of all samples, each once. */
function* linesOfSamples(): Iterable<string> {
  const seen = new Set<string>();
  for (const { text } of samples) {
    const segment = makeSegment(text);
    for (let number = 1; number <= segment.count; number++) seen.add(segment.line(number).text);
  }
  yield* seen;
}

test('groups are numbered as the engine numbers them', () => {
  const said = (pattern: RegExp) =>
    new HeaderPattern(pattern).groups.map(({ key, number }) => [key, number]);
  expect(said(/a(b)(?:c)(?<d>e(f))(?=g)(?<!h)(?<i2>j)/)).toEqual([
    ['d', 2],
    ['i2', 4],
  ]);
  expect(said(/\((?<a>[(?<b>)\]])[^(](?<c_d>\))/)).toEqual([
    ['a', 1],
    ['c_d', 2],
  ]);
  expect(new HeaderPattern(/(?<oom_score2>\d)/).groups).toEqual([
    { key: 'oom_score2', name: 'oom_score', fact: 'oom-score', number: 1 },
  ]);
  expect(new HeaderPattern(/(nameless)/).groups).toEqual([]);
});

test('every opener says of every line of the samples what its groups say', () => {
  let matches = 0;
  const fitting = new Set<string>();
  for (const text of linesOfSamples()) {
    for (const { opener, pattern } of knownOpeners) {
      if (!opener.literals.some((literal) => text.includes(literal))) continue;
      const match = pattern.match(text);
      const engine = opener.pattern.exec(text);
      expect(match === null).toBe(engine === null);
      if (match === null) continue;
      matches++;
      fitting.add(opener.kind);
      const values = match.groups.map((group) => [group.key, match.value(group)]);
      expect(values).toEqual(Object.entries(engine!.groups ?? {}));
    }
  }
  expect(matches).toBeGreaterThan(500);
  expect(fitting.size).toBeGreaterThan(50);
});

test('what points back to a group means that group', () => {
  const pattern = new HeaderPattern(/^(x)(?<a>\d)(?!\k<a>)(?<b>\d)\k<b>0$/);
  expect(pattern.match('x1220')!.get('b')).toBe('2');
  expect(pattern.match('x1110')).toBeNull();
  expect(pattern.match('x1230')).toBeNull();
});

test('of several branches the one that fitted says it', () => {
  const pattern = new HeaderPattern(
    /^(?:disk (?<device>sd[a-z])|card (?<device2>nvme\d)|(?<cpu>\d+))$/,
  );
  expect(pattern.match('disk sda')!.device).toBe('sda');
  expect(pattern.match('card nvme0')!.device).toBe('nvme0');
  expect(pattern.match('7')!.device).toBeNull();
  expect(pattern.match('7')!.namesSomebody).toBe(true);
  expect(pattern.match('none')).toBeNull();
  expect(HeaderMatch.silent.namesSomebody).toBe(false);
});

test('what was read otherwise is said alike', () => {
  const match = HeaderMatch.saying({ reason: 'Fatal exception', device2: 'sda' });
  expect(match.groups.map((group) => match.value(group))).toEqual(['Fatal exception', 'sda']);
  expect(match.device).toBe('sda');
});
