// `npm run mutation`: puts small faults into the core, one at a time, and says which of them no test
// notices. docs/mutation.md says what came of it.
//
//   npm run mutation -- --only src/klog --count 50 --seed 1     50 faults, chosen by the seed
//   npm run mutation -- --count 100 --write FILE                outcomes as JSON too, while it runs
//   npm run mutation -- --again FILE                            those of FILE that survived, once more
//
// All is done in a copy of the project. Exit status: 0 every fault was noticed, 1 one was not, 2 it could
// not be run.

import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { randomSource } from './mutate-log.ts';
import { Compiler } from './mutation/compiler.ts';
import { type Mutant, mutantsOf, mutated, sampleOf } from './mutation/mutants.ts';
import { TouchingTests } from './mutation/touching-tests.ts';
import { Workshop } from './mutation/workshop.ts';

const root = resolve(import.meta.dirname, '..');
const core = ['klog', 'match', 'plan', 'parse', 'graph', 'scan', 'redact'];
/** Every sample's whole answer: what no test of the folder itself notices is often seen there. */
const everyAnswer = 'test/plan/samples.test.ts';
/**
 * Each sample in every shape that anybody pastes it in, and libraries of hostile texts: they cost more
 * than all others together. `seed` is a runbook that is not part of the project.
 */
const leftOut =
  /klog\/(?:wraps|framings|cut-beginning|invariants)\.test|parse\/hostile\.test|\/seed\.test/;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: core.map((folder) => `src/${folder}`) },
    count: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    write: { type: 'string' },
    again: { type: 'string' },
  },
});

type Outcome = 'killed' | 'survived' | 'timeout' | 'invalid';
interface Result extends Mutant {
  outcome: Outcome;
  line: number;
  was: string;
  /** The test that noticed it. */
  by: string;
}

const compiler = new Compiler(root);
const mutants = values.again === undefined ? chosen() : survivorsOf(values.again);
if (mutants.length === 0) fail(`Nothing to change below ${values.only.join(', ')}.`);
const workshop = new Workshop(root);
process.on('exit', () => workshop.remove());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(2));
const results: Result[] = [];
await tryAll();
compiler.close();
print();
process.exitCode = results.some(({ outcome }) => outcome === 'survived') ? 1 : 0;

function chosen(): Mutant[] {
  const count = Number(values.count);
  if (!Number.isInteger(count) || count < 1) fail('--count is a whole number from 1 on.');
  const files = values.only.flatMap((place) => {
    if (!existsSync(join(root, place))) fail(`${place} is not there.`);
    return place.endsWith('.ts') ? [place] : globSync(`${place}/**/*.ts`, { cwd: root }).sort();
  });
  const all = files.flatMap((file) => mutantsOf(compiler.treeOf(file), file));
  console.log(`${all.length} faults can be put into ${files.length} files; ${count} of them.`);
  return sampleOf(all, count, randomSource(Number(values.seed)));
}

function survivorsOf(file: string): Mutant[] {
  const before = JSON.parse(readFileSync(file, 'utf8')) as Result[];
  return before.flatMap(({ outcome, was, ...mutant }) => {
    if (outcome !== 'survived') return [];
    // Tests are added in between, sources are not.
    const text = readFileSync(join(root, mutant.file), 'utf8');
    if (text.slice(mutant.start, mutant.end) !== was) fail(`${mutant.file} is another by now.`);
    return [mutant];
  });
}

async function tryAll(): Promise<void> {
  const tests = core
    .flatMap((folder) => globSync(`test/${folder}/**/*.test.ts`, { cwd: root }))
    .filter((file) => !leftOut.test(file));
  const whole = await workshop.run(tests, null, false);
  if (whole.outcome !== 'passed') fail(`Without a fault already this fails: ${whole.failed}`);
  console.log(`${tests.length} test files, ${whole.seconds.toFixed(0)} s without a fault.`);
  const touching = new TouchingTests(root, tests);
  const secondsOf = (test: string) => whole.files.get(test) ?? 0;
  for (const mutant of mutants) {
    const own = mutant.file.replace(/^src\/(\w+)\/.*/, 'test/$1/');
    // The quickest first: most faults are noticed by one of them.
    const inOrder = touching
      .of(mutant.file)
      .filter((test) => test.startsWith(own) || test === everyAnswer)
      .sort((a, b) => secondsOf(a) - secondsOf(b));
    // Several times what they take without a fault: a busy machine is slow.
    const most = 40 + 5 * inOrder.reduce((sum, test) => sum + secondsOf(test), 0);
    results.push(await tryOne(mutant, inOrder, most));
    const { outcome, operator, file, line, was, replacement, by } = results.at(-1)!;
    const change = `${oneLine(was)} → ${oneLine(replacement)}`;
    console.log(
      `${results.length} ${outcome.padEnd(8)} ${file}:${line} ${operator}: ${change}  ${by}`,
    );
    if (values.write) writeFileSync(values.write, JSON.stringify(results, null, 1));
  }
}

async function tryOne(mutant: Mutant, tests: readonly string[], seconds: number): Promise<Result> {
  const text = workshop.textOf(mutant.file);
  const result = (outcome: Outcome, by = ''): Result => ({
    ...mutant,
    outcome,
    line: text.slice(0, mutant.start).split('\n').length,
    was: text.slice(mutant.start, mutant.end),
    by,
  });
  const changed = mutated(text, mutant);
  if (!compiler.compiles(mutant.file, changed)) return result('invalid');
  if (tests.length === 0) return result('survived');
  return workshop.with(mutant.file, changed, async () => {
    const { outcome, failed } = await workshop.run(tests, seconds, true);
    if (outcome === 'timeout') return result('timeout');
    return outcome === 'failed' ? result('killed', failed) : result('survived');
  });
}

function print(): void {
  const outcomes: Outcome[] = ['killed', 'timeout', 'survived', 'invalid'];
  console.log(`\n| folder | ${outcomes.join(' | ')} |\n|--|${'--:|'.repeat(outcomes.length)}`);
  const folders = [...new Set(results.map(({ file }) => file.split('/').slice(0, 2).join('/')))];
  for (const folder of [...folders.sort(), 'all']) {
    const own = results.filter(({ file }) => folder === 'all' || file.startsWith(`${folder}/`));
    const counts = outcomes.map((name) => own.filter(({ outcome }) => outcome === name).length);
    console.log(`| ${folder} | ${counts.join(' | ')} |`);
  }
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
