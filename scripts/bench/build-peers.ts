// What building costs beside other generators: the same Markdown, one build after the other in turns, by
// the clock and by the processor. The others are looked for in a folder that is named, and on the path;
// none is a dependency of this project. Nothing of an earlier build is left when a build starts.

import { spawnSync } from 'node:child_process';
import { appendFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readLibrary } from '../../src/library/read-library.ts';
import { median } from './measure.ts';
import { findPeerSites, type PeerSite, writePeerSite } from './peer-sites.ts';
import { canMeasureMemory, type ProgramCost, programCost } from './programs.ts';
import { type SyntheticRunbook, syntheticRunbooks } from './synthetic-runbooks.ts';

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

export async function buildPeers(input: BuildPeersInput): Promise<string> {
  if (!canMeasureMemory()) {
    return 'Builds were not measured: they need GNU time as /usr/bin/time.';
  }
  const { sites, missing } = findPeerSites(input.peers ?? '');
  const lines = missing.map((name) => `Left out, since there is no \`${name}\`: what it builds.`);
  const own = await readLibrary(join(project, 'content/runbooks'));
  const folder = join(input.scratch, 'builds');
  lines.push(...sites.map((site) => `${site.name}: ${versionsOf(site)}`), '', tableHead);
  for (const size of input.sizes) {
    const runbooks = syntheticRunbooks(own.sources, size);
    const works = [await ourWork(join(folder, 'ours'), runbooks)];
    for (const [at, site] of sites.entries()) {
      works.push(await peerWork(site, join(folder, `peer-${at}`), runbooks));
    }
    lines.push(...(await measured(works, size, input.runs)));
    await rm(folder, { recursive: true, force: true });
  }
  return lines.join('\n');
}

const tableHead = [
  '| runbooks | what | by the clock | processor | largest process | written | processor, Panicroom = 1 |',
  '|--:|--|--:|--:|--:|--:|--:|',
].join('\n');

async function measured(works: readonly Work[], size: number, runs: number): Promise<string[]> {
  const cold = new Map(works.map((work) => [work, [] as ProgramCost[]]));
  const edited = new Map(works.map((work) => [work, [] as ProgramCost[]]));
  for (let run = 0; run < runs; run++) {
    for (const work of works) {
      console.error(`  ${size}, ${run + 1} of ${runs}: ${work.name} …`);
      for (const each of [work.out, ...work.kept]) {
        await rm(join(work.folder, each), { recursive: true, force: true });
      }
      cold.get(work)!.push(costOf(work.command, work.folder));
      if (work.edited === null) continue;
      await appendFile(join(work.folder, work.editedFile), `\nEdited in turn ${run}.\n`);
      edited.get(work)!.push(costOf(work.edited, work.folder));
    }
  }
  const base = median(cold.get(works[0]!)!.map(({ processor }) => processor));
  const rows: string[] = [];
  for (const work of works) {
    const written = await folderMegabytes(join(work.folder, work.out));
    rows.push(row(size, work.name, cold.get(work)!, `${written.toFixed(1)} MB`, base));
    const again = edited.get(work)!;
    if (again.length > 0) rows.push(row(size, `${work.name}, one file edited`, again, '', base));
  }
  return rows;
}

function row(
  size: number,
  name: string,
  costs: readonly ProgramCost[],
  written: string,
  base: number,
) {
  const middle = (key: keyof ProgramCost) => median(costs.map((cost) => cost[key]));
  const cells = [
    size.toLocaleString('en'),
    name,
    `${middle('clock').toFixed(1)} s`,
    `${middle('processor').toFixed(1)} s`,
    `${middle('megabytes').toFixed(0)} MB`,
    written,
    (middle('processor') / base).toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
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
    name: 'Panicroom',
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

function versionsOf({ versions }: PeerSite): string {
  const { stdout, stderr } = spawnSync('bash', ['-c', versions], { encoding: 'utf8' });
  return `${stdout}${stderr}`.trim().split('\n').join('; ');
}

async function folderMegabytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map((entry) => stat(join(entry.parentPath, entry.name)).then(({ size }) => size)),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}
