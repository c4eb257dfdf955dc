// `npm test`: everything that has to hold, in the order in which it is cheapest to learn that it does
// not. Arguments go to vitest: `npm test -- test/klog`.
//
//   formatter and linter → compiler → a browser to test in → the build → all tests

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setUpBrowser } from './set-up-browser.ts';

const project = resolve(import.meta.dirname, '..');
const chosen = process.argv.slice(2);

function run(
  what: string,
  program: string,
  args: string[],
  environment: Record<string, string> = {},
): void {
  console.log(`\n── ${what}`);
  const { status, error } = spawnSync(program, args, {
    cwd: project,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
    // npm's own shims are .cmd files on Windows, which only a shell can start.
    shell: process.platform === 'win32',
  });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}

const tool = (name: string) => join(project, 'node_modules', '.bin', name);

// One folder chosen by hand is one thought: the rest can wait for the whole run.
if (chosen.length === 0) {
  run('formatter and linter', tool('biome'), ['check', '--error-on-warnings', '.']);
  run('compiler', tool('tsc'), ['--noEmit']);
}

console.log('\n── browser');
let browser: string;
try {
  browser = await setUpBrowser();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
console.log(browser);

// The tests' own build, so that they never judge one that is older than the sources.
const out = mkdtempSync(join(tmpdir(), 'panicroom-test-'));
process.on('exit', () => rmSync(out, { recursive: true, force: true }));
const dist = join(out, 'dist');
run('build', process.execPath, ['scripts/build.ts', '--out', dist]);
run('tests', process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...chosen], {
  PANICROOM_BROWSER: browser,
  PANICROOM_TEST_DIST: dist,
});
