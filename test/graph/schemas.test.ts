// The published schemas say what the code checks.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { schemas } from '../../scripts/schema.ts';

const root = join(import.meta.dirname, '../..');

test.each(Object.keys(schemas))('%s is up to date; node scripts/schema.ts writes it', (file) => {
  const published = JSON.parse(readFileSync(join(root, file), 'utf8'));
  expect(published).toEqual(JSON.parse(JSON.stringify(schemas[file])));
});
