// Signatures against real logs: each is seen to fire where it should and to stay silent where not.
//
//   content/samples/memory/oom-kill/global.log          kind: oom-kill            must be hit
//   content/samples/memory/oom-kill/near-miss-….log     near-miss: oom-kill       must not be
//   content/samples/healthy/….log                       kind: none                nothing may fire
//   content/samples/storage/fw-fault/first-seen.log     kind: unknown             must be hit
//
// `unknown` is a failure that the reader has no name for: only the signatures of its runbook know it.

import { knownSignatures } from '../../graph/known-signatures.ts';
import { type SampleFirings, sampleFirings } from '../../match/sample-firings.ts';
import type { Runbook, Signature } from '../../model/runbook.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

/** Reading the samples is most of the work, and five rules ask for it. */
const readings = new WeakMap<LintInput, SampleFirings[]>();

function readAll(input: LintInput): SampleFirings[] {
  let read = readings.get(input);
  if (read === undefined) {
    read = sampleFirings(knownSignatures(input.runbooks), input.samples ?? []);
    readings.set(input, read);
  }
  return read;
}

interface Asked {
  runbook: Runbook;
  signature: Signature;
  id: string;
  kinds: string[];
  own: SampleFirings[];
}

/** Each signature with the samples in its runbook's folder. */
function* signaturesOf(input: LintInput): Generator<Asked> {
  if (input.samples === null) return;
  const read = readAll(input);
  for (const runbook of input.runbooks) {
    const own = read.filter(({ sample }) => sample.file.startsWith(`${runbook.id}/`));
    for (const signature of runbook.signatures) {
      const kinds = signature.kind === null ? runbook.meta.kinds : [signature.kind];
      yield { runbook, signature, id: `${runbook.id}#${signature.id}`, kinds, own };
    }
  }
}

const runbook = `---
kinds: [soft-lockup]
---

# Soft lockup

## Signatures

:::signature{kind="soft-lockup"}
\`\`\`printk
BUG: soft lockup - CPU#%d{cpu} stuck for %us
\`\`\`
:::
`;
const lockup = '[  100.000000] watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [cat:80]\n';
const sample = `kind: soft-lockup\n\n${lockup}`;
const nearMiss = 'kind: none\nnear-miss: soft-lockup\n\n[  1.000000] soft lockup detector off\n';
const runbooks = { 'stalls/soft-lockup.md': runbook };
const good = {
  runbooks,
  samples: { 'stalls/soft-lockup/cat.log': sample, 'stalls/soft-lockup/near.log': nearMiss },
};

