// Lines that a screen cut at its edge or a mail program broke between words read as if they were whole,
// with each fact at the place where it begins in the paste; lines that nobody broke stay apart.

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printedText } from '../../src/klog/printed-text.ts';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { isWritten, readSamples } from '../../src/library/read-samples.ts';
import type { KernelEvent, KernelLog } from '../../src/model/kernel-log.ts';

const samples = await readSamples(join(import.meta.dirname, '../../content/samples'));

const stamped = /^\[ *\d+\.\d+\] /;
/** Whole consoles: a few lines that were written after a format lack what a wrap is known by. */
const failing = samples
  .filter((sample) => sample.kind !== 'none' && sample.nearMiss === null && !isWritten(sample))
  .map(({ file, text }) => ({
    file,
    lines: text.split('\n').filter((line) => stamped.test(line)),
  }));

/** A screen so many columns wide, as its text is copied: without the blanks at the end of a row. */
function onScreen(line: string, width: number): string[] {
  const rows: string[] = [];
  for (let at = 0; at < line.length; at += width) rows.push(line.slice(at, at + width).trimEnd());
  return rows.length > 0 ? rows : [''];
}

/** A mail program that breaks lines before the word that does not fit. */
function inMail(line: string, width: number, quote: string): string[] {
  const rows: string[] = [];
  let row = quote;
  let isEmpty = true;
  for (const word of line.split(/(?<=\S)(?= +\S)/)) {
    if (!isEmpty && row.length + word.length > width) {
      rows.push(row);
      row = quote + word.trimStart();
    } else row += word;
    isEmpty = false;
  }
  rows.push(row);
  return rows;
}

/** A mail program keeps one of several blanks at a break. */
const oneBlank = (words: string | null) => words?.replace(/ {2,}/g, ' ') ?? null;

const factsOf = (event: KernelEvent) => ({
  kind: event.kind,
  title: oneBlank(event.title),
  cpu: event.cpu,
  pid: event.pid,
  comm: event.comm,
  taint: event.taint,
  function: event.function,
  module: event.module,
  guilty: event.guilty,
  device: event.device,
  panic: oneBlank(event.panic),
  hardware: oneBlank(event.hardware),
  kernel: event.kernel,
  modules: event.modules,
  frames: event.frames.map((frame) => frame.function),
  facts: event.facts.map(({ name, value }) => `${name}=${oneBlank(value)}`),
});

/** Each fact stands where its place begins; what a break cut off may be missing there. */
function expectPlaces(rows: string[], log: KernelLog, whole: string[], plain: KernelLog): void {
  log.events.forEach((event, index) => {
    expect(event.lines[1]).toBeLessThanOrEqual(rows.length);
    event.facts.forEach(({ name, at }, fact) => {
      const there = rows[at.line - 1]!.slice(at.start - 1, at.end - 1).replaceAll('\u001b[0m', '');
      const unbroken = plain.events[index]!.facts[fact]!.at;
      const words = whole[unbroken.line - 1]!.slice(unbroken.start - 1, unbroken.end - 1);
      expect(there.length, name).toBeGreaterThan(0);
      expect(oneBlank(words), name).toContain(oneBlank(there));
    });
    for (const frame of event.frames) {
      // The place may stand behind the break.
      expect(rows.slice(frame.line - 1, frame.line + 1).join(' ')).toContain(
        frame.function.slice(0, 6),
      );
    }
  });
}

const wraps: [name: string, wrap: (line: string) => string[]][] = [
  ...[80, 100, 132].map((width): [string, (line: string) => string[]] => [
    `a screen of ${width} columns`,
    (line) => onScreen(line, width),
  ]),
  ['a padded screen', (line) => onScreen(line, 80).map((row) => row.padEnd(80))],
  ['a coloured screen', (line) => onScreen(line, 80).map((row) => `\u001b[1m${row}\u001b[0m`)],
  ...[72, 76, 78].map((width): [string, (line: string) => string[]] => [
    `a mail of ${width} columns`,
    (line) => inMail(line, width, ''),
  ]),
  ['a quoted mail', (line) => inMail(line, 76, '> ')],
  ['a mail quoted twice', (line) => inMail(line, 78, '>> ')],
];

const froms: [name: string, frame: (line: string) => string][] = [
  ['dmesg', (line) => line],
  ['journalctl', (line) => line.replace(stamped, 'Nov 03 10:11:12 db-7 kernel: ')],
  ['dmesg -T', (line) => line.replace(stamped, '[Tue Nov  3 10:11:12 2026] ')],
  ['dmesg -t', (line) => line.replace(stamped, '')],
];

describe.each(froms)('%s', (_from, frame) => {
  test.each(wraps)('on %s', (_name, wrap) => {
    for (const { file, lines } of failing) {
      const framed = lines.map(frame);
      const wrapped = framed.map(wrap);
      const rows = wrapped.flat();
      // One cut at an unusual width could be anything.
      if (wrapped.filter(({ length }) => length > 1).length < 2) continue;
      const read = readKernelLog(rows.join('\n'));
      const plain = readKernelLog(framed.join('\n'));
      expect(read.events.map(factsOf), file).toEqual(plain.events.map(factsOf));
      expectPlaces(rows, read, framed, plain);
    }
  });
});

/** Some mail programs leave lines of up to 78 columns whole, and break longer ones at 72. */
const framedFroms = froms.filter(([name]) => name !== 'dmesg -t');
test.each(framedFroms)('%s in a mail that breaks only what is too long', (_from, frame) => {
  for (const { file, lines } of failing) {
    const framed = lines.map(frame);
    const wrapped = framed.map((line) => (line.length <= 78 ? [line] : inMail(line, 72, '')));
    if (wrapped.filter(({ length }) => length > 1).length < 2) continue;
    const read = readKernelLog(wrapped.flat().join('\n'));
    expect(read.events.map(factsOf), file).toEqual(
      readKernelLog(framed.join('\n')).events.map(factsOf),
    );
  }
});

test('blanks that a web page changed are blanks', () => {
  for (const { file, lines } of failing) {
    const pasted = lines.join('\n').replaceAll('  ', '\u00a0 ');
    const plain = readKernelLog(lines.join('\n'));
    expect(readKernelLog(pasted).events.map(factsOf), file).toEqual(plain.events.map(factsOf));
  }
});

test('a log without frames reads the same where a person indented it', () => {
  const report = [
    'BUG: kernel NULL pointer dereference, address: 0000000000000040',
    'Oops: 0000 [#1] PREEMPT SMP NOPTI',
    'CPU: 1 PID: 92 Comm: insmod Tainted: G           OE      6.1.0-18-amd64 #1',
    'RIP: 0010:demo_open+0x12/0x34 [demo]',
    'Call Trace:',
    ' <TASK>',
    ' demo_init+0x17/0x2000 [demo]',
    '---[ end trace 0000000000000000 ]---',
  ];
  const plain = readKernelLog(report.join('\n'));
  for (const indent of ['    ', '\t', '> \t'])
    expect(
      readKernelLog(report.map((line) => indent + line).join('\n')).events.map(factsOf),
    ).toEqual(plain.events.map(factsOf));
});

test.each(samples)('nobody wrapped $file', ({ text }) => {
  expect(printedText(text)).toBeNull();
});
