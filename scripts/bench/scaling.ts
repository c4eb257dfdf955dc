// How time and memory grow with the log: the command as a person starts it, from its start to its
// answer, for logs of one megabyte to one gigabyte, with ripgrep looking for the same literals beside it.

import { existsSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knowledge } from '../../src/model/knowledge.ts';
import { type LinePlot, linePlot, type Series } from './chart.ts';
import { median, type Row, table } from './measure.ts';
import { type MixName, type MixSource, mix, writeMix } from './mixes.ts';
import { markdownTable, type Part } from './part.ts';
import { canMeasureMemory, type ProgramCost, programCost, versionOf } from './programs.ts';
import { literalsOf } from './triage-speed.ts';

const built = join(import.meta.dirname, '../../dist/panicroom.mjs');
/** From here on one run says enough: its start is nothing beside the rest. */
const largeMegabytes = 1000;
/** What CHANGELOG.md says of a stream of any length. */
const targetMegabytes = 512;

export interface ScalingInput {
  knowledge: Knowledge;
  source: MixSource;
  /** Megabytes of the logs. */
  sizes: readonly number[];
  runs: number;
  scratch: string;
}

interface Measured {
  mix: MixName;
  program: 'Panicroom' | 'rg -F -f';
  megabytes: number;
  costs: ProgramCost[];
}

export async function scaling(input: ScalingInput): Promise<Part> {
  if (!canMeasureMemory()) throw new Error('It needs GNU time as /usr/bin/time.');
  // From the sources each start reads all runbooks anew, which nobody who has a log waits for.
  if (!existsSync(built)) throw new Error('There is no built command. Run `npm run build` first.');
  const { sizes, runs, scratch } = input;
  const ripgrep = versionOf('rg');
  const patterns = join(scratch, 'literals.txt');
  await writeFile(patterns, `${literalsOf(input.knowledge).join('\n')}\n`);
  const measured: Measured[] = [];
  const leftOut: string[] = [];
  for (const [name, megabytes] of (['clean', 'panic-dense'] as const).flatMap((each) =>
    sizes.map((size) => [each, size] as const),
  )) {
    if (!(await hasRoom(scratch, megabytes))) {
      leftOut.push(`${name}, ${megabytes} MB: no room on the disk`);
      continue;
    }
    console.error(`  ${name}, ${megabytes} MB …`);
    const file = join(scratch, 'scaling.log');
    await writeMix(file, mix(name, megabytes * 1e6, input.source));
    const ours: ProgramCost[] = [];
    const theirs: ProgramCost[] = [];
    for (let run = 0; run < (megabytes >= largeMegabytes ? 1 : runs); run++) {
      ours.push(programCost(process.execPath, [built, 'triage', file], { accepted: [0, 1] }));
      if (ripgrep === null) continue;
      const search = ['--count', '--fixed-strings', '--file', patterns, file];
      theirs.push(programCost('rg', search, { accepted: [0, 1] }));
    }
    measured.push({ mix: name, program: 'Panicroom', megabytes, costs: ours });
    if (theirs.length > 0)
      measured.push({ mix: name, program: 'rg -F -f', megabytes, costs: theirs });
    await rm(file);
  }
  return {
    summary: table(ratiosOf(measured)),
    plots: plotsOf(measured),
    detail: [
      `\`node dist/panicroom.mjs triage FILE\` from its start to its answer, and \`rg -F -f\`, each a process of its own. Processor seconds and the largest resident memory, medians; one run from ${largeMegabytes.toLocaleString('en')} MB on. \`rg\` maps a file into its memory, which counts it.`,
      '',
      tableOf(measured),
      ...leftOut.map((each) => `\nLeft out: ${each}.`),
      ...(ripgrep === null ? ['\nNot installed: `rg`.'] : []),
    ].join('\n'),
    peers: ripgrep === null ? [] : [ripgrep],
  };
}

async function hasRoom(folder: string, megabytes: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize > megabytes * 1e6 * 1.2;
}

const middle = ({ costs }: Measured, key: keyof ProgramCost) =>
  median(costs.map((cost) => cost[key]));

