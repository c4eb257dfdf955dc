// What a line's first letter rules out, no pattern behind it would have accepted: a letter that was forgotten
// would make the reader blind to its lines, silently.

import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { beginsWithOneOf } from '../../src/klog/first-letters.ts';
import { makeSegment } from '../../src/klog/log-segment.ts';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { readReportLine } from '../../src/klog/report-line.ts';
import { readSamples } from '../../src/library/read-samples.ts';

const samples = await readSamples(join(import.meta.dirname, '../../content/samples'));

describe('whether a text begins with one of some letters', () => {
  const cases: [letters: string, text: string, answer: boolean][] = [
    ['RE', 'RIP: 0010:foo', true],
    ['RE', 'EIP: 0060:foo', true],
    ['RE', 'XRIP', false],
    ['RE', 'rip', false],
    ['RE', '', false],
    ['', 'R', false],
    ['>&0', '> quoted', true],
    ['>&0', '0', true],
    // Behind ASCII there is nothing, whatever its code is modulo the table's length.
    ['A', '\u00c1', false],
    ['A', '\u0141', false],
    ['A', '\ud83d\udca5', false],
    ['\u007f', '\u007f', true],
    ['\u0000', '\u0000', true],
    ['\u0000', '', false],
  ];
  test.each(cases)('of %j: %j is %s', (letters, text, answer) => {
    expect(beginsWithOneOf(letters)(text)).toBe(answer);
  });

  test('each of them, and no other character', () => {
    const asks = beginsWithOneOf('AFkafrULISNTCBP');
    const accepted = Array.from({ length: 0x300 }, (_, code) => String.fromCharCode(code)).filter(
      (character) => asks(`${character}rest`),
    );
    expect(accepted.join('')).toBe('ABCFILNPSTUafkr');
  });
});

describe('a reader that asks for no letter', async () => {
  vi.resetModules();
  vi.doMock('../../src/klog/first-letters.ts', () => ({ beginsWithOneOf: () => () => true }));
  const slow = {
    ...(await import('../../src/klog/read-kernel-log.ts')),
    ...(await import('../../src/klog/report-line.ts')),
  };
  afterAll(() => {
    vi.doUnmock('../../src/klog/first-letters.ts');
    vi.resetModules();
  });

  test('is another one', () => {
    expect(slow.readReportLine).not.toBe(readReportLine);
  });

  test('reads each line of the samples the same', () => {
    for (const { text } of samples) {
      const segment = makeSegment(text);
      for (let number = 1; number <= segment.count; number++) {
        const { text: words } = segment.line(number);
        expect(slow.readReportLine(words), words).toEqual(readReportLine(words));
      }
    }
  });

  test('reads each sample the same', () => {
    for (const { text, file } of samples) {
      const { line, raw, ...read } = readKernelLog(text);
      const { line: otherLine, raw: otherRaw, ...other } = slow.readKernelLog(text);
      expect(other, file).toEqual(read);
    }
  });
});
