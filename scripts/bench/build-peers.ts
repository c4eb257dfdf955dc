// What building costs beside other generators: the same Markdown, one build after the other in turns, by
// the clock and by the processor. The others are looked for in a folder that is named, and on the path;
// none is a dependency of this project. Nothing of an earlier build is left when a build starts.

import { spawnSync } from 'node:child_process';
import { appendFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readLibrary } from '../../src/library/read-library.ts';
import { type LinePlot, linePlot, type Series } from './chart.ts';
import { median } from './measure.ts';
import { markdownTable, type Part } from './part.ts';
import { findPeerSites, type PeerSite, writePeerSite } from './peer-sites.ts';
import { canMeasureMemory, type ProgramCost, programCost } from './programs.ts';
import { type SyntheticRunbook, syntheticRunbooks } from './synthetic-runbooks.ts';

const ours = 'Panicroom';
const project = join(import.meta.dirname, '../..');

export interface BuildPeersInput {
  /** Where `npm install` put the others, or null: those on the path alone. */
  peers: string | null;
  sizes: readonly number[];
  runs: number;
  scratch: string;
}

/** One way to build: what it starts from is laid anew before each. */
interface Work {
  name: string;
  out: string;
  kept: string[];
  folder: string;
  command: string;
  /** Given the last build, one file edited. */
  edited: string | null;
  editedFile: string;
}

/** What one way cost for one number of runbooks. */
interface Measured {
  size: number;
  name: string;
  cold: ProgramCost[];
  /** After one file was edited; none where there is no such build. */
  edited: ProgramCost[];
  written: number;
}

/** The others are measured for what they make alone, with search: what we are to be as fast as. */
const yardstick = 'Hugo, Pagefind';
/** From here on one run says enough: it takes minutes. */
const manyRunbooks = 1000;

/** @throws Error where memory cannot be measured. */
export async function buildPeers(input: BuildPeersInput): Promise<Part> {
  if (!canMeasureMemory()) throw new Error('It needs GNU time as /usr/bin/time.');
  const { sites, missing } = findPeerSites(input.peers ?? '');
  const own = await readLibrary(join(project, 'content/runbooks'));
  const folder = join(input.scratch, 'builds');
  const all: Measured[] = [];
  for (const size of input.sizes) {
    const runbooks = syntheticRunbooks(own.sources, size);
    const works = [await ourWork(join(folder, 'ours'), runbooks)];
    for (const [at, site] of sites.entries()) {
      works.push(await peerWork(site, join(folder, `peer-${at}`), runbooks));
    }
    all.push(...(await measured(works, size, size < manyRunbooks ? input.runs : 1)));
    await rm(folder, { recursive: true, force: true });
  }
  return {
    summary: ratiosOf(all),
    plots: plotsOf(all),
    detail: [
      `Medians, from ${manyRunbooks.toLocaleString('en')} runbooks on one run.`,
      '',
      tableOf(all),
      ...missing.map((name) => `\nLeft out, since there is no \`${name}\`: what it builds.`),
    ].join('\n'),
    peers: [...new Set(sites.flatMap((site) => versionsOf(site)))],
  };
}

async function measured(works: readonly Work[], size: number, runs: number): Promise<Measured[]> {
  const all = works.map(({ name }) => ({
    size,
    name,
    cold: [] as ProgramCost[],
    edited: [] as ProgramCost[],
    written: 0,
  }));
  for (let run = 0; run < runs; run++) {
    for (const [at, work] of works.entries()) {
      console.error(`  ${size}, ${run + 1} of ${runs}: ${work.name} …`);
      for (const each of [work.out, ...work.kept]) {
        await rm(join(work.folder, each), { recursive: true, force: true });
      }
      try {
        all[at]!.cold.push(costOf(work.command, work.folder));
        all[at]!.written = await folderMegabytes(join(work.folder, work.out));
        if (work.edited === null) continue;
        await appendFile(join(work.folder, work.editedFile), `\nEdited in turn ${run}.\n`);
        all[at]!.edited.push(costOf(work.edited, work.folder));
      } catch (error) {
        // Another's failure leaves it out; ours is a fault.
        if (work.name === ours) throw error;
        console.error(`  ${work.name} was not measured:`, error);
      }
    }
  }
  return all.filter(({ cold }) => cold.length > 0);
}

const middle = (costs: readonly ProgramCost[], key: keyof ProgramCost) =>
  median(costs.map((cost) => cost[key]));
const sizesOf = (all: readonly Measured[]) => [...new Set(all.map(({ size }) => size))];
const namesOf = (all: readonly Measured[]) => [...new Set(all.map(({ name }) => name))];
const shownSize = (size: number) => size.toLocaleString('en');

