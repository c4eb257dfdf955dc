// The same words as other programs hand them on: framing changes no fact, alone or mixed in one paste.

import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { isWritten, readSamples } from '../../src/library/read-samples.ts';
import type { KernelEvent } from '../../src/model/kernel-log.ts';
import { lineFramings } from './framings.ts';
import { expectSpans } from './spans.ts';

const samples = await readSamples(join(import.meta.dirname, '../../content/samples'));

/**
 * Whole consoles: a few lines that were written after a format lack what a frame is known by. Lines
 * without a kernel time are another program's, which a log daemon would not pass as the kernel's.
 */
const failing = samples
  .filter((sample) => sample.kind !== 'none' && sample.nearMiss === null && !isWritten(sample))
  .map(({ file, text }) => ({
    file,
    lines: text.split('\n').filter((line) => /^\[ *\d+\.\d+\] /.test(line)),
  }));

const factsOf = (event: KernelEvent) => ({
  kind: event.kind,
  title: event.title,
  lines: event.lines,
  cpu: event.cpu,
  pid: event.pid,
  comm: event.comm,
  taint: event.taint,
  function: event.function,
  module: event.module,
  guilty: event.guilty,
  device: event.device,
  panic: event.panic,
  frames: event.frames.map((frame) => frame.function),
  facts: event.facts.map(({ name, value, at }) => `${name}=${value} in line ${at.line}`),
});

describe('framing changes no fact', () => {
  test.each(lineFramings)('$name', ({ frame, dropsTime }) => {
    for (const { file, lines } of failing) {
      const plain = readKernelLog(lines.join('\n'));
      const text = lines.map(frame).join('\n');
      const framed = readKernelLog(text);
      expect(framed.events.map(factsOf), file).toEqual(plain.events.map(factsOf));
      if (!dropsTime) {
        expect(framed.events.map(({ time }) => time)).toEqual(plain.events.map(({ time }) => time));
      }
      expectSpans(text, framed);
    }
  });
});

test('each stretch of a paste may come from another program', () => {
  // A caller id on some lines of a report and none on others would be two speakers.
  const mixable = lineFramings.filter(
    ({ frame }) => !/caller|T4242|C1/.test(frame('[    1.000000] x')),
  );
  const stretches = fc.array(
    fc.record({ length: fc.integer({ min: 1, max: 30 }), framing: fc.constantFrom(...mixable) }),
    { minLength: 5, maxLength: 20 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...failing), stretches, ({ file, lines }, order) => {
      const framed: string[] = [];
      for (let i = 0; framed.length < lines.length; i++) {
        const { length, framing } = order[i % order.length]!;
        framed.push(...lines.slice(framed.length, framed.length + length).map(framing.frame));
      }
      const text = framed.join('\n');
      const read = readKernelLog(text);
      expect(read.events.map(factsOf), file).toEqual(
        readKernelLog(lines.join('\n')).events.map(factsOf),
      );
      expectSpans(text, read);
    }),
    { numRuns: 150 },
  );
});
