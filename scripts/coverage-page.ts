// The text of docs/coverage.md for the library as it is now.

import { join } from 'node:path';
import areas from '../content/vocabulary/areas.json' with { type: 'json' };
import kinds from '../content/vocabulary/kinds.json' with { type: 'json' };
import { readSamples } from '../src/library/read-samples.ts';
import type { Runbook } from '../src/model/runbook.ts';
import { describeCoverage } from './describe-coverage.ts';
import { readCoverageReasons } from './evidence/evidence-files.ts';
import { kindCoverage } from './kind-coverage.ts';

/** @param root of the project. */
export async function coveragePage(root: string, runbooks: readonly Runbook[]): Promise<string> {
  const rows = kindCoverage(kinds, runbooks, await readSamples(join(root, 'content/samples')));
  return describeCoverage(areas, rows, readCoverageReasons());
}
