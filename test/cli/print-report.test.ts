// The answer on a terminal: no sentence is wider than it, none of its words is lost, and what is copied
// from it, commands and lines of the log, is never broken.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { printReport } from '../../src/cli/print-report.ts';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import { triageStream } from '../../src/plan/triage.ts';
import { showText } from '../../src/plan/visible-text.ts';

const content = join(import.meta.dirname, '../../content');
const knowledge = buildKnowledge((await readLibrary(join(content, 'runbooks'))).runbooks);
const samples = await readSamples(join(content, 'samples'));
/** Wide enough that no sentence is broken. */
const boundless = 1_000_000;

const wordsOf = (text: string) => text.split(/\s+/).join(' ');

function read({ file, text }: { file: string; text: string }) {
  const stream = triageStream(file, knowledge);
  stream.feed(text);
  return stream.finish();
}

const answers = samples.map((sample) => ({ file: sample.file, ...read(sample) }));

test.each([40, 80, 132])('at %i columns, for every sample', (columns) => {
  for (const { file, report, log } of answers) {
    const print = (width: number) =>
      printReport(report, log.raw, { colour: false, columns: width, wholePlan: true });
    const whole = print(boundless);
    const shown = print(columns);
    expect(wordsOf(shown), file).toBe(wordsOf(whole));

    const wholeRows = new Set(whole.split('\n'));
    const rows = shown.split('\n');
    const commands = [...report.plan, ...report.collect]
      .flatMap(({ command }) => showText(command).split('\n'))
      .map((line) => `    ${line}`)
      .filter((line) => wholeRows.has(line));
    const copied = new Set(commands);
    expect(rows, file).toEqual(expect.arrayContaining(commands));
    const isOfLog = (row: string) => /^ {2,7}\d{1,6} {2}/.test(row) && wholeRows.has(row);
    /** A single word, or a piece of code: there is no place to break it. */
    const isUnbreakable = (row: string) => row.includes('`') || row.slice(18).split(' ').length < 3;
    const tooWide = rows.filter(
      (row) => row.length > columns && !copied.has(row) && !isOfLog(row) && !isUnbreakable(row),
    );
    expect(tooWide, file).toEqual([]);
  }
});

test('in colour each row says the same', () => {
  const { report, log } = read(samples.find(({ kind }) => kind === 'null-pointer-dereference')!);
  const [plain, painted] = [false, true].map((colour) =>
    printReport(report, log.raw, { colour, columns: 60 }),
  );
  expect(painted).toContain('\u001b[1m');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are what is taken out
  expect(painted!.replace(/\u001b\[[\d;]+m/g, '')).toBe(plain);
});

test('says whose machine a command is for that reboots it', () => {
  const sample = samples.find(({ file }) => file.endsWith('/null-pointer-module.log'))!;
  const text = sample.text.replaceAll(/^/gm, 'Jan  2 03:00:00 db7 kernel: ');
  const { report, log } = read({ file: sample.file, text });
  const shown = printReport(report, log.raw, { colour: false, columns: 100, wholePlan: true });
  expect(shown.split('\n')[0]).toContain('host db7');
  const reboots = report.plan.filter(({ risk }) => risk === 'reboots').length;
  expect(reboots).toBeGreaterThan(0);
  expect(shown.match(/^ {4}only on host db7, from line 1$/gm)).toHaveLength(reboots);
});

test('what one comment says of several commands in a row is said once', () => {
  const text = 'nvme nvme1: I/O 24 QID 0 timeout, reset controller\n';
  const { report, log } = read({ file: 'nvme', text });
  const saves = report.plan.filter(({ phase }) => phase === 'save').map(({ purpose }) => purpose);
  const said = saves.filter((purpose, index) => purpose !== saves[index - 1]);
  expect(saves.length).toBeGreaterThan(said.length);
  const shown = printReport(report, log.raw, {
    colour: false,
    columns: boundless,
    wholePlan: true,
  });
  for (const purpose of new Set(said)) expect(shown.split(`  ${purpose}\n`)).toHaveLength(2);
});

test('escapes, bells and characters that turn the direction are shown, not sent', () => {
  const { file, text } = samples.find(
    ({ text: of }) => /Comm: insmod/.test(of) && /BUG: /.test(of),
  )!;
  const hostile = text
    .replaceAll('Comm: insmod', 'Comm: in\u001b]0;hit\u0007sm\u202eod')
    .replaceAll('BUG: ', 'BUG: \u009b2J\u200b');
  const { report, log } = read({ file: `\u001b[2J${file}`, text: hostile });
  expect(report.events.length).toBeGreaterThan(0);
  const shown = printReport(report, log.raw, { colour: false, columns: 80, wholePlan: true });
  expect(shown).toMatch(/<U\+(?:001B|009B|0007|202E|200B)>/);
  expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
