// How speed, time to compile and memory change as signatures become more: healthy logs, beside ripgrep
// with the same literals, and beside one JavaScript expression of them all.

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compileSought, reportLiterals } from '../../src/klog/log-pass.ts';
import { compileSignatures } from '../../src/match/match-signatures.ts';
import type { Knowledge, KnownSignature } from '../../src/model/knowledge.ts';
import { escapePattern } from '../escape-pattern.ts';
import { type LinePlot, linePlot } from './chart.ts';
import { median, processorOf, type Row, table, timedInTurns } from './measure.ts';
import { mix, writeMix } from './mixes.ts';
import { markdownTable, type Part } from './part.ts';
import { versionOf } from './programs.ts';
import { syntheticSignatures } from './synthetic-signatures.ts';
import { countLines, linesOf, literalsOf, searchFor, triageFile } from './triage-speed.ts';

/** Of the log, for the expression: with many words it is slow. */
const expressionMegabytes = 2;

export interface RulesSpeedInput {
  knowledge: Knowledge;
  /** A healthy boot. */
  boot: string;
  counts: readonly number[];
  megabytes: number;
  runs: number;
  scratch: string;
}

interface Measured {
  count: number;
  /** Megabytes a second of the processor; null: not installed, or refused. */
  ours: number;
  ripgrep: number | null;
  alternation: number | null;
  /** Milliseconds, and megabytes that stay. */
  compile: number;
  memory: number;
}

export async function rulesSpeed(input: RulesSpeedInput): Promise<Part> {
  const { knowledge, boot, megabytes, scratch } = input;
  const ripgrep = versionOf('rg');
  const file = join(scratch, 'rules.log');
  const source = { boot, failure: '', failures: [] };
  await writeMix(file, mix('clean', megabytes * 1e6, source));
  const few = linesOf(await readFile(file, 'utf8'), Math.min(expressionMegabytes, megabytes));
  // No signature's words may stand in it: each kind of line of the log, once or more.
  const quiet = [...mix('clean', 100_000, source)].join('');
  const all = syntheticSignatures(knowledge.signatures, Math.max(...input.counts), quiet);
  const measured: Measured[] = [];
  for (const count of input.counts) {
    console.error(`  ${count} signatures …`);
    const signatures = all.slice(0, count);
    measured.push(await measure({ ...knowledge, signatures }, file, few, ripgrep !== null, input));
  }
  await rm(file);
  return {
    summary: table(ratiosOf(measured)),
    plots: plotsOf(measured),
    detail: [
      `A healthy log of ${megabytes} MB from a file to its answer; the JavaScript expression had the first ${expressionMegabytes} MB of it. Signatures are made of our own by changing words, one format each. MB a second of processor time, medians. Each looks for ${reportLiterals.length} words of the reader as well.`,
      '',
      tableOf(measured),
      ...(ripgrep === null ? ['\nNot installed: `rg`.'] : []),
    ].join('\n'),
    peers: ripgrep === null ? [] : [ripgrep],
  };
}

async function measure(
  knowledge: Knowledge,
  file: string,
  few: readonly string[],
  withRipgrep: boolean,
  { megabytes, runs, scratch }: RulesSpeedInput,
): Promise<Measured> {
  const { signatures } = knowledge;
  const memory = heldBy(() => compiled(signatures));
  const literals = literalsOf(knowledge);
  const patterns = join(scratch, 'rules.txt');
  await writeFile(patterns, `${literals.join('\n')}\n`);
  const expression = new RegExp(literals.map(escapePattern).join('|'));
  const works = {
    ours: () => triageFile(file, knowledge),
    alternation: () => countLines(few, (line) => expression.test(line)),
    compile: () => compiled(signatures),
    ...(withRipgrep ? { ripgrep: () => searchFor('rg', patterns, file) } : {}),
  };
  const times = await timedInTurns(
    works as Record<keyof typeof works | 'ripgrep', () => unknown>,
    runs,
  );
  const speed = (name: keyof typeof times, size: number) =>
    times[name] === undefined ? null : (size * 1000) / median(processorOf(times[name]));
  return {
    count: signatures.length,
    ours: speed('ours', megabytes)!,
    ripgrep: speed('ripgrep', megabytes),
    alternation: speed('alternation', Math.min(expressionMegabytes, megabytes)),
    compile: median(processorOf(times.compile)),
    memory,
  };
}

