// Two groups: tests of the source alone, and tests of the built output, which are preceded by a build
// where the one at hand is older than the sources.

import { defineConfig } from 'vitest/config';

const built = ['test/**/*.built.test.ts', 'test/browser/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'source',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: built,
          // A busy machine is slow, not wrong: nothing here asserts a time.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'built',
          include: built,
          globalSetup: ['test/build-once.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
