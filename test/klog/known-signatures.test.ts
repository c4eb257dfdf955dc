// Signatures that were verified in several kernels' sources, each with a line as the kernel prints it:
// the line alone is enough to tell the kind. The list is not part of the project: where it is absent
// this is left out, and says so.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';

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
      expect(readKernelLog(example).events.map(({ kind }) => kind)).toEqual([kindOf.get(slug)]);
    });
  },
);