/** Panicroom's processor time as a multiple of each other's, a column a number of runbooks. */
function ratiosOf(all: readonly Measured[]): string {
  const costOfWay = (name: string, size: number, key: 'cold' | 'edited') => {
    const costs = all.find((each) => each.name === name && each.size === size)?.[key] ?? [];
    return costs.length === 0 ? null : middle(costs, 'processor');
  };
  const times = (name: string, key: 'cold' | 'edited') =>
    sizesOf(all).map((size) => {
      const [own, other] = [costOfWay(ours, size, key), costOfWay(name, size, key)];
      return own === null || other === null ? '' : `${(own / other).toFixed(1)} ×`;
    });
  const others = namesOf(all).filter((name) => name !== ours);
  const rows = others.flatMap((name) => [
    [
      `all new, beside ${name}${name === yardstick ? ' (target ≤ 1 ×)' : ''}`,
      ...times(name, 'cold'),
    ],
    ...(times(name, 'edited').some((cell) => cell !== '')
      ? [[`one file edited, beside ${name}`, ...times(name, 'edited')]]
      : []),
  ]);
  const head = sizesOf(all).map((size) => `${shownSize(size)} runbooks`);
  return markdownTable(['processor time of Panicroom', ...head], rows);
}

function tableOf(all: readonly Measured[]): string {
  const rows = all.flatMap(({ size, name, cold, edited, written }) => {
    const cells = (costs: readonly ProgramCost[]) => [
      `${middle(costs, 'clock').toFixed(1)} s`,
      `${middle(costs, 'processor').toFixed(1)} s`,
      `${middle(costs, 'megabytes').toFixed(0)} MB`,
    ];
    const again =
      edited.length === 0
        ? []
        : [[shownSize(size), `${name}, one file edited`, ...cells(edited), '']];
    return [[shownSize(size), name, ...cells(cold), `${written.toFixed(1)} MB`], ...again];
  });
  return markdownTable(
    ['runbooks', 'what', 'by the clock', 'processor', 'largest process', 'written'],
    rows,
  );
}

function plotsOf(all: readonly Measured[]): NonNullable<Part['plots']> {
  const series = (key: keyof ProgramCost): Series[] =>
    namesOf(all).map((name) => ({
      name,
      points: all
        .filter((each) => each.name === name)
        .map((each) => [each.size, middle(each.cold, key)] as const),
    }));
  const x: LinePlot['x'] = { label: 'runbooks', scale: 'logarithmic' };
  const plot = (file: string, title: string, label: string, key: keyof ProgramCost) => ({
    file,
    svg: linePlot({ title, x, y: { label, scale: 'logarithmic' }, series: series(key) }),
    alt: `Lines: ${title.toLowerCase()}, for Panicroom and other generators`,
  });
  return [
    plot('bench-builds-time.svg', 'Time to build all anew', 'processor time (s)', 'processor'),
    plot('bench-builds-memory.svg', 'Memory of the largest process', 'memory (MB)', 'megabytes'),
  ];
}

const costOf = (command: string, cwd: string): ProgramCost =>
  programCost('bash', ['-c', command], { cwd });

async function ourWork(folder: string, runbooks: readonly SyntheticRunbook[]): Promise<Work> {
  await rm(folder, { recursive: true, force: true });
  for (const { file, text } of runbooks) {
    const path = join(folder, 'content/runbooks', file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  const script = join(project, 'scripts/build.ts');
  const command = `'${process.execPath}' '${script}' --content content --out dist`;
  return {
    name: ours,
    out: 'dist',
    kept: [],
    folder,
    // What any command of this checkout parsed before is of an earlier build too.
    command: `rm -rf '${join(project, '.build/cache')}' && ${command}`,
    edited: command,
    editedFile: join('content/runbooks', runbooks[0]!.file),
  };
}

async function peerWork(
  site: PeerSite,
  folder: string,
  runbooks: readonly SyntheticRunbook[],
): Promise<Work> {
  await writePeerSite(site, folder, runbooks);
  const { file } = runbooks[0]!;
  return {
    name: site.name,
    out: site.out,
    kept: site.kept,
    folder,
    command: site.build,
    edited: site.buildEdited ?? null,
    editedFile: join(site.pages, file),
  };
}

function versionsOf({ versions }: PeerSite): string[] {
  const { stdout, stderr } = spawnSync('bash', ['-c', versions], { encoding: 'utf8' });
  return `${stdout}${stderr}`.trim().split('\n');
}

async function folderMegabytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map((entry) => stat(join(entry.parentPath, entry.name)).then(({ size }) => size)),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}
