// Kinds come from a closed list.

import { frontMatterPlace } from '../front-matter-place.ts';
import { kindMeant, knownKinds } from '../known-kinds.ts';
import { openingPlace } from '../opening-place.ts';
import type { Finding, RunbookRule } from '../rule.ts';

export const unknownKind: RunbookRule = {
  code: 'kinds/unknown',
  level: 'error',
  of: 'runbook',
  asks: 'Kinds are those of content/vocabulary/kinds.json.',
  why: 'A log never leads to a runbook of a kind that the reader does not know.',
  bad: { runbooks: { 'a/b.md': '---\nkinds: [softlockup]\n---\n\n# A title\n' } },
  good: { runbooks: { 'a/b.md': '---\nkinds: [soft-lockup]\n---\n\n# A title\n' } },
  *check(input): Generator<Finding> {
    for (const runbook of input.runbooks) {
      for (const kind of runbook.meta.kinds) {
        if (knownKinds.has(kind)) continue;
        yield {
          runbook,
          span: frontMatterPlace(input, runbook, 'kinds', kind),
          message: `There is no kind \`${kind}\`.`,
          fix: kindMeant(kind),
        };
      }
      for (const signature of runbook.signatures) {
        const { kind } = signature;
        if (kind === null || knownKinds.has(kind)) continue;
        yield {
          runbook,
          span: openingPlace(input, runbook, signature, kind),
          message: `There is no kind \`${kind}\`, so this signature says nothing.`,
          fix: kindMeant(kind),
        };
      }
    }
  },
};
