// Samples that the signatures of their runbook do not find.

import { type AskedSignature, askedSignatures } from '../asked-signatures.ts';
import type { Finding, LibraryRule } from '../rule.ts';
import { goodLockup, lockupLine, lockupRunbooks } from '../soft-lockup-example.ts';

export const sampleMissed: LibraryRule = {
  code: 'signatures/sample-missed',
  level: 'error',
  of: 'library',
  asks: 'A sample of a kind is hit by a signature of that kind in its runbook.',
  why: 'The log is there to show that the runbook would be found, and it shows that it would not.',
  bad: {
    runbooks: lockupRunbooks,
    samples: {
      ...goodLockup.samples,
      'stalls/soft-lockup/old.log': `kind: soft-lockup\n\n${lockupLine.replace('BUG: soft lockup', 'BUG: soft-lockup')}`,
    },
  },
  good: goodLockup,
  *check(input): Generator<Finding> {
    const byKind = new Map<string, AskedSignature[]>();
    for (const asked of askedSignatures(input)) {
      for (const kind of [...asked.kinds, 'unknown']) {
        const key = `${asked.runbook.id} ${kind}`;
        byKind.set(key, [...(byKind.get(key) ?? []), asked]);
      }
    }
    for (const [key, all] of byKind) {
      const { runbook, signature, own } = all[0]!;
      const hit = new Set(all.flatMap(({ firings }) => firings.map(({ of }) => of)));
      const kind = key.slice(runbook.id.length + 1);
      for (const of of own) {
        const { sample } = of;
        if (sample.kind !== kind || sample.nearMiss !== null || hit.has(of)) continue;
        yield {
          runbook,
          span: signature.span,
          message: `It misses its own sample ${sample.file}.`,
          fix: "Add the wording of that log as another format, or correct the sample's `kind:`.",
        };
      }
    }
  },
};
