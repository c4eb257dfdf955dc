// Words that come from closed lists: kinds of failures, taint letters.

import kinds from '../../../content/vocabulary/kinds.json' with { type: 'json' };
import taint from '../../../content/vocabulary/taint.json' with { type: 'json' };
import { frontMatterPlace } from '../front-matter-place.ts';
import type { Finding, Rule } from '../rule.ts';

const slugs = kinds.map(({ slug }) => slug);
const known = new Set(slugs);
const letters = new Set(taint.flags.flatMap(({ letter, clear }) => [letter, clear.trim()]));
for (const { letter } of taint.distributions) letters.add(letter);

export const unknownKind: Rule = {
  code: 'kinds/unknown',
  level: 'error',
  asks: 'Kinds are those of content/vocabulary/kinds.json.',
  why: 'A log never leads to a runbook of a kind that the reader does not know.',
  bad: { runbooks: { 'a/b.md': '---\nkinds: [softlockup]\n---\n\n# A title\n' } },
  good: { runbooks: { 'a/b.md': '---\nkinds: [soft-lockup]\n---\n\n# A title\n' } },
  *check(input): Generator<Finding> {
    for (const runbook of input.runbooks) {
      for (const kind of runbook.meta.kinds) {
        if (known.has(kind)) continue;
        yield {
          runbook,
          span: frontMatterPlace(input, runbook, 'kinds', kind),
          message: `There is no kind \`${kind}\`.`,
          fix: `${suggestion(kind)} Their list is content/vocabulary/kinds.json.`,
        };
      }
      for (const { kind, span } of runbook.signatures) {
        if (kind === null || known.has(kind)) continue;
        yield {
          runbook,
          span,
          message: `There is no kind \`${kind}\`, so this signature says nothing.`,
          fix: `${suggestion(kind)} Their list is content/vocabulary/kinds.json.`,
        };
      }
    }
  },
};

export const noKind: Rule = {
  code: 'kinds/none',
  level: 'required',
  asks: 'A runbook names the kinds of failures that it covers, and its signatures are of these.',
  why: 'Without a kind no log leads to it: it can only be found by searching.',
  bad: { runbooks: { 'a/b.md': '# Soft lockup\n' } },
  good: { runbooks: { 'a/b.md': '---\nkinds: [soft-lockup]\n---\n\n# Soft lockup\n' } },
  *check(input): Generator<Finding> {
    for (const runbook of input.runbooks) {
      const covered = runbook.meta.kinds;
      if (covered.length === 0) {
        yield {
          runbook,
          span: frontMatterPlace(input, runbook, 'kinds'),
          message: 'It names no kind of failure.',
          fix: 'Add `kinds: [soft-lockup]` to the front matter, with those that it is about.',
        };
        continue;
      }
      for (const { kind, span } of runbook.signatures) {
        if (kind === null || !known.has(kind) || covered.includes(kind)) continue;
        yield {
          runbook,
          span,
          message: `This signature is of kind \`${kind}\`, which the runbook does not cover.`,
          fix: `Add it to \`kinds:\` in the front matter, or correct the signature.`,
        };
      }
    }
  },
};

export const unknownTaint: Rule = {
  code: 'taint/unknown-letter',
  level: 'error',
  asks: 'Taint letters are those of content/vocabulary/taint.json.',
  why: 'A letter that no kernel prints is looked for in vain.',
  bad: {
    runbooks: {
      'a/b.md':
        '# A title\n\n## Taint flags\n\n- `Q` - Something odd\n- `O` - Out-of-tree module\n',
    },
  },
  good: {
    runbooks: {
      'a/b.md':
        '# A title\n\n## Taint flags\n\n- `P` - Proprietary module\n- `O` - Out-of-tree module\n',
    },
  },
  *check({ runbooks }): Generator<Finding> {
    const fix = 'Their list is content/vocabulary/taint.json; `panicroom taint` decodes a line.';
    for (const runbook of runbooks) {
      for (const { letter, span } of runbook.taintFlags) {
        if (letters.has(letter)) continue;
        yield { runbook, span, message: `No kernel prints the taint letter \`${letter}\`.`, fix };
      }
      for (const { requires, span } of runbook.signatures) {
        const wrong = [...(requires.taint ?? '')].filter((letter) => !letters.has(letter));
        if (wrong.length === 0) continue;
        yield {
          runbook,
          span,
          message: `This signature asks for the taint letter \`${wrong.join('')}\`, which no kernel prints.`,
          fix,
        };
      }
    }
  },
};

/** The kind that shares most letters in a row with what was written. */
function suggestion(wanted: string): string {
  const bare = wanted.toLowerCase().replace(/[^a-z0-9]/g, '');
  const near =
    slugs.find((slug) => slug.replaceAll('-', '') === bare) ??
    slugs.find((slug) => bare.length > 3 && slug.replaceAll('-', '').includes(bare)) ??
    slugs.find((slug) => slug.split('-').some((word) => word.length > 3 && bare.includes(word)));
  return near ? `Did you mean \`${near}\`?` : 'Choose the one that the wizard shows for your log.';
}
