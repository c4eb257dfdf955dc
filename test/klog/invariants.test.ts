// What must hold for any text whatever: the reader never throws, its spans lie inside the text and
// hold what they say, framing changes no fact, and cutting a log never invents a failure.

import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import type { KernelEvent, KernelLog } from '../../src/model/kernel-log.ts';

const samples = await readSamples(join(import.meta.dirname, '../../content/samples'));
/** Lines that mean something to the reader, to be strung together in ways no kernel would. */
const lines = samples.flatMap(({ text }) => text.split('\n')).filter((_, index) => index % 7 === 0);

function checkSpans(text: string, log: KernelLog): void {
  const rows = text.split('\n');
  for (const event of log.events) {
    expect(event.lines[0]).toBeGreaterThanOrEqual(1);
    expect(event.lines[1]).toBeGreaterThanOrEqual(event.lines[0]);
    expect(event.lines[1]).toBeLessThanOrEqual(log.lineCount);
    for (const { at, name, value } of event.facts) {
      const row = rows[at.line - 1]!;
      expect(at.end).toBeLessThanOrEqual(row.length + 1);
      // A fact may be a part of its place (`foo` of `foo+0x1/0x2`) or its letters (`EO` of `Tainted: G  OE`).
      const there = row.slice(at.start - 1, at.end - 1);
      if (name === 'taint') expect(there).toContain('Tainted: ');
      else expect(there).toContain(value);
    }
  }
  if (log.primary !== null) expect(log.events[log.primary]).toBeDefined();
}

const facts = (event: KernelEvent) => ({
  kind: event.kind,
  title: event.title,
  cpu: event.cpu,
  pid: event.pid,
  comm: event.comm,
  taint: event.taint,
  function: event.function,
  module: event.module,
  guilty: event.guilty,
});

describe('for any text', () => {
  test('never throws, and spans hold what they say: arbitrary characters', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000, unit: 'binary' }), (text) => {
        readKernelLog(text);
      }),
      { numRuns: 300 },
    );
  });

  test('never throws, and spans hold what they say: kernel lines in any order', () => {
    const mixed = fc
      .array(
        fc.oneof(
          { weight: 5, arbitrary: fc.constantFrom(...lines) },
          { weight: 1, arbitrary: fc.string() },
        ),
        {
          maxLength: 60,
        },
      )
      .map((chosen) => chosen.join('\n'));
    fc.assert(
      fc.property(mixed, (text) => {
        checkSpans(text, readKernelLog(text));
      }),
      { numRuns: 500 },
    );
  });

  test.each(samples)('spans of $file', ({ text }) => {
    checkSpans(text, readKernelLog(text));
  });
});

/** The same words as other programs hand them on. */
const framings: [name: string, frame: (line: string) => string][] = [
  ['carriage returns', (line) => `${line}\r`],
  ['syslog', (line) => `Nov  3 10:11:12 db-7 kernel: ${line}`],
  ['journal with ISO time', (line) => `2026-11-03T10:11:12.345678+0100 db-7 kernel: ${line}`],
  ['levels', (line) => `<4>${line}`],
  ['caller ids', (line) => line.replace(/^(\[ *\d+\.\d+\]) /, '$1[ T4242] ')],
  ['no time stamps', (line) => line.replace(/^\[ *\d+\.\d+\] /, '')],
  ['colours', (line) => `\u001b[1;31m${line}\u001b[0m`],
  ['a console server', (line) => `[2026-11-03T10:11:12Z] ${line}`],
];

describe('framing changes no fact', () => {
  const failing = samples.filter(({ kind, nearMiss }) => kind !== 'none' && nearMiss === null);
  test.each(framings)('%s', (_name, frame) => {
    for (const { file, text } of failing) {
      // Lines without a kernel time are another program's, which a log daemon would not pass as the kernel's.
      const kernelLines = text.split('\n').filter((line) => /^\[ *\d+\.\d+\] /.test(line));
      const plain = readKernelLog(kernelLines.join('\n'));
      const framed = readKernelLog(kernelLines.map(frame).join('\n'));
      expect(framed.events.map(facts), file).toEqual(plain.events.map(facts));
    }
  });
});

describe('a cut log', () => {
  test('cutting a healthy boot at any line invents no failure', () => {
    for (const { text } of samples.filter(({ kind }) => kind === 'none')) {
      const rows = text.split('\n');
      for (let at = 0; at < rows.length; at += 11) {
        for (const part of [rows.slice(0, at), rows.slice(at)]) {
          const log = readKernelLog(part.join('\n'));
          expect(log.events.filter(({ severity }) => severity !== 'notice')).toEqual([]);
        }
      }
    }
  });

  test('cutting the end keeps every kind that remains among those of the whole', () => {
    for (const { file, text } of samples) {
      const whole = new Set(readKernelLog(text).events.map(({ kind }) => kind));
      // A report's more specific header may be cut off: the general one remains, as a failure all the same.
      const general = [
        'bug-on',
        'warn',
        'page-fault',
        'null-pointer-dereference',
        'panic-other',
        'oom-kill',
        'gpf',
      ];
      const rows = text.split('\n');
      for (let at = 1; at < rows.length; at += 5) {
        for (const { kind } of readKernelLog(rows.slice(0, at).join('\n')).events) {
          expect(whole.has(kind) || general.includes(kind), `${file} cut at ${at}: ${kind}`).toBe(
            true,
          );
        }
      }
    }
  });
});
