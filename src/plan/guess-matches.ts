// What a few lines typed by hand may have been: matches of the runbooks whose signatures they resemble,
// never surer than "possible", each saying that it is a guess and which words were read for which.

import { guessTypedLines, type TypedGuess } from '../match/typed-lines.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Match } from '../model/triage-report.ts';

/** A line with every word of a format, spelled right. */
const most = 0.55;

export function guessMatches(text: string, knowledge: Knowledge): Match[] {
  const matches: Match[] = [];
  for (const guess of guessTypedLines(text, knowledge.signatures)) {
    const { signature } = guess;
    const runbook = knowledge.runbooks.find(({ id }) => id === signature.runbook);
    if (!runbook || matches.some((match) => match.runbook === runbook.id)) continue;
    matches.push({
      runbook: runbook.id,
      title: runbook.title,
      kind: signature.kind!,
      confidence: Math.round(most * guess.share * 100) / 100,
      event: null,
      evidence: [
        {
          line: guess.line,
          columns: [1, guess.text.length + 1],
          signature: signature.id,
          text: guess.text,
          captures: guess.captures,
        },
      ],
      missing: missingOf(guess),
      against: matches.length > 0 ? ['its words are less like the line'] : [],
    });
  }
  return matches;
}

function missingOf({ slips, line }: TypedGuess): string[] {
  const read = slips.map(({ typed, meant }) => `"${typed}" for "${meant}"`);
  return [
    `the exact words of the kernel: this is a guess from line ${line}`,
    ...(read.length > 0 ? [`right spelling: ${read.join(', ')}`] : []),
  ];
}
