// What is remembered of a line is what would be read of it anew, in whatever order lines come, and whatever
// took its place in between.

import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { KnownLines } from '../../src/klog/known-lines.ts';
import { KnownWords, longestKnown } from '../../src/klog/known-words.ts';
import { makeSegment } from '../../src/klog/log-segment.ts';
import { readReportLine } from '../../src/klog/report-line.ts';
import { readSamples } from '../../src/library/read-samples.ts';

const samples = await readSamples(join(import.meta.dirname, '../../content/samples'));
const lines = samples.flatMap(({ text }) => {
  const segment = makeSegment(text);
  return Array.from({ length: segment.count }, (_, index) => segment.line(index + 1).text);
});

describe('lines', () => {
  test('of all samples are read as they are without a memory', () => {
    const known = new KnownLines();
    for (const text of lines) expect(known.read(text), text).toEqual(readReportLine(text));
  });

  test('in any order and again and again are read the same', () => {
    const some = fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(some, (chosen) => {
        const known = new KnownLines();
        for (const text of [...chosen, ...chosen]) {
          expect(known.read(text)).toEqual(readReportLine(text));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('that were just read are not read again, be they of a report or not', () => {
    const known = new KnownLines();
    const frame = ' foo+0x1/0x2 [bar]';
    expect(known.read(frame)).not.toBeNull();
    expect(known.read(frame)).toBe(known.read(` ${frame}`.slice(1)));
    expect(known.read('no line of a report')).toBeNull();
    expect(known.read('no line of a report')).toBeNull();
  });
});

describe('words', () => {
  let known: KnownWords<number>;
  beforeEach(() => {
    known = new KnownWords();
  });

  test('are known by what they say, not by which string says it', () => {
    known.set('abc', 1);
    expect(known.get(['a', 'b', 'c'].join(''))).toBe(1);
    expect(known.get('abd')).toBeUndefined();
    expect(known.get('')).toBeUndefined();
    known.set('', 2);
    expect(known.get('')).toBe(2);
  });

  test('take the place of others, and are never taken for them', () => {
    // Far more than there are places: each is remembered, or not at all.
    const words = Array.from({ length: 5000 }, (_, index) => `task ${index} of ${index * 7}`);
    for (const [index, each] of words.entries()) known.set(each, index);
    const remembered = words.filter((each) => known.get(each) !== undefined);
    for (const each of remembered) expect(words[known.get(each)!]).toBe(each);
    expect(remembered.length).toBeGreaterThan(200);
    expect(remembered.length).toBeLessThan(words.length);
  });

  test('that differ in one character only are told apart', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: longestKnown }),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1 }),
        (words, place, character) => {
          const at = place % words.length;
          const other = words.slice(0, at) + character + words.slice(at + 1);
          const memory = new KnownWords<string>();
          memory.set(words, words);
          memory.set(other, other);
          for (const each of [words, other]) {
            const made = memory.get(each);
            if (made !== undefined) expect(made).toBe(each);
          }
          expect(memory.get(other)).toBe(other);
        },
      ),
    );
  });

  test('that are long are not kept: they would keep much of a text in memory', () => {
    const [longest, longer] = ['x'.repeat(longestKnown), 'x'.repeat(longestKnown + 1)];
    known.set(longest, 1);
    known.set(longer, 2);
    expect(known.get(longest)).toBe(1);
    expect(known.get(longer)).toBeUndefined();
  });
});
