// A runbook with a signature, a sample and a near-miss: the good example of the rules that ask for
// these, and what their bad ones are made from.

import type { Example } from './rule.ts';

export const lockupRunbooks = {
  'stalls/soft-lockup.md': `---
kinds: [soft-lockup]
---

# Soft lockup

## Signatures

:::signature{kind="soft-lockup"}
\`\`\`printk
BUG: soft lockup - CPU#%d{cpu} stuck for %us
\`\`\`
:::
`,
};
export const lockupLine =
  '[  100.000000] watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [cat:80]\n';
export const lockupSample = `kind: soft-lockup\n\n${lockupLine}`;
export const lockupNearMiss =
  'kind: none\nnear-miss: soft-lockup\n\n[  1.000000] soft lockup detector off\n';

export const goodLockup = {
  runbooks: lockupRunbooks,
  samples: {
    'stalls/soft-lockup/cat.log': lockupSample,
    'stalls/soft-lockup/near.log': lockupNearMiss,
  },
} satisfies Example;
