// Signatures over logs that only resemble their failure.

import { askedSignatures } from '../asked-signatures.ts';
import type { Finding, LibraryRule } from '../rule.ts';
import { goodLockup, lockupLine, lockupRunbooks } from '../soft-lockup-example.ts';

export const nearMissHit: LibraryRule = {
  code: 'signatures/near-miss-hit',
  level: 'error',
  of: 'library',
  asks: 'No signature of a kind fires in a near-miss of that kind.',
  why: 'It would send people to a procedure for another failure.',
  bad: {
    runbooks: lockupRunbooks,
    samples: {
      ...goodLockup.samples,
      'stalls/soft-lockup/quoted.log': `kind: soft-lockup\nnear-miss: soft-lockup\n\n${lockupLine}`,
    },
  },
  good: goodLockup,
  *check(input): Generator<Finding> {
    for (const { runbook, signature, kinds, own, firings } of askedSignatures(input)) {
      const told = new Set<string>();
      for (const { of, firing } of firings) {
        const { nearMiss, file } = of.sample;
        const isFor =
          nearMiss !== null &&
          (nearMiss === 'unknown' ? own.includes(of) : kinds.includes(nearMiss));
        if (!isFor || !(firing.applies || firing.isAlone) || told.has(file)) continue;
        told.add(file);
        yield {
          runbook,
          span: signature.span,
          message: `It fires in the near-miss ${file}, at line ${firing.hit.line}: ${firing.hit.text.slice(0, 80)}`,
          fix: 'Keep more of the message in the format, or ask for a fact or an absence.',
        };
      }
    }
  },
};
