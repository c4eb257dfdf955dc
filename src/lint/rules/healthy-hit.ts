// Signatures over the logs of healthy boots.

import { askedSignatures } from '../asked-signatures.ts';
import type { Finding, LibraryRule } from '../rule.ts';
import { goodLockup, lockupLine, lockupRunbooks } from '../soft-lockup-example.ts';

export const healthyHit: LibraryRule = {
  code: 'signatures/healthy-hit',
  level: 'error',
  of: 'library',
  asks: 'No signature fires in the log of a healthy boot.',
  why: 'Every paste would lead to this runbook, whatever happened.',
  bad: {
    runbooks: lockupRunbooks,
    samples: { ...goodLockup.samples, 'healthy/boot.log': `kind: none\n\n${lockupLine}` },
  },
  good: {
    ...goodLockup,
    samples: { ...goodLockup.samples, 'healthy/boot.log': 'kind: none\n\n[    0.1] ok\n' },
  },
  *check(input): Generator<Finding> {
    for (const { runbook, signature, firings } of askedSignatures(input)) {
      const told = new Set<string>();
      for (const { of, firing } of firings) {
        const { kind, nearMiss, file } = of.sample;
        if (kind !== 'none' || nearMiss !== null || told.has(file)) continue;
        told.add(file);
        yield {
          runbook,
          span: signature.span,
          message: `It fires in the clean boot ${file}, at line ${firing.hit.line}: ${firing.hit.text.slice(0, 80)}`,
          fix: 'Keep more of the message in the format.',
        };
      }
    }
  },
};