/** With all tables. */
function compiled(signatures: readonly KnownSignature[]): unknown {
  const set = compileSignatures(signatures);
  return [set, compileSought(set.literals)];
}

/** Megabytes that stay as long as what was made does. */
function heldBy(make: () => unknown): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const bytes = () => {
    // What one collection finds dead may hold on to more that the next one frees.
    for (let i = 0; i < 3; i++) collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = bytes();
  const made = make();
  const held = (bytes() - before) / 1e6;
  if (made === null) throw new Error('Nothing was made.');
  return held;
}

function ratiosOf(measured: readonly Measured[]): Row[] {
  const [first, last] = [measured[0]!, measured.at(-1)!];
  const fewer = first.count.toLocaleString('en');
  const more = last.count.toLocaleString('en');
  const peers = (['ripgrep', 'alternation'] as const).flatMap((peer) => {
    const [few, many] = [first[peer], last[peer]];
    if (few === null || many === null) return [];
    return {
      what: `${more} signatures: triage beside ${peer === 'ripgrep' ? '`rg -F -f`' : 'one JavaScript expression'}`,
      figure: `${ratio(last.ours / many)} as fast`,
      note: `with ${fewer}: ${ratio(first.ours / few)}`,
    };
  });
  const slower = first.ours / last.ours;
  return [
    ...peers,
    {
      what: `triage with ${more} signatures beside ${fewer}`,
      figure: `${slower.toFixed(2)} × the time`,
      note: `${first.ours.toFixed(0)} MB/s, then ${last.ours.toFixed(0)} MB/s`,
    },
  ];
}

const ratio = (value: number) => `${value.toLocaleString('en', { maximumSignificantDigits: 2 })} ×`;

function tableOf(measured: readonly Measured[]): string {
  const speed = (value: number | null) =>
    value === null ? 'not measured' : value.toFixed(value < 10 ? 1 : 0);
  return markdownTable(
    [
      'signatures',
      'Panicroom',
      '`rg -F -f`',
      'one JavaScript expression',
      'to compile them',
      'memory that they hold',
    ],
    measured.map((each) => [
      each.count.toLocaleString('en'),
      speed(each.ours),
      speed(each.ripgrep),
      speed(each.alternation),
      `${each.compile.toFixed(0)} ms`,
      `${each.memory.toFixed(1)} MB`,
    ]),
  );
}

function plotsOf(measured: readonly Measured[]): NonNullable<Part['plots']> {
  const x: LinePlot['x'] = {
    label: 'signatures',
    scale: 'logarithmic',
    ticks: measured.map(({ count }) => count),
  };
  const points = (value: (each: Measured) => number | null) =>
    measured.flatMap((each) => {
      const y = value(each);
      return y === null ? [] : [[each.count, y] as const];
    });
  const speeds = [
    { name: 'Panicroom', points: points(({ ours }) => ours) },
    { name: 'rg -F -f', points: points(({ ripgrep }) => ripgrep) },
    { name: 'one JavaScript expression', points: points(({ alternation }) => alternation) },
  ];
  return [
    {
      file: 'bench-rules.svg',
      svg: linePlot({
        title: 'Speed on a healthy log, by number of signatures',
        x,
        y: { label: 'MB a second of processor time', scale: 'logarithmic' },
        series: speeds.filter((series) => series.points.length > 0),
      }),
      alt: 'Lines: speed of Panicroom, ripgrep and one JavaScript expression as signatures become more',
    },
    {
      file: 'bench-rules-compile.svg',
      svg: linePlot({
        title: 'To compile signatures, and what they hold',
        x,
        y: { label: 'milliseconds, megabytes', scale: 'logarithmic' },
        series: [
          { name: 'processor time to compile (ms)', points: points(({ compile }) => compile) },
          { name: 'memory (MB)', points: points(({ memory }) => Math.max(0.1, memory)) },
        ],
      }),
      alt: 'Lines: time to compile signatures and the memory that they hold, as they become more',
    },
  ];
}
