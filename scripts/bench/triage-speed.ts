// How fast a log goes by: the whole way from a file to its answer, beside ripgrep, grep and JavaScript's
// regular expressions looking for the same literals in the same log, in turns; for logs in which
// nothing broke, one thing did, and nothing but failures stands.

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readInputs } from '../../src/cli/read-input.ts';
import { reportLiterals } from '../../src/klog/log-pass.ts';
import { compileSignatures } from '../../src/match/match-signatures.ts';
import type { Knowledge } from '../../src/model/knowledge.ts';
import { triageStream } from '../../src/plan/triage.ts';
import { escapePattern } from '../escape-pattern.ts';
import { barPlot } from './chart.ts';
import {
  clockOf,
  median,
  processorOf,
  type Row,
  runProgram,
  spread,
  type Time,
  table,
  timedInTurns,
} from './measure.ts';
import { type MixName, type MixSource, mix, mixNames, writeMix } from './mixes.ts';
import { markdownTable, type Part } from './part.ts';
import { versionOf } from './programs.ts';

/** Characters that a file is read in, as the CLI reads it. */
const chunkLength = 1024 * 1024;
/** Of the log, for what is too slow for all of it. */
const loopMegabytes = 1;
/** Megabytes a second of one processor. */
const targetSpeed = 150;
const targetShareOfRipgrep = 0.5;

export interface TriageSpeedInput {
  knowledge: Knowledge;
  source: MixSource;
  megabytes: number;
  runs: number;
  /** Folder for what must stand in files. */
  scratch: string;
}

/** What takes part, ourselves first. */
const names = {
  file: 'Panicroom, from a file to the answer',
  memory: 'Panicroom, from memory',
  ripgrep: '`rg -F -f`',
  grep: '`grep -F -f`',
  alternation: 'one JavaScript expression, a line at a time',
  loop: 'a loop of JavaScript expressions',
};
type Name = keyof typeof names;
/** What runs the expressions. */
const engine = { alternation: `V8 ${process.versions.v8}`, loop: `V8 ${process.versions.v8}` };
const programs = { ripgrep: 'rg', grep: 'grep' } as const;

export async function triageSpeed(input: TriageSpeedInput): Promise<Part> {
  const { knowledge, megabytes, runs, scratch } = input;
  const literals = literalsOf(knowledge);
  const patterns = join(scratch, 'literals.txt');
  await writeFile(patterns, `${literals.join('\n')}\n`);
  const versions = { ripgrep: versionOf('rg'), grep: versionOf('grep') };
  const measured: Measured[] = [];
  for (const name of mixNames) {
    console.error(`  ${name}, ${megabytes} MB …`);
    const file = join(scratch, 'mix.log');
    await writeMix(file, mix(name, megabytes * 1e6, input.source));
    const works = worksOn(await readFile(file, 'utf8'), file, patterns, literals, knowledge);
    for (const each of ['ripgrep', 'grep'] as const) {
      if (versions[each] === null) delete works[each];
    }
    const times = await timedInTurns(works as Record<Name, () => unknown>, runs);
    measured.push(new Measured(name, megabytes, times));
    await rm(file);
  }
  const missing = (['ripgrep', 'grep'] as const).filter((each) => versions[each] === null);
  return {
    summary: summaryOf(measured, missing),
    plots: [
      {
        file: 'bench-triage.svg',
        svg: plotOf(measured),
        alt: 'Bars: triage beside ripgrep, grep and JavaScript expressions, for three kinds of log',
      },
    ],
    detail: detailOf(measured, literals.length, { ...versions, ...engine }),
    peers: [versions.ripgrep, versions.grep].filter((version) => version !== null),
  };
}

/** What a line must hold to be looked at closely: what the others are given to look for. */
export function literalsOf(knowledge: Knowledge): string[] {
  return [...new Set([...reportLiterals, ...compileSignatures(knowledge.signatures).literals])];
}

/** What each measured piece took for a log of one kind. */
class Measured {
  readonly name: MixName;
  readonly #megabytes: number;
  readonly #times: Partial<Record<Name, Time[]>>;

  constructor(name: MixName, megabytes: number, times: Partial<Record<Name, Time[]>>) {
    this.name = name;
    this.#megabytes = megabytes;
    this.#times = times;
  }

  has(name: Name): boolean {
    return this.#times[name] !== undefined;
  }

