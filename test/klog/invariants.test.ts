// What must hold for any text whatever: the reader never throws, its spans lie inside the text and
// hold what they say, and cutting a log never invents a failure. Framing: framings.test.ts.

import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { terminalEscapes } from '../../src/klog/unframe.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import type { KernelEvent, KernelLog } from '../../src/model/kernel-log.ts';
import { expectSpans } from './spans.ts';

const samples = await readSamples(join(import.meta.dirname, '../../content/samples'));
/** Lines that mean something to the reader, to be strung together in ways no kernel would. */
const lines = samples.flatMap(({ text }) => text.split('\n')).filter((_, index) => index % 7 === 0);

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
        expectSpans(text, readKernelLog(text));
      }),
      { numRuns: 500 },
    );
  });

  test('spans of a value that goes on in the next row lie in the row where it begins', () => {
    const full =
      '[    8.916946] sd 0:0:0:0: [sda] tag#150 Add. Sense: I/O process terminated\n!!!\n';
    const text = `${full}${full}[    8.917734] I/O error, dev sda, sector 4064 op 0x0:(READ)`;
    const log = readKernelLog(text);
    expectSpans(text, log);
    const sense = log.events[0]!.facts.find(({ name }) => name === 'additional-sense')!;
    expect(sense.value).toBe('I/O process terminated!!!');
    expect(text.slice(sense.at.start - 1, sense.at.end - 1)).toBe('I/O process terminated');
  });

  test.each(samples)('spans of $file', ({ text }) => {
    expectSpans(text, readKernelLog(text));
  });
});

describe('places point at the pasted words', () => {
  /** As `dmesg --color=always` paints a line: stamp, subsystem and message in colours of their own. */
  const paint = (line: string) =>
    line.replace(
      /^(\[ *\d+\.\d+\] )([^:]{1,30}: )?(.*)$/,
      (_, stamp, part = '', words) =>
        `\u001b[32m${stamp}\u001b[0m\u001b[33m${part}\u001b[0m\u001b[1m${words}\u001b[0m`,
    );

  test('in a coloured log they hold what they hold in a plain one', () => {
    for (const { file, text } of samples) {
      const rows = text.split('\n');
      const painted = rows.map(paint);
      const places = (log: KernelLog, of: string[]) =>
        log.events.flatMap(({ facts }) =>
          facts.map(({ name, at }) => [
            name,
            of[at.line - 1]!.slice(at.start - 1, at.end - 1).replace(terminalEscapes, ''),
          ]),
        );
      const plain = places(readKernelLog(text), rows);
      expect(places(readKernelLog(painted.join('\n')), painted), file).toEqual(plain);
    }
  });
});

describe('the lines of an event', () => {
  test('are enough to find it again', () => {
    for (const { file, text } of samples) {
      const rows = text.split('\n');
      for (const event of readKernelLog(text).events) {
        const own = rows.slice(event.lines[0] - 1, event.lines[1]).join('\n');
        const names = readKernelLog(own).events.map(nameOf);
        expect(names, `${file}, lines ${event.lines.join('–')}`).toContainEqual(nameOf(event));
      }
    }
  });
});

/** Who failed where. Taint may be known from another report of the same boot, so it is left out. */
const nameOf = ({
  kind,
  title,
  cpu,
  pid,
  comm,
  function: where,
  guilty,
  module,
  device,
}: KernelEvent) => ({
  kind,
  title,
  cpu,
  pid,
  comm,
  where,
  guilty,
  module,
  device,
});

describe('a cut log', () => {
  test('has no failure that the whole has not, wherever it is cut', () => {
    const isFailure = ({ severity }: KernelEvent) => severity !== 'notice';
    const cut = fc.record({
      sample: fc.constantFrom(...samples),
      from: fc.double({ min: 0, max: 1, noNaN: true }),
      to: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(cut, ({ sample, from, to }) => {
        const rows = sample.text.split('\n');
        const [first, last] = [from, to]
          .map((place) => Math.floor(place * rows.length))
          .sort((a, b) => a - b) as [number, number];
        const part = readKernelLog(rows.slice(first, last).join('\n'));
        const known = readKernelLog(sample.text).events.filter(isFailure);
        for (const { kind, lines } of part.events.filter(isFailure)) {
          const isKnown = known.some(
            (event) => event.lines[0] <= lines[1] + first && event.lines[1] >= lines[0] + first,
          );
          expect(isKnown, `${sample.file}, ${first}–${last}: ${kind} at ${lines[0] + first}`).toBe(
            true,
          );
        }
      }),
      { numRuns: 600 },
    );
  });

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

test('of a line no more than 4,096 characters are read: what stands behind costs no time', () => {
  const fault = 'BUG: kernel NULL pointer dereference, address: 0000000000000040';
  const filled = (length: number) =>
    readKernelLog(`[    1.000000] ${'x '.repeat(length)}${fault}\n`);
  expect(filled(0).events).toHaveLength(1);
  const log = filled(500_000);
  expect(log.line(1).text.length).toBeLessThanOrEqual(4_096);
  expect(log.events).toEqual([]);
});
