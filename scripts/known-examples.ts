// A list of signatures that were verified in kernels' sources (signatures.jsonl, kinds.md; not part of
// the project) against the library: is each example line read as the kind that it means, and does a
// signature of a runbook that covers the kind fire in it?

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownSignatures } from '../src/graph/known-signatures.ts';
import { readKernelLog } from '../src/klog/read-kernel-log.ts';
import { compileSignatures } from '../src/match/match-signatures.ts';
import { sampleFirings } from '../src/match/sample-firings.ts';
import type { Runbook } from '../src/model/runbook.ts';

export interface KnownExample {
  slug: string;
  example: string;
  /** That the list gives it; null where the slug is a line around others. */
  kind: string | null;
}

export interface JudgedExample extends KnownExample {
  /** Kinds of the events that were read. */
  read: string[];
  /** Ids of the runbooks that cover one of its kinds, as listed or as read. */
  runbooks: string[];
  /** Ids of those whose signature fires in it. */
  hitBy: string[];
}

/** @param folder holds signatures.jsonl and kinds.md. */
export function readKnownExamples(folder: string): KnownExample[] {
  const text = readFileSync(join(folder, 'kinds.md'), 'utf8');
  // A kind's line names the signatures that point at it, in brackets: `gpf` (gpf).
  const kindOf = new Map(
    [...text.matchAll(/`([a-z0-9-]+)`(?: \(([a-z0-9-]+(?:, [a-z0-9-]+)*))?/g)].flatMap(
      ([, kind, slugs]) => (slugs ?? kind!).split(', ').map((slug) => [slug, kind!] as const),
    ),
  );
  return readFileSync(join(folder, 'signatures.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { slug: string; example: string })
    .map(({ slug, example }) => ({ slug, example, kind: kindOf.get(slug) ?? null }));
}

export function judgeExamples(
  examples: readonly KnownExample[],
  runbooks: readonly Runbook[],
): JudgedExample[] {
  const signatures = compileSignatures(knownSignatures(runbooks));
  return examples.map((known) => {
    const { slug, kind, example } = known;
    const read = readKernelLog(example).events.map((event) => event.kind);
    const sample = { file: slug, kind: kind ?? 'none', text: example };
    const rest = { nearMiss: null, title: null, kernel: null, source: null };
    const { firings } = sampleFirings(signatures, [{ ...sample, ...rest }])[0]!;
    return {
      ...known,
      read,
      runbooks: runbooks
        .filter(({ meta }) => meta.kinds.some((each) => each === kind || read.includes(each)))
        .map(({ id }) => id),
      hitBy: [...new Set(firings.map(({ hit }) => hit.signature.runbook))].sort(),
    };
  });
}

/** Its kind has no runbook yet. */
export const isUncovered = ({ runbooks }: JudgedExample): boolean => runbooks.length === 0;

/** It has a runbook, and none of that runbook's signatures fires. */
export const isMissed = ({ runbooks, hitBy }: JudgedExample): boolean =>
  runbooks.length > 0 && !runbooks.some((id) => hitBy.includes(id));
