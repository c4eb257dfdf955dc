// `npm run bench -- [--only triage,rules,…] [--write] [--megabytes 100] [--runs 3]`: how fast it is, all of
// it in one run, so that figures of one machine stand side by side. `--write` puts what was measured into
// docs/benchmarks.md and draws its plots. Nothing here is asserted: a busy machine is no failed test.
//
// `--only builds [--peers DIR]` is left out unless it is asked for: it starts other generators, from that
// folder or from the path.

import { mkdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildKnowledge } from '../src/graph/build-knowledge.ts';
import { readLibrary } from '../src/library/read-library.ts';
import { readSample, readSamples } from '../src/library/read-samples.ts';
import { browserSpeed } from './bench/browser-speed.ts';
import { buildPeers } from './bench/build-peers.ts';
import { chromiumSpeed } from './bench/chromium-speed.ts';
import { editSpeed } from './bench/edit-speed.ts';
import { hostileSpeed } from './bench/hostile-speed.ts';
import { librarySpeed } from './bench/library-speed.ts';
import { table } from './bench/measure.ts';
import type { Part } from './bench/part.ts';
import { summaryOf, writePart } from './bench/report.ts';
import { rulesSpeed } from './bench/rules-speed.ts';
import { scaling } from './bench/scaling.ts';
import { searchSpeed } from './bench/search-speed.ts';
import { triageSpeed } from './bench/triage-speed.ts';

const options = {
  only: { type: 'string' },
  write: { type: 'boolean', default: false },
  megabytes: { type: 'string', default: '100' },
  runs: { type: 'string', default: '3' },
  logs: { type: 'string', default: '1,10,100,1000' },
  rules: { type: 'string', default: '100,300,1000,3000,10000' },
  runbooks: { type: 'string', default: '1000' },
  pages: { type: 'string', default: '100,300,1000,3000' },
  edits: { type: 'string', default: '100,1000' },
  sizes: { type: 'string', default: '100,1000,3000' },
  peers: { type: 'string' },
} as const;
const { values } = parseArgs({ options });
const numbers = (text: string) => text.split(',').map(Number);
const [[megabytes], [runs], [runbooks]] = [values.megabytes, values.runs, values.runbooks].map(
  numbers,
) as [[number], [number], [number]];
const [logs, rules, pages, edits, sizes] = [
  values.logs,
  values.rules,
  values.pages,
  values.edits,
  values.sizes,
].map(numbers) as [number[], number[], number[], number[], number[]];

const project = resolve(import.meta.dirname, '..');
const scratch = join(project, '.build/bench');
mkdirSync(scratch, { recursive: true });
const content = join(project, 'content');
const knowledge = buildKnowledge((await readLibrary(join(content, 'runbooks'))).runbooks);
const samples = await readSamples(join(content, 'samples'));
const bootFile = 'healthy/boot-6.1.log';
const boot = readSample(bootFile, readFileSync(join(content, 'samples', bootFile), 'utf8')).text;
// By name, so that a library that grows is measured on the same paste.
const failure = samples.find(({ file }) =>
  file.endsWith('null-pointer-dereference/null-pointer-arm64.log'),
)!.text;
const failures = samples.filter(({ kind }) => kind !== 'none').map(({ text }) => text);
const source = { boot, failure, failures };

const parts: Record<string, () => Promise<Part>> = {
  triage: () => triageSpeed({ knowledge, source, megabytes, runs, scratch }),
  scaling: () => scaling({ knowledge, source, sizes: logs, runs, scratch }),
  rules: () => rulesSpeed({ knowledge, boot, counts: rules, megabytes, runs, scratch }),
  chromium: () => chromiumSpeed({ knowledge, boot, megabytes, runs, scratch }),
  browser: () => browserSpeed({ boot, failure, runs, megabytes, scratch }),
  search: () => searchSpeed({ sizes: pages, runs, scratch }),
  hostile: () => hostileSpeed(knowledge, runs),
  library: async () => ({ summary: table(await librarySpeed({ runbooks, runs, scratch })) }),
  edits: async () => ({ summary: table(await editSpeed({ sizes: edits, runs, scratch })) }),
  builds: () =>
    buildPeers({
      peers: values.peers === undefined ? null : fromCaller(values.peers),
      sizes,
      runs,
      scratch,
    }),
};
const usual = Object.keys(parts).filter((part) => part !== 'builds');
const chosen = values.only?.split(',') ?? usual;
const unknown = chosen.find((part) => !Object.hasOwn(parts, part));
if (
  unknown !== undefined ||
  ![megabytes, runs, runbooks, ...logs, ...rules, ...pages, ...edits, ...sizes].every(isPositive)
) {
  console.error(
    `usage: npm run bench -- [--only ${Object.keys(parts).join(',')}] [--write] [--megabytes N] ` +
      '[--runs N] [--logs N,N] [--rules N,N] [--pages N,N] [--runbooks N] [--edits N,N] ' +
      '[--sizes N,N] [--peers DIR]',
  );
  process.exit(2);
}

const [cpu] = cpus();
const today = new Date().toLocaleDateString('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
/** Options that a part heeds: what was asked for otherwise than usual, anybody can ask for again. */
const heeded: Record<string, (keyof typeof options)[]> = {
  scaling: ['logs', 'runs'],
  rules: ['rules', 'megabytes', 'runs'],
  search: ['pages', 'runs'],
  hostile: ['runs'],
  library: ['runbooks', 'runs'],
  edits: ['edits', 'runs'],
  builds: ['sizes', 'runs'],
};
const askedOf = (name: string) =>
  (heeded[name] ?? ['megabytes', 'runs'])
    .filter((option) => values[option] !== (options[option] as { default?: unknown }).default)
    .map((option) => ` --${option} ${values[option]}`)
    .join('');
const circumstancesOf = (name: string) =>
  [
    `${today}, \`npm run bench -- --only ${name}${askedOf(name)}\``,
    `${cpus().length} × ${cpu?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB`,
    `${process.platform} ${process.arch}, Node ${process.versions.node}`,
    `load average before it ${loadavg()[0]!.toFixed(1)}`,
    runs === 1 ? 'one run' : `medians of ${runs} runs`,
  ].join('; ');
for (const name of chosen) {
  console.error(`${name} …`);
  try {
    const circumstances = circumstancesOf(name);
    const part = await parts[name]!();
    const told = [`## ${name}`, summaryOf(part, circumstances), part.detail ?? null];
    console.log(`${told.filter((each) => each !== null).join('\n\n')}\n`);
    // At once: what a later part breaks is not lost.
    if (values.write) writePart(join(project, 'docs'), name, part, circumstances);
  } catch (error) {
    // The other parts are worth having all the same.
    console.error(`${name} was not measured:`, error);
    process.exitCode = 1;
  }
}

function isPositive(number: number): boolean {
  return number > 0;
}

/** npm starts this in the project's folder; a path is meant from where the person stands. */
function fromCaller(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}
