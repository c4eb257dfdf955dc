// Golden files: what a person reviewed once, compared for ever after. `UPDATE_GOLDENS=1 npm test`
// rewrites them; the diff is then read like any other change.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

export function expectGolden(file: string, actual: string): void {
  if (process.env.UPDATE_GOLDENS === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  expect(existsSync(file), `${file} is missing; UPDATE_GOLDENS=1 writes it`).toBe(true);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}
