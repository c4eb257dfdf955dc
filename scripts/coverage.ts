// `npm run coverage`: writes docs/coverage.md, what the library holds for each kind of failure. With
// `--check` it writes nothing, and fails where the page is older than the library.

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readLibrary } from '../src/library/read-library.ts';
import { coveragePage } from './coverage-page.ts';

const root = resolve(import.meta.dirname, '..');
const page = join(root, 'docs/coverage.md');
const { runbooks } = await readLibrary(join(root, 'content/runbooks'));
const text = await coveragePage(root, runbooks);
if (!process.argv.includes('--check')) {
  writeFileSync(page, text);
  console.log('Wrote docs/coverage.md');
} else if (readFileSync(page, 'utf8') !== text) {
  console.error('docs/coverage.md is older than the library: run npm run coverage.');
  process.exit(1);
}
