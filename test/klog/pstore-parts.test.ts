// A crash that pstore kept in parts, newest first: read in the order in which the kernel spoke, with
// every place in the text as it was pasted.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { readSamples } from '../../src/library/read-samples.ts';

const samples = await readSamples(join(import.meta.dirname, '../../content/samples'));
const { text } = samples.find(({ file }) => file.endsWith('null-pointer-panic-on-oops.log'))!;
const lines = text.split('\n').filter((line) => /^\[ *\d/.test(line));

/** As `cat /sys/fs/pstore/dmesg-*` prints a log that was kept in parts of so many lines. */
function asParts(partLines: number, dump = 'Panic#1'): string {
  const parts: string[][] = [];
  for (let end = lines.length; end > 0; end -= partLines) {
    parts.push(lines.slice(Math.max(0, end - partLines), end));
  }
  return parts
    .map((part, index) =>
      [`${dump} Part${index + 1}`, ...part.map((line) => `<4>${line}`)].join('\n'),
    )
    .join('\n');
}

const whole = readKernelLog(lines.join('\n'));
const expected = whole.events[whole.primary!]!;

test.each([11, 17, 30, 1000])('parts of %i lines', (partLines) => {
  const pasted = asParts(partLines);
  const log = readKernelLog(pasted);
  const event = log.events[log.primary!]!;
  expect(event).toMatchObject({
    kind: expected.kind,
    title: expected.title,
    cpu: expected.cpu,
    pid: expected.pid,
    comm: expected.comm,
    taint: expected.taint,
    function: expected.function,
    panic: expected.panic,
  });
  expect(event.frames.map((frame) => frame.function)).toEqual(
    expected.frames.map((frame) => frame.function),
  );
  const rows = pasted.split('\n');
  for (const { name, value, at } of event.facts) {
    const there = rows[at.line - 1]!.slice(at.start - 1, at.end - 1);
    expect(there).toContain(name === 'taint' ? 'Tainted: ' : value);
  }
  expect(log.line(event.facts[0]!.at.line).text).toContain(event.facts[0]!.value);
  expect(log.framing).toContain('pstore');
});

test('two dumps stay two, in the order in which they were pasted', () => {
  const other = lines.map((line) => line.replaceAll('insmod', 'rmmod'));
  const pasted = `${asParts(20, 'Oops#1')}\n${asParts(20, 'Panic#2').replaceAll('insmod', 'rmmod')}`;
  expect(other).not.toEqual(lines);
  const comms = readKernelLog(pasted).events.map(({ comm }) => comm);
  expect(comms).toEqual(['insmod', 'rmmod']);
});

test('parts that are in order already are left alone', () => {
  const inOrder = ['Panic#1 Part2', ...lines.slice(0, 40), 'Panic#1 Part1', ...lines.slice(40)];
  const log = readKernelLog(inOrder.join('\n'));
  expect(log.events[log.primary!]).toMatchObject({ kind: expected.kind, pid: expected.pid });
});
