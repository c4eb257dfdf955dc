// Before the tests of the built output: a build, where dist/ is missing or older than what it is
// made from. PANICROOM_TEST_DIST names a finished build and skips this.

import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const project = resolve(import.meta.dirname, '..');

export default async function buildOnce(): Promise<void> {
  if (process.env.PANICROOM_TEST_DIST) return;
  const dist = join(project, 'dist');
  process.env.PANICROOM_TEST_DIST = dist;
  const sources = ['src', 'content', 'package.json', 'astro.config.mjs', 'scripts/build.ts'];
  const newest = Math.max(...sources.map((source) => newestChange(join(project, source))));
  if (newestChange(join(dist, 'graph.json')) > newest) return;
  const build = join(project, 'scripts/build.ts');
  await promisify(execFile)(process.execPath, [build], { cwd: project });
}

/** Milliseconds; 0 where nothing is there. */
function newestChange(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path).map((name) => newestChange(join(path, name)));
  return Math.max(found.mtimeMs, ...inside);
}
