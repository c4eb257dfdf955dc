// `npm run core-coverage`: how much of the core (what the browser's worker and the CLI run alike) its own
// tests go through, a line a folder, and whether that is still what test/coverage-floors.json asks for.
//
//   npm run core-coverage                     measure, print, fail below a floor
//   npm run core-coverage -- --open parse     also print the branches of src/parse that no test takes
//   npm run core-coverage -- --raise          write floors that are reached by now; none is ever lowered
//
// Corpora that are not part of the project are left out, so that the figures are the same everywhere.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Floors,
  fallenFloors,
  type Measured,
  percent,
  raisedFloors,
} from './coverage-floors.ts';

const root = resolve(import.meta.dirname, '..');
const floorsFile = join(root, 'test/coverage-floors.json');
const out = join(root, '.build/core-coverage');
const core = ['klog', 'match', 'plan', 'parse', 'graph', 'scan', 'redact'];
/** The graph of a library with an organisation's own laid over it is tested where it is laid. */
const alsoTested = ['overlay/lay-overlay'];
/**
 * Each sample in every shape that anybody pastes it in: counted, these cost more than all others
 * together, and of src/klog reach one branch in a hundred that the others do not. It counts as open.
 */
const exhaustive = ['klog/wraps', 'klog/framings', 'klog/cut-beginning', 'klog/invariants'];

type Place = { start: { line?: number } };
/** What istanbul's report says of a file, as far as it is read here. */
type Coverage = Record<
  string,
  { b: Record<string, number[]>; branchMap: Record<string, { loc: Place; locations: Place[] }> }
>;

const { values } = parseArgs({
  options: {
    open: { type: 'string', multiple: true, default: [] },
    raise: { type: 'boolean', default: false },
  },
});
const unknown = values.open.filter((folder) => !core.includes(folder));
if (unknown.length > 0) {
  console.error(`--open ${unknown.join(', ')}: not of the core, which is ${core.join(', ')}.`);
  process.exit(2);
}

const passed = runTests();
const measured = measure();
for (const folder of values.open) listOpen(folder);
print(measured);
if (!passed) {
  console.error('A test failed (above): mend it first. These are the figures all the same.');
  process.exit(1);
}
if (values.raise) raiseFloors(measured);
checkFloors(measured);

function runTests(): boolean {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      ...['run', '--project', 'source', '--reporter', 'dot', ...testFiles()],
      ...['--coverage.enabled', '--coverage.provider', 'v8', '--coverage.reportsDirectory', out],
      ...core.flatMap((name) => ['--coverage.include', `src/${name}/**/*.ts`]),
      ...['--coverage.reporter', 'json', '--coverage.reporter', 'json-summary'],
      '--coverage.reportOnFailure',
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PANICROOM_CORPORA: join(out, 'none') },
    },
  );
  return status === 0;
}

function testFiles(): string[] {
  const own = core.flatMap((folder) =>
    readdirSync(join(root, 'test', folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => `${folder}/${file.replaceAll(sep, '/').replace(/\.test\.ts$/, '')}`),
  );
  return (
    [...own, ...alsoTested]
      // `seed` is a runbook that is not part of the project.
      .filter((name) => !exhaustive.includes(name) && !name.endsWith('/seed'))
      .map((name) => `test/${name}.test.ts`)
  );
}

function measure(): Record<string, Measured> {
  const summary = join(out, 'coverage-summary.json');
  if (!existsSync(summary)) {
    console.error('Nothing was measured: vitest says why (above).');
    process.exit(1);
  }
  const files: Record<string, Measured> = JSON.parse(readFileSync(summary, 'utf8'));
  const folders: Record<string, Measured> = Object.fromEntries(
    [...core, 'all'].map((name) => [
      name,
      { branches: { covered: 0, total: 0 }, lines: { covered: 0, total: 0 } },
    ]),
  );
  for (const [file, shares] of Object.entries(files)) {
    if (file === 'total') continue;
    for (const folder of [folders[folderOf(file)]!, folders.all!]) {
      for (const what of ['branches', 'lines'] as const) {
        folder[what].covered += shares[what].covered;
        folder[what].total += shares[what].total;
      }
    }
  }
  return folders;
}

function folderOf(file: string): string {
  return relative(join(root, 'src'), file).split(sep)[0]!;
}

function print(folders: Record<string, Measured>): void {
  console.log('\nfolder     branches                   lines');
  for (const [name, { branches, lines }] of Object.entries(folders)) {
    const [left, right] = [branches, lines].map(
      (share) =>
        `${percent(share).toFixed(2).padStart(6)} % ${`(${share.covered} of ${share.total})`.padEnd(15)}`,
    );
    console.log(`${name.padEnd(9)} ${left}  ${right}`.trimEnd());
  }
}

function listOpen(folder: string): void {
  const coverage: Coverage = JSON.parse(readFileSync(join(out, 'coverage-final.json'), 'utf8'));
  console.log(`\nBranches of src/${folder} that no test takes:`);
  for (const [file, { b, branchMap }] of Object.entries(coverage)) {
    if (folderOf(file) !== folder) continue;
    const lines = Object.entries(b).flatMap(([id, counts]) => {
      const { loc, locations } = branchMap[id]!;
      return counts.flatMap((count, at) =>
        // An `else` that is not written has no place of its own.
        count === 0 ? [locations[at]?.start.line ?? loc.start.line!] : [],
      );
    });
    const source = readFileSync(file, 'utf8').split('\n');
    for (const line of [...new Set(lines)].sort((a, b) => a - b))
      console.log(`  ${relative(root, file)}:${line}  ${source[line - 1]!.trim()}`);
  }
}

function readFloors(): Floors {
  return JSON.parse(readFileSync(floorsFile, 'utf8'));
}

function raiseFloors(folders: Record<string, Measured>): void {
  const raised = raisedFloors(readFloors(), folders);
  writeFileSync(floorsFile, `${JSON.stringify(raised, null, 2)}\n`);
}

function checkFloors(folders: Record<string, Measured>): void {
  const fallen = fallenFloors(readFloors(), folders);
  for (const line of fallen) console.error(`fallen below its floor: ${line}`);
  if (fallen.length === 0) return;
  console.error('`npm run core-coverage -- --open FOLDER` names the branches that no test takes.');
  process.exit(1);
}
