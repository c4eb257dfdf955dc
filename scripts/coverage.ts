// `npm run coverage`: writes docs/coverage.md, what the library holds for each kind of failure. With
// `--check` it writes nothing, and fails where the page is older than the library.

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import areas from '../content/vocabulary/areas.json' with { type: 'json' };
import kinds from '../content/vocabulary/kinds.json' with { type: 'json' };
import { readLibrary } from '../src/library/read-library.ts';
import { readSamples } from '../src/library/read-samples.ts';
import { describeCoverage } from './describe-coverage.ts';
import { readCoverageReasons } from './evidence/evidence-files.ts';
import { kindCoverage } from './kind-coverage.ts';

const root = resolve(import.meta.dirname, '..');
const page = join(root, 'docs/coverage.md');
const { runbooks } = await readLibrary(join(root, 'content/runbooks'));
const rows = kindCoverage(kinds, runbooks, await readSamples(join(root, 'content/samples')));
const text = describeCoverage(areas, rows, readCoverageReasons());
if (!process.argv.includes('--check')) {
  writeFileSync(page, text);
  console.log('Wrote docs/coverage.md');
} else if (readFileSync(page, 'utf8') !== text) {
  console.error('docs/coverage.md is older than the library: run npm run coverage.');
  process.exit(1);
}
