// The build under test.

import { join, resolve } from 'node:path';

export const distFolder = (): string =>
  process.env.PANICROOM_TEST_DIST ?? resolve(import.meta.dirname, '../dist');
export const siteFolder = (): string => join(distFolder(), 'site');
