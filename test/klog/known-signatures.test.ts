// Signatures that were verified in several kernels' sources, each with a line as the kernel prints it:
// the line alone is enough to tell the kind, and a signature of a runbook that covers it fires. The list
// is not part of the project: where it is absent this is left out, and says so.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knownSignatures } from '../../src/graph/known-signatures.ts';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { compileSignatures } from '../../src/match/match-signatures.ts';
import { sampleFirings } from '../../src/match/sample-firings.ts';

const corpora =
  process.env.PANICROOM_CORPORA ?? join(import.meta.dirname, '../../../shared/corpus');
const known = join(corpora, '../kernel');
const present = existsSync(known);

/** Read in another way than by the line alone, on purpose. */
const otherwise = new Set([
  // A NULL pointer or not: the address in its example decides.
  'arm64-unable-to-handle',
  // The head of a firmware's record: its section says whether it is memory, a processor or a bus.
  'ghes-record',
  'ghes-fatal',
  // The module is loaded all the same: taint E tells of it.
  'module-sig-missing',
]);

/** No signature fires, for a reason. */
const unsigned = new Set([
  // Its example has an offset without a size, which %pS never prints.
  'xfs-shutdown',
  // Its example is an error; the kernels that we looked at warn (fs/btrfs/disk-io.c).
  'btrfs-csum',
]);

const { runbooks } = await readLibrary(join(import.meta.dirname, '../../content/runbooks'));
const compiled = compileSignatures(knownSignatures(runbooks));

/** Ids of the runbooks whose signatures fire in a log. */
function firedBy(text: string, kind: string): string[] {
  const sample = { file: 'example', text, kind, nearMiss: null, title: null, kernel: null };
  const [{ firings } = { firings: [] }] = sampleFirings(
    () => compiled,
    [{ ...sample, source: null }],
  );
  return firings.map(({ hit }) => hit.signature.runbook);
}

describe.skipIf(!present)(
  present ? 'verified signatures' : 'verified signatures: left out, the shared list is not here',
  () => {
    // A kind's line names the signatures that point at it, in brackets.
    const kinds = present ? readFileSync(join(known, 'kinds.md'), 'utf8') : '';
    const kindOf = new Map(
      [...kinds.matchAll(/`([a-z0-9-]+)` \(([a-z0-9-]+(?:, [a-z0-9-]+)*)/g)].flatMap(
        ([, kind, slugs]) => slugs!.split(', ').map((slug) => [slug, kind!] as const),
      ),
    );
    const signatures: { slug: string; example: string }[] = present
      ? readFileSync(join(known, 'signatures.jsonl'), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : [];
    const told = signatures.filter(({ slug }) => kindOf.has(slug) && !otherwise.has(slug));
    test.each(told)('$slug', ({ slug, example }) => {
      const kind = kindOf.get(slug)!;
      expect(readKernelLog(example).events.map((event) => event.kind)).toEqual([kind]);
      const covering = runbooks.filter(({ meta }) => meta.kinds.includes(kind)).map(({ id }) => id);
      const fires = firedBy(example, kind).some((id) => covering.includes(id));
      expect(fires).toBe(!unsigned.has(slug));
    });
  },
);
