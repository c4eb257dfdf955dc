// The walk of docs/walk-new-scenario.md, done again: each command ends and prints as the page says.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { walk } from '../../scripts/walk.ts';

test('docs/walk-new-scenario.md is what the commands print (npm run walk)', {
  timeout: 300_000,
}, () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/walk-new-scenario.md'), 'utf8');
  expect(walk()).toBe(page);
});
