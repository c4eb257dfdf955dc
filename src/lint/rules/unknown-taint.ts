// Taint letters come from a closed list.

import taint from '../../../content/vocabulary/taint.json' with { type: 'json' };
import { openingPlace } from '../opening-place.ts';
import type { Finding, RunbookRule } from '../rule.ts';

const letters = new Set([
  ...taint.flags.flatMap(({ letter, clear }) => [letter, clear.trim()]),
  ...taint.distributions.map(({ letter }) => letter),
]);

export const unknownTaint: RunbookRule = {
  code: 'taint/unknown-letter',
  level: 'error',
  of: 'runbook',
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
