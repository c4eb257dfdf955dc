// A check for a while → what it found, in its smallest shape, with how to see it again.

import fc from 'fast-check';
import type { Check } from './checks.ts';

export interface Finding {
  check: string;
  message: string;
  /** The shrunk input. */
  text: string;
  /** The command that runs it again. */
  replay: string;
}

export interface Run {
  runs: number;
  finding: Finding | null;
}

export interface RunOptions {
  seed: number;
  /** Neither more inputs nor more shrinking after so long; an input begun is ended. */
  milliseconds: number;
  /** Most inputs that are drawn. */
  numRuns?: number;
  /** Of a finding, to draw it at once. */
  path?: string;
}

export function runCheck({ name, property }: Check, options: RunOptions): Run {
  const { seed, milliseconds, numRuns = 1_000_000, path } = options;
  const done = fc.check(property, {
    seed,
    numRuns,
    interruptAfterTimeLimit: milliseconds,
    ...(path === undefined ? {} : { path }),
  });
  if (!done.failed || done.counterexample === null) return { runs: done.numRuns, finding: null };
  const { errorInstance, counterexample, counterexamplePath } = done;
  return {
    runs: done.numRuns,
    finding: {
      check: name,
      message: errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
      text: counterexample[0].text,
      replay: `npm run fuzz -- --replay ${name} --seed ${seed} --path ${counterexamplePath}`,
    },
  };
}
