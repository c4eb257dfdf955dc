// A log that comes in chunks, too long to be held, reads like the same log in one piece: wherever the
// chunks end, wherever the segments do.

import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { KernelLogStream } from '../../src/klog/stream-kernel-log.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import type { KernelLog } from '../../src/model/kernel-log.ts';

const samples = await readSamples(join(import.meta.dirname, '../../content/samples'));
const texts = samples.map(({ text }) => text);

function streamed(text: string, chunkLength: number, segmentLength: number): KernelLog {
  const stream = new KernelLogStream('log', { wholeLength: 0, segmentLength });
  for (let at = 0; at < text.length; at += chunkLength) {
    stream.feed(text.slice(at, at + chunkLength));
  }
  return stream.finish();
}

const told = ({
  events,
  eventsLeftOut,
  machine,
  primary,
  lineCount,
  byteCount,
  ...log
}: KernelLog) => ({
  events,
  eventsLeftOut,
  machine,
  primary,
  lineCount,
  byteCount,
  isBlank: log.isBlank,
  fromKernel: log.fromKernel,
});

describe('a stream', () => {
  test('tells what the whole text tells, and holds the lines of its events', () => {
    const log = fc.array(fc.constantFrom(...texts, 'ünïcode 🧨\n', '\n\n'), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        log,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 20_000 }),
        (parts, lineEnd, chunkLength, segmentLength) => {
          const text = parts.join('').replaceAll('\n', lineEnd);
          const whole = readKernelLog(text);
          const stream = streamed(text, chunkLength, segmentLength);
          expect(told(stream)).toEqual(told(whole));
          for (const { lines, facts } of whole.events) {
            for (const line of [lines[0], ...facts.map(({ at }) => at.line)]) {
              expect(stream.raw(line)).toBe(whole.raw(line)?.slice(0, 4096));
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('nothing and blanks are what they are', () => {
    expect(streamed('', 10, 10)).toMatchObject({ lineCount: 0, byteCount: 0, isBlank: true });
    expect(streamed(' \n\t\n', 1, 1)).toMatchObject({ lineCount: 2, byteCount: 4, isBlank: true });
    expect(streamed('soup', 1, 1)).toMatchObject({ lineCount: 1, isBlank: false });
  });

  test('a line that does not end costs no more than its beginning, and its bytes are counted', () => {
    const text = `first\n${'x'.repeat(3_000_000)}\nKernel panic - not syncing: late\n`;
    const log = streamed(text, 64_000, 100_000);
    expect(log).toMatchObject({ lineCount: 3, byteCount: text.length });
    expect(log.events.map(({ panic, lines }) => [panic, lines[0]])).toEqual([['late', 3]]);
  });

  test('a flood of failures is counted, and what is told of it is bounded', () => {
    const flood = (text: string) =>
      Array.from({ length: 30_000 }, (_, at) => text.replace('%', String(at))).join('');
    const warnings = streamed(
      flood('WARNING: CPU: 0 PID: 1 at kernel/a.c:% f+0x1/0x2\n'),
      65_536,
      262_144,
    );
    expect(warnings.events.length + warnings.eventsLeftOut).toBe(30_000);
    expect(warnings.events.length).toBe(2000);
    const errors = streamed(flood('I/O error, dev sd%, sector 8 op 0x0:(READ)\n'), 65_536, 262_144);
    expect(errors.events.length).toBe(2000);
    expect(errors.raw(1)).toContain('I/O error');
  });
});