  /** Megabytes a second, run by run. */
  speeds(name: Name, by: (times: readonly Time[]) => number[] = processorOf): number[] {
    const size = name === 'loop' ? Math.min(loopMegabytes, this.#megabytes) : this.#megabytes;
    return by(this.#times[name]!).map((ms) => (size * 1000) / ms);
  }

  speed(name: Name): number {
    return median(this.speeds(name));
  }

  /** How many times as fast as another we were, in each run. */
  ratios(other: Name): number[] {
    const others = this.speeds(other);
    return this.speeds('file').map((speed, run) => speed / others[run]!);
  }
}

function worksOn(
  text: string,
  file: string,
  patterns: string,
  literals: readonly string[],
  knowledge: Knowledge,
): Partial<Record<Name, () => unknown>> {
  const lines = text.split('\n');
  const few = linesOf(text, loopMegabytes);
  const oneExpression = new RegExp(literals.map(escapePattern).join('|'));
  const expressions = literals.map((literal) => new RegExp(escapePattern(literal)));
  return {
    file: () => triageFile(file, knowledge),
    memory: () => triageInChunks(text, knowledge),
    ripgrep: () => searchFor('rg', patterns, file),
    grep: () => searchFor('grep', patterns, file),
    alternation: () => countLines(lines, (line) => oneExpression.test(line)),
    // A hundred times slower than the others: a part of the log says as much.
    loop: () => countLines(few, (line) => expressions.some((each) => each.test(line))),
  };
}

export function linesOf(text: string, megabytes: number): string[] {
  return text.slice(0, megabytes * 1e6).split('\n');
}

function summaryOf(measured: readonly Measured[], missing: readonly Name[]): string {
  const others = (['ripgrep', 'grep', 'alternation', 'loop'] as const).filter(
    (other) => !missing.includes(other),
  );
  const ratios = others.map((other) => [
    names[other],
    ...measured.map((mix) => {
      const all = mix.ratios(other);
      return `${times(median(all))} (${two(Math.min(...all))}–${two(Math.max(...all))})`;
    }),
  ]);
  return [
    'How many times as fast as each of them triage is, median and spread:',
    '',
    markdownTable(['triage beside', ...measured.map(({ name }) => `${name} log`)], ratios),
    ...missing.map((name) => `\nNot installed: ${names[name]}.`),
    '',
    table(targetsOf(measured.find(({ name }) => name === 'clean')!)),
  ].join('\n');
}

function targetsOf(clean: Measured): Row[] {
  const speeds = clean.speeds('file');
  const speed: Row = {
    what: 'speed of triage on the clean log, from a file',
    figure: `${median(speeds).toFixed(0)} MB/s`,
    target: `≥ ${targetSpeed} MB/s`,
    isMet: median(speeds) >= targetSpeed,
    note: spread(speeds, 'MB/s'),
  };
  if (!clean.has('ripgrep')) return [speed];
  const ratios = clean.ratios('ripgrep');
  return [
    {
      what: 'triage beside `rg -F -f` on the clean log',
      figure: times(median(ratios)),
      target: `≥ ${targetShareOfRipgrep} ×`,
      isMet: median(ratios) >= targetShareOfRipgrep,
      note: ratios.map(times).join(', '),
    },
    speed,
  ];
}

const two = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 2 });
const times = (ratio: number) => `${two(ratio)} ×`;
const written = (speed: number) => speed.toFixed(speed < 10 ? 1 : 0);

/** @param versions of the others; null: not installed. */
function detailOf(
  measured: readonly Measured[],
  literals: number,
  versions: Partial<Record<Name, string | null>>,
): string {
  const all = (Object.keys(names) as Name[]).filter((name) => versions[name] !== null);
  const rows = all.map((name) => [
    versions[name] ? `${names[name]} (${versions[name]})` : names[name],
    ...measured.map((mix) => {
      const speeds = mix.speeds(name);
      return `${written(mix.speed(name))} (${written(Math.min(...speeds))}–${written(Math.max(...speeds))})`;
    }),
    measured.map((mix) => written(median(mix.speeds(name, clockOf)))).join(', '),
  ]);
  return [
    `MB a second of processor time, median and spread; each looks for the same ${literals.toLocaleString('en')} literals. The loop of JavaScript expressions had the first ${loopMegabytes} MB.`,
    '',
    markdownTable(
      ['what', ...measured.map(({ name }) => `${name} log`), 'by the clock, in this order'],
      rows,
    ),
  ].join('\n');
}

function plotOf(measured: readonly Measured[]): string {
  const short: [Name, string][] = [
    ['file', 'Panicroom'],
    ['ripgrep', 'rg -F -f'],
    ['grep', 'grep -F -f'],
    ['alternation', 'one JavaScript expression'],
    ['loop', 'loop of JavaScript expressions'],
  ];
  return barPlot({
    title: 'Triage beside searches for the same literals',
    label: 'MB a second of processor time, more is better',
    groups: measured.map((mix) => ({
      name: `${mix.name} log`,
      bars: short
        .filter(([name]) => mix.has(name))
        .map(([name, bar]) => ({
          name: bar,
          value: mix.speed(name),
          shown: written(mix.speed(name)),
        })),
    })),
  });
}

export function triageInChunks(text: string, knowledge: Knowledge): void {
  const stream = triageStream('bench', knowledge);
  for (let at = 0; at < text.length; at += chunkLength)
    stream.feed(text.slice(at, at + chunkLength));
  stream.finish();
}

export async function triageFile(file: string, knowledge: Knowledge): Promise<void> {
  for await (const { name, chunks } of readInputs([file], Readable.from([]))) {
    const stream = triageStream(name, knowledge);
    for await (const chunk of chunks) stream.feed(chunk);
    stream.finish();
  }
}

/** `rg` and `grep` name these options alike. */
export function searchFor(
  program: (typeof programs)[keyof typeof programs],
  patterns: string,
  file: string,
): number | undefined {
  // A count, so that printing costs nothing: it looks at every line all the same.
  const args = ['--count', '--fixed-strings', '--file', patterns, file];
  return runProgram(program, args, [0, 1]);
}

export function countLines(lines: readonly string[], has: (line: string) => boolean): void {
  let found = 0;
  for (const line of lines) if (has(line)) found++;
  if (found > lines.length) throw new Error('More lines than there are.');
}