export const noSample: Rule = {
  code: 'signatures/no-sample',
  level: 'required',
  asks: 'Each signature has a real log that it fires in, in the samples folder of its runbook.',
  why: 'A format copied wrongly never fires, and nobody finds out until the night it is needed.',
  bad: { runbooks, samples: { 'stalls/soft-lockup/near.log': nearMiss } },
  good,
  *check(input): Generator<Finding> {
    for (const { runbook, signature, id, kinds, own } of signaturesOf(input)) {
      const shown = own.filter(
        ({ sample }) => kinds.includes(sample.kind) || sample.kind === 'unknown',
      );
      if (shown.some(({ firings }) => firings.some(({ hit }) => hit.signature.id === id))) continue;
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

export const sampleMissed: Rule = {
  code: 'signatures/sample-missed',
  level: 'error',
  asks: 'A sample of a kind is hit by a signature of that kind in its runbook.',
  why: 'The log is there to show that the runbook would be found, and it shows that it would not.',
  bad: {
    runbooks,
    samples: {
      ...good.samples,
      'stalls/soft-lockup/old.log': `kind: soft-lockup\n\n${lockup.replace('BUG: soft lockup', 'BUG: soft-lockup')}`,
    },
  },
  good,
  *check(input): Generator<Finding> {
    const byKind = new Map<string, Asked[]>();
    for (const asked of signaturesOf(input)) {
      for (const kind of [...asked.kinds, 'unknown']) {
        const key = `${asked.runbook.id} ${kind}`;
        byKind.set(key, [...(byKind.get(key) ?? []), asked]);
      }
    }
    for (const [key, all] of byKind) {
      const { runbook, signature, own } = all[0]!;
      const ids = new Set(all.map(({ id }) => id));
      const kind = key.slice(runbook.id.length + 1);
      for (const { sample, firings } of own) {
        if (sample.kind !== kind || sample.nearMiss !== null) continue;
        if (firings.some(({ hit }) => ids.has(hit.signature.id))) continue;
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

export const noNearMiss: Rule = {
  code: 'signatures/no-near-miss',
  level: 'required',
  asks: 'Each kind with a signature has a near-miss: a log that resembles it and must not fire.',
  why: 'A signature that is too wide sends people to the wrong procedure, and they follow it.',
  bad: { runbooks, samples: { 'stalls/soft-lockup/cat.log': sample } },
  good,
  *check(input): Generator<Finding> {
    const told = new Set<string>();
    for (const { runbook, signature, kinds, own } of signaturesOf(input)) {
      const known = (input.samples ?? []).map(({ nearMiss }) => nearMiss);
      if (own.some(({ sample }) => sample.nearMiss === 'unknown')) continue;
      const key = `${runbook.id} ${kinds.join()}`;
      if (kinds.some((kind) => known.includes(kind)) || told.has(key)) continue;
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

export const nearMissHit: Rule = {
  code: 'signatures/near-miss-hit',
  level: 'error',
  asks: 'No signature of a kind fires in a near-miss of that kind.',
  why: 'It would send people to a procedure for another failure.',
  bad: {
    runbooks,
    samples: {
      ...good.samples,
      'stalls/soft-lockup/quoted.log': `kind: soft-lockup\nnear-miss: soft-lockup\n\n${lockup}`,
    },
  },
  good,
  *check(input): Generator<Finding> {
    for (const { runbook, signature, id, kinds, own } of signaturesOf(input)) {
      for (const read of readAll(input)) {
        const { sample, firings } = read;
        const isFor =
          sample.nearMiss === 'unknown'
            ? own.includes(read)
            : kinds.includes(sample.nearMiss ?? '');
        if (!isFor) continue;
        const wrong = firings.find(
          ({ hit, applies, isAlone }) => hit.signature.id === id && (applies || isAlone),
        );
        if (!wrong) continue;
        yield {
          runbook,
          span: signature.span,
          message: `It fires in the near-miss ${sample.file}, at line ${wrong.hit.line}: ${wrong.hit.text.slice(0, 80)}`,
          fix: 'Keep more of the message in the format, or ask for a fact or an absence.',
        };
      }
    }
  },
};

export const healthyHit: Rule = {
  code: 'signatures/healthy-hit',
  level: 'error',
  asks: 'No signature fires in the log of a healthy boot.',
  why: 'Every paste would lead to this runbook, whatever happened.',
  bad: {
    runbooks,
    samples: { ...good.samples, 'healthy/boot.log': `kind: none\n\n${lockup}` },
  },
  good: {
    ...good,
    samples: { ...good.samples, 'healthy/boot.log': 'kind: none\n\n[    0.1] ok\n' },
  },
  *check(input): Generator<Finding> {
    for (const { runbook, signature, id } of signaturesOf(input)) {
      for (const { sample, firings } of readAll(input)) {
        if (sample.kind !== 'none' || sample.nearMiss !== null) continue;
        const wrong = firings.find(({ hit }) => hit.signature.id === id);
        if (!wrong) continue;
        yield {
          runbook,
          span: signature.span,
          message: `It fires in the clean boot ${sample.file}, at line ${wrong.hit.line}: ${wrong.hit.text.slice(0, 80)}`,
          fix: 'Keep more of the message in the format.',
        };
      }
    }
  },
};
