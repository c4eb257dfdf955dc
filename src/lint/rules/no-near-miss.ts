// Each kind with a signature has a log that it must not fire in.

import { askedSignatures } from '../asked-signatures.ts';
import type { Finding, LibraryRule } from '../rule.ts';
import { goodLockup, lockupRunbooks, lockupSample } from '../soft-lockup-example.ts';

export const noNearMiss: LibraryRule = {
  code: 'signatures/no-near-miss',
  level: 'required',
  of: 'library',
  asks: 'Each kind with a signature has a near-miss: a log that resembles it and must not fire.',
  why: 'A signature that is too wide sends people to the wrong procedure, and they follow it.',
  bad: { runbooks: lockupRunbooks, samples: { 'stalls/soft-lockup/cat.log': lockupSample } },
  good: goodLockup,
  *check(input): Generator<Finding> {
    const shown = new Set((input.samples ?? []).map(({ nearMiss }) => nearMiss));
    const told = new Set<string>();
    for (const { runbook, signature, kinds, own } of askedSignatures(input)) {
      if (own.some(({ sample }) => sample.nearMiss === 'unknown')) continue;
      const key = `${runbook.id} ${kinds.join()}`;
      if (kinds.some((kind) => shown.has(kind)) || told.has(key)) continue;
      told.add(key);
      yield {
        runbook,
        span: signature.span,
        message: `No near-miss shows what is not \`${kinds.join('`, `')}\`.`,
        fix: `Put a log that only resembles it into content/samples/${runbook.id}/, with \`near-miss: ${kinds[0] ?? '…'}\` in its head.`,
      };
    }
  },
};
