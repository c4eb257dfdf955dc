// `npm run fuzz`: logs that no kernel ever printed and runbooks that no author would, through the whole
// way, for as long as one likes. What is drawn and what is held: test/fuzz/checks.ts, docs/fuzzing.md.
//
//   npm run fuzz -- --minutes 60                   all checks in turn
//   npm run fuzz -- --only logs,streams            some of: logs, streams, runbooks
//   npm run fuzz -- --replay CHECK --seed N --path P     a finding once more, as it was printed
//   npm run fuzz -- --times                        how triage's time grows with hostile texts
//
// A finding is made as small as it goes, written to .build/fuzz/, and the run goes on; it fails at its end.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildKnowledge } from '../src/graph/build-knowledge.ts';
import { readLibrary } from '../src/library/read-library.ts';
import { triage } from '../src/plan/triage.ts';
import { allChecks, type Check, groups } from '../test/fuzz/checks.ts';
import { type Finding, runCheck } from '../test/fuzz/run-check.ts';
import { hostileTexts } from './mutate-log.ts';

/** Inputs of a check before the next one's turn. Nothing outlives a turn: memory stays bounded. */
const turn = 200;
/** For a turn and for making its finding smaller. */
const turnMilliseconds = 60_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string', default: groups.join(',') },
    replay: { type: 'string' },
    path: { type: 'string' },
    times: { type: 'boolean', default: false },
  },
});
const project = resolve(import.meta.dirname, '..');
const folder = join(project, '.build/fuzz');
const seed = numberOf('seed', values.seed);

if (values.times) await printTimes();
else if (values.replay) await replay(values.replay);
else await fuzz(numberOf('minutes', values.minutes) * 60_000);

async function fuzz(milliseconds: number): Promise<void> {
  const chosen = values.only.split(',');
  const unknown = chosen.filter((group) => !groups.some((known) => known === group));
  if (unknown.length > 0) stop(`--only ${unknown.join(',')}: write some of ${groups.join(',')}`);
  const checks = (await allChecks()).filter(({ group }) => chosen.includes(group));
  const tally = new Map(checks.map(({ name }) => [name, { runs: 0, milliseconds: 0 }]));
  const found = new Map<string, Finding>();
  console.log(`seed ${seed}`);
  let end = performance.now() + milliseconds;
  process.once('SIGINT', () => {
    end = 0;
  });
  for (let round = 0; performance.now() < end; round++) {
    for (const check of checks) {
      const left = end - performance.now();
      if (left <= 0) break;
      const begun = performance.now();
      const { runs, finding } = runCheck(check, {
        seed: (seed + round) % 2 ** 31,
        numRuns: turn,
        milliseconds: Math.min(left, turnMilliseconds),
      });
      const done = tally.get(check.name)!;
      done.runs += runs;
      done.milliseconds += performance.now() - begun;
      if (finding) report(finding, found);
      // Ctrl-C is heard only here.
      await setImmediate();
    }
  }
  console.log('\ncheck                     inputs   minutes');
  for (const [name, done] of tally) {
    const minutes = (done.milliseconds / 60_000).toFixed(1);
    console.log(`${name.padEnd(24)}${String(done.runs).padStart(8)}${minutes.padStart(10)}`);
  }
  console.log(`\nseed ${seed}: ${found.size === 0 ? 'nothing found' : `${found.size} findings`}`);
  if (found.size > 0) process.exitCode = 1;
}

/** The same fault is found again and again: one of each is kept. */
function report(finding: Finding, found: Map<string, Finding>): void {
  const fault = `${finding.check} ${finding.message.replace(/["'\d].*$/s, '')}`;
  if (found.has(fault)) return;
  found.set(fault, finding);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${finding.check.replace('/', '-')}-${found.size}-${seed}.txt`);
  writeFileSync(file, finding.text);
  writeFileSync(`${file}.replay`, `${finding.message}\n${finding.replay}\n`);
  console.error(`\n${finding.check}: ${finding.message}\n  input: ${file}\n  ${finding.replay}`);
}

async function replay(name: string): Promise<void> {
  const checks = await allChecks();
  const check = checks.find((each): each is Check => each.name === name);
  if (!check) stop(`no check ${name}; there are ${checks.map((each) => each.name).join(', ')}`);
  const { finding } = runCheck(check, {
    seed,
    numRuns: turn,
    milliseconds: turnMilliseconds,
    ...(values.path === undefined ? {} : { path: values.path }),
  });
  if (!finding) {
    console.log('It holds.');
    return;
  }
  report(finding, new Map());
  process.exitCode = 1;
}

async function printTimes(): Promise<void> {
  const { runbooks } = await readLibrary(join(project, 'content/runbooks'));
  const knowledge = buildKnowledge(runbooks);
  console.log('hostile texts, ms per MB at 0.5, 1 and 2 MB:');
  for (const [name, make] of Object.entries(hostileTexts)) {
    const perMegabyte = [0.5, 1, 2].map((megabytes) => {
      const text = make(megabytes * 1e6);
      const start = performance.now();
      triage(text, name, knowledge);
      return (performance.now() - start) / (text.length / 1e6);
    });
    console.log(
      `  ${name.padEnd(42)} ${perMegabyte.map((ms) => ms.toFixed(0).padStart(6)).join(' ')}`,
    );
  }
}

function numberOf(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number < 0) {
    stop(`--${option} ${text}: write a number that is not negative`);
  }
  return number;
}

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}