function ratiosOf(measured: readonly Measured[]): Row[] {
  const ours = measured.filter(({ program }) => program === 'Panicroom');
  const growth = (['clean', 'panic-dense'] as const).flatMap((name) => {
    const all = ours.filter(({ mix }) => mix === name);
    const [before, last] = all.slice(-2);
    if (before === undefined || last === undefined) return [];
    const factor = last.megabytes / before.megabytes;
    const time = middle(last, 'processor') / middle(before, 'processor');
    return {
      what: `${name} log, ${sizeOf(last.megabytes)} beside ${sizeOf(before.megabytes)}: time`,
      figure: `${time.toFixed(1)} ×`,
      target: `≤ ${factor} × (linear)`,
      isMet: time <= factor * 1.1,
      note: `${middle(before, 'processor').toFixed(1)} s, then ${middle(last, 'processor').toFixed(1)} s`,
    };
  });
  const most = ours.toSorted((a, b) => middle(b, 'megabytes') - middle(a, 'megabytes'))[0];
  if (most === undefined) return growth;
  const held = middle(most, 'megabytes');
  return [
    ...growth,
    {
      what: 'most memory that any of them took',
      figure: `${held.toFixed(0)} MB`,
      target: `≤ ${targetMegabytes} MB`,
      isMet: held <= targetMegabytes,
      note: `${most.mix} log of ${sizeOf(most.megabytes)}`,
    },
  ];
}

const sizeOf = (megabytes: number) =>
  megabytes >= 1000 ? `${megabytes / 1000} GB` : `${megabytes} MB`;

function tableOf(measured: readonly Measured[]): string {
  const ours = measured.filter(({ program }) => program === 'Panicroom');
  return markdownTable(
    ['log', 'size', 'Panicroom', 'memory', '`rg`', 'its memory', 'Panicroom as fast as `rg`'],
    ours.map((own) => {
      const other = measured.find(
        (each) =>
          each.program !== own.program && each.mix === own.mix && each.megabytes === own.megabytes,
      );
      const [time, otherTime] = [own, other].map((each) => each && middle(each, 'processor'));
      const cells = (each: Measured | undefined) =>
        each === undefined
          ? ['', '']
          : [
              `${middle(each, 'processor').toFixed(2)} s`,
              `${middle(each, 'megabytes').toFixed(0)} MB`,
            ];
      const ratio = otherTime === undefined ? '' : `${(otherTime / time!).toFixed(2)} ×`;
      return [own.mix, sizeOf(own.megabytes), ...cells(own), ...cells(other), ratio];
    }),
  );
}

function plotsOf(measured: readonly Measured[]): NonNullable<Part['plots']> {
  const series = (key: keyof ProgramCost): Series[] => {
    const names = new Set(measured.map(({ mix, program }) => `${program}, ${mix}`));
    // Panicroom's before ripgrep's.
    return [...names].sort().map((name) => ({
      name,
      points: measured
        .filter(({ mix, program }) => `${program}, ${mix}` === name)
        // GNU time counts in hundredths; a logarithmic axis has no place for none.
        .map((each) => [each.megabytes, Math.max(0.01, middle(each, key))] as const),
    }));
  };
  const x: LinePlot['x'] = { label: 'size of the log (MB)', scale: 'logarithmic' };
  return [
    {
      file: 'bench-scaling-time.svg',
      svg: linePlot({
        title: 'Time from start to answer, by size of the log',
        x,
        y: { label: 'processor time (s)', scale: 'logarithmic' },
        series: series('processor'),
      }),
      alt: 'Lines: processor time of Panicroom and of ripgrep for logs of growing size',
    },
    {
      file: 'bench-scaling-memory.svg',
      svg: linePlot({
        title: 'Largest resident memory, by size of the log',
        x,
        y: { label: 'memory (MB)', scale: 'linear' },
        series: series('megabytes'),
      }),
      alt: 'Lines: largest resident memory of Panicroom and of ripgrep for logs of growing size',
    },
  ];
}
