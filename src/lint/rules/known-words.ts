// Words that come from closed lists: kinds of failures, taint letters.

import kinds from '../../../content/vocabulary/kinds.json' with { type: 'json' };
import taint from '../../../content/vocabulary/taint.json' with { type: 'json' };
import { didYouMean } from '../../parse/nearest-word.ts';
import { frontMatterPlace } from '../front-matter-place.ts';
import { openingPlace } from '../opening-place.ts';
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
          fix: `${suggestion(kind)}Their list is content/vocabulary/kinds.json.`,
        };
      }
      for (const signature of runbook.signatures) {
        const { kind } = signature;
        if (kind === null || known.has(kind)) continue;
        yield {
          runbook,
          span: openingPlace(input, runbook, signature, kind),
          message: `There is no kind \`${kind}\`, so this signature says nothing.`,
          fix: `${suggestion(kind)}Their list is content/vocabulary/kinds.json.`,
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
      for (const signature of runbook.signatures) {
        const { kind } = signature;
        if (kind === null || !known.has(kind) || covered.includes(kind)) continue;
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
  *check(input): Generator<Finding> {
    const list = 'Their list is content/vocabulary/taint.json; `panicroom taint` decodes a line.';
    for (const runbook of input.runbooks) {
      for (const { letter, meaning, span } of runbook.taintFlags) {
        if (letters.has(letter)) continue;
        yield {
          runbook,
          span,
          message: `No kernel prints the taint letter \`${letter}\`.`,
          fix: `${flagMeant(letter, meaning)}${list}`,
        };
      }
      for (const signature of runbook.signatures) {
        const { requires } = signature;
        const wrong = [...(requires.taint ?? '')].filter((letter) => !letters.has(letter));
        if (wrong.length === 0) continue;
        yield {
          runbook,
          span: openingPlace(input, runbook, signature, requires.taint!),
          message: `This signature asks for the taint letter \`${wrong.join('')}\`, which no kernel prints.`,
          fix: `${flagMeant(wrong[0]!, '')}${list}`,
        };
      }
    }
  },
};

/** The kinds whose slug or label is near to what was written. */
function suggestion(wanted: string): string {
  return (
    didYouMean(wanted, slugs) || 'Choose the one that `panicroom triage` names for such a log. '
  );
}

/**
 * The flag that was meant: the same letter in its other case, or the one whose meaning shares most
 * words with what the author wrote behind it.
 */
function flagMeant(letter: string, meaning: string): string {
  const flipped = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
  const words = contentWords(meaning);
  const scored = [...taint.flags, ...taint.distributions]
    .map((flag) => ({
      flag,
      score: contentWords(`${flag.name.slice('TAINT_'.length)} ${flag.meaning}`).filter((word) =>
        words.includes(word),
      ).length,
    }))
    .sort((a, b) => b.score - a.score);
  const meant =
    scored[0]!.score > 0 && scored[0]!.score > scored[1]!.score
      ? scored[0]!.flag
      : taint.flags.find((flag) => flag.letter === flipped);
  return meant ? `Did you mean \`${meant.letter}\`? It says: ${firstSentence(meant.meaning)} ` : '';
}

const frequent = new Set(['module', 'loaded', 'kernel', 'been', 'with', 'that', 'from', 'this']);

function contentWords(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z]{4,}/g) ?? [];
  return [...new Set(words)].filter((word) => !frequent.has(word));
}

const firstSentence = (text: string) => `${text.split(/[.:](?:\s|$)/)[0]}.`;
