// `npm run bench -- [--only triage,hostile,browser,library] [--megabytes 100] [--runs 5]`: how fast it
// is, all of it in one run, so that figures of one machine stand side by side. docs/benchmarks.md says
// what they were and on what. Nothing here is asserted: a busy machine is no failed test.
//
// `--only builds [--sizes 100,1000] [--peers DIR]` is left out unless it is asked for: it starts other
// generators, from that folder or from the path.

import { mkdirSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildKnowledge } from '../src/graph/build-knowledge.ts';
import { readLibrary } from '../src/library/read-library.ts';
import { readSample, readSamples } from '../src/library/read-samples.ts';
import { browserSpeed } from './bench/browser-speed.ts';
import { buildPeers } from './bench/build-peers.ts';
import { hostileSpeed } from './bench/hostile-speed.ts';
import { librarySpeed } from './bench/library-speed.ts';
import { type Row, table } from './bench/measure.ts';
import { triageSpeed } from './bench/triage-speed.ts';

const usual = ['triage', 'hostile', 'browser', 'library'];
const parts = [...usual, 'builds'];
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: usual.join(',') },
    megabytes: { type: 'string', default: '100' },
    runs: { type: 'string', default: '5' },
    runbooks: { type: 'string', default: '1000' },
    sizes: { type: 'string', default: '100,1000' },
    peers: { type: 'string' },
  },
});
const chosen = values.only.split(',');
const [megabytes, runs, runbooks] = [values.megabytes, values.runs, values.runbooks].map(
  Number,
) as [number, number, number];
const sizes = values.sizes.split(',').map(Number);
if (
  chosen.some((part) => !parts.includes(part)) ||
  ![megabytes, runs, runbooks, ...sizes].every((number) => number > 0)
) {
  console.error(
    `usage: npm run bench -- [--only ${parts.join(',')}] [--megabytes N] [--runs N] [--runbooks N] ` +
      '[--sizes N,N] [--peers DIR]',
  );
  process.exit(2);
}

const project = resolve(import.meta.dirname, '..');
const scratch = join(project, '.build/bench');
mkdirSync(scratch, { recursive: true });
const content = join(project, 'content');
const knowledge = buildKnowledge((await readLibrary(join(content, 'runbooks'))).runbooks);
const samples = await readSamples(join(content, 'samples'));
const bootFile = 'healthy/boot-6.1.log';
const boot = readSample(bootFile, readFileSync(join(content, 'samples', bootFile), 'utf8')).text;
// By name, so that a library that grows is measured on the same paste.
const pasted = samples.find(({ file }) =>
  file.endsWith('null-pointer-dereference/null-pointer-arm64.log'),
)!.text;
const failures = samples.filter(({ kind }) => kind !== 'none').map(({ text }) => text);

const [cpu] = cpus();
console.log(
  `${cpus().length} × ${cpu?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ` +
    `Node ${process.version}, ${process.platform} ${process.arch}; medians of ${runs} runs\n`,
);
const rows: Row[] = [];
const run = async (part: string, measure: () => Promise<Row[]>) => {
  if (!chosen.includes(part)) return;
  console.error(`${part} …`);
  rows.push(...(await measure()));
};
await run('triage', () => triageSpeed({ knowledge, boot, failures, megabytes, runs, scratch }));
await run('hostile', () => hostileSpeed(knowledge, runs));
await run('browser', () => browserSpeed({ boot, failure: pasted, runs, megabytes, scratch }));
await run('library', () => librarySpeed({ runbooks, runs, scratch }));
if (rows.length > 0) console.log(table(rows));
if (chosen.includes('builds')) {
  const peers = values.peers === undefined ? null : fromCaller(values.peers);
  console.log(await buildPeers({ peers, sizes, runs, scratch }));
}

/** npm starts this in the project's folder; a path is meant from where the person stands. */
function fromCaller(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}
