// A log that comes in chunks, too long to be held, reads like the same log in one piece: wherever the
// chunks end, wherever the segments do.

import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { KernelLogStream } from '../../src/klog/stream-kernel-log.ts';
import { TextChunks } from '../../src/klog/text-chunks.ts';
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

/** The same of bytes, each chunk in the place of the one before. */
function streamedBytes(bytes: Uint8Array, chunkLength: number, segmentLength: number): KernelLog {
  const stream = new KernelLogStream('log', { wholeLength: 0, segmentLength });
  const buffer = new Uint8Array(chunkLength);
  for (let at = 0; at < bytes.length; at += chunkLength) {
    const chunk = bytes.subarray(at, at + chunkLength);
    buffer.set(chunk);
    stream.feed(buffer.subarray(0, chunk.length));
  }
  buffer.fill(0);
  return stream.finish();
}

function decoded(bytes: Uint8Array): string {
  const decoder = new TextChunks();
  return decoder.next(bytes) + decoder.end();
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

  test('of bytes tells what their text tells, however they are encoded', () => {
    const odd = [
      'ünïcode 🧨\n',
      '\n\n',
      '\u001b[33mmd0: \u001b[0m\u001b[31mraid1: Disk failure on sda, disabling device.\u001b[0m\n',
      `${'long '.repeat(2000)}é\n`,
      '\0\0\0[    1.000000] Kernel panic - not syncing: zeros\n',
      '[    1.000000] nvme nvme0: I/O 7 QID 3 timeout, aborting é\r\n',
    ];
    const log = fc.array(fc.constantFrom(...texts, ...odd), { minLength: 1, maxLength: 8 });
    const encoders: ((text: string) => Uint8Array)[] = [
      (text) => Buffer.from(text),
      (text) => Buffer.from(`\ufeff${text}`),
      // Its letters beyond ASCII are no UTF-8.
      (text) => Buffer.from(text, 'latin1'),
      (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    ];
    fc.assert(
      fc.property(
        log,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom(...encoders),
        fc.integer({ min: 1, max: 50_000 }),
        fc.constantFrom(100, 5000, 60_000, 1_000_000),
        (parts, lineEnd, encode, chunkLength, segmentLength) => {
          const bytes = new Uint8Array(encode(parts.join('').replaceAll('\n', lineEnd)));
          const whole = readKernelLog(decoded(bytes));
          const stream = streamedBytes(bytes, chunkLength, segmentLength);
          expect(told(stream)).toEqual({ ...told(whole), byteCount: bytes.length });
          for (const { lines, facts } of whole.events) {
            for (const line of [lines[0], ...facts.map(({ at }) => at.line)]) {
              expect(stream.raw(line)).toBe(whole.raw(line)?.slice(0, 4096));
            }
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  test('of bytes that fit is held, and its text is there', () => {
    const bytes = Buffer.from('\ufeffSüd\nKernel panic - not syncing: held\n');
    const stream = new KernelLogStream('log');
    const buffer = new Uint8Array(7);
    for (let at = 0; at < bytes.length; at += 7) {
      buffer.set(bytes.subarray(at, at + 7));
      stream.feed(buffer.subarray(0, Math.min(7, bytes.length - at)));
    }
    const log = stream.finish();
    expect(stream.text).toBe('Süd\nKernel panic - not syncing: held\n');
    expect(log).toMatchObject({ lineCount: 2, byteCount: bytes.length });
    expect(log.events.map(({ panic }) => panic)).toEqual(['held']);
  });

  test('nothing and blanks are what they are', () => {
    expect(streamed('', 10, 10)).toMatchObject({ lineCount: 0, byteCount: 0, isBlank: true });
    expect(streamed(' \n\t\n', 1, 1)).toMatchObject({ lineCount: 2, byteCount: 4, isBlank: true });
    expect(streamed('soup', 1, 1)).toMatchObject({ lineCount: 1, isBlank: false });
    const bytes = (text: string) => streamedBytes(Buffer.from(text), 7, 100);
    expect(bytes('')).toMatchObject({ lineCount: 0, byteCount: 0, isBlank: true });
    expect(bytes(' \n\t\n')).toMatchObject({ lineCount: 2, byteCount: 4, isBlank: true });
    expect(bytes(`${' \n'.repeat(500)}soup`)).toMatchObject({ lineCount: 501, isBlank: false });
  });

  test('a line that does not end costs no more than its beginning, and its bytes are counted', () => {
    const text = `first\n${'x'.repeat(3_000_000)}\nKernel panic - not syncing: late\n`;
    for (const log of [
      streamed(text, 64_000, 100_000),
      streamedBytes(Buffer.from(text), 64_000, 100_000),
    ]) {
      expect(log).toMatchObject({ lineCount: 3, byteCount: text.length });
      expect(log.events.map(({ panic, lines }) => [panic, lines[0]])).toEqual([['late', 3]]);
    }
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
