// Each signature has a log that it fires in.

import { askedSignatures } from '../asked-signatures.ts';
import type { Finding, LibraryRule } from '../rule.ts';
import { goodLockup, lockupNearMiss, lockupRunbooks } from '../soft-lockup-example.ts';

export const noSample: LibraryRule = {
  code: 'signatures/no-sample',
  level: 'required',
  of: 'library',
  asks: 'Each signature has a real log that it fires in, in the samples folder of its runbook.',
  why: 'A format copied wrongly never fires, and nobody finds out until the night it is needed.',
  bad: { runbooks: lockupRunbooks, samples: { 'stalls/soft-lockup/near.log': lockupNearMiss } },
  good: goodLockup,
  *check(input): Generator<Finding> {
    for (const { runbook, signature, kinds, own, firings } of askedSignatures(input)) {
      const shown = own.filter(
        ({ sample }) => kinds.includes(sample.kind) || sample.kind === 'unknown',
      );
      if (firings.some(({ of }) => shown.includes(of))) continue;
      // Where there are samples, another rule says which of them it misses.
      if (shown.length > 0 && signature.kind !== null) continue;
      yield {
        runbook,
        span: signature.span,
        message: 'No sample shows this signature at work.',
        fix: `Put a log of it into content/samples/${runbook.id}/, with \`kind: ${kinds[0] ?? '…'}\` as its first line; \`panicroom new --from LOG\` does so.`,
      };
    }
  },
};
