// Which logs lead to a runbook.

import { frontMatterPlace } from '../front-matter-place.ts';
import { kindOfArea, knownKinds } from '../known-kinds.ts';
import { openingPlace } from '../opening-place.ts';
import type { Finding, RunbookRule } from '../rule.ts';

export const noKind: RunbookRule = {
  code: 'kinds/none',
  level: 'required',
  of: 'runbook',
  asks: 'A runbook names the kinds of failures that it covers, and its signatures are of these; a guide (`type: guide`) covers none.',
  why: 'Without a kind no log leads to it: it can only be found by searching.',
  bad: { runbooks: { 'a/b.md': '# Soft lockup\n' } },
  good: { runbooks: { 'a/b.md': '---\nkinds: [soft-lockup]\n---\n\n# Soft lockup\n' } },
  *check(input): Generator<Finding> {
    for (const runbook of input.runbooks) {
      const covered = runbook.meta.kinds;
      if (runbook.meta.type === 'guide') {
        const named =
          covered.length > 0 ? 'a kind' : runbook.signatures.length > 0 ? 'a signature' : null;
        if (named !== null) {
          yield {
            runbook,
            span: frontMatterPlace(input, runbook, covered.length > 0 ? 'kinds' : 'type'),
            message: `A guide has ${named}, but no log leads to a guide.`,
            fix: 'Leave out `type: guide`, or move the kinds and signatures to a runbook that links here.',
          };
        }
        continue;
      }
      if (covered.length === 0) {
        yield {
          runbook,
          span: frontMatterPlace(input, runbook, 'kinds'),
          message: 'It names no kind of failure.',
          fix: `Add \`kinds: [${kindOfArea(runbook.area)}]\` to the front matter, with those that it is about; or \`type: guide\` where no log should lead to it.`,
        };
        continue;
      }
      // A kind that is none is told already; its signatures are most likely right.
      if (covered.some((kind) => !knownKinds.has(kind))) continue;
      for (const signature of runbook.signatures) {
        const { kind } = signature;
        if (kind === null || !knownKinds.has(kind) || covered.includes(kind)) continue;
        yield {
          runbook,
          span: openingPlace(input, runbook, signature, kind),
          message: `This signature is of kind \`${kind}\`, which the runbook does not cover.`,
          fix: `Add it to \`kinds:\` in the front matter, or correct the signature.`,
        };
      }
    }
  },
};
