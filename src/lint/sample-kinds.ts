// Kinds that the headers of samples name. Of a sample, not of a runbook, so no rule like the others.
//
//   kind: softlockup
//   near-miss: soft-lockup

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Sample } from '../model/sample.ts';
import { kindMeant, knownKinds } from './known-kinds.ts';

/** A healthy boot, and a failure that the reader has no name for. */
const words: ReadonlySet<string> = new Set(['none', 'unknown']);

/** @param prefix put before each sample's path: `../samples/`. */
export function sampleKinds(samples: readonly Sample[], prefix: string): Diagnostic[] {
  return samples.flatMap(({ file, kind, nearMiss }) =>
    [kind, ...(nearMiss === null ? [] : [nearMiss])]
      .filter((word) => !knownKinds.has(word) && !words.has(word))
      .map((word): Diagnostic => {
        const start = { line: 1, column: 1, offset: 0 };
        return {
          file: prefix + file,
          span: { start, end: start },
          level: 'error',
          code: 'samples/unknown-kind',
          message: `The head of this sample names \`${word}\`, which is no kind.`,
          fix: `${kindMeant(word)} \`none\` stands for a healthy log, \`unknown\` for a failure without a kind.`,
        };
      }),
  );
}
