// The lines of a log that a signature could be made of: those that say what went wrong, in words that
// stay the same from one time to the next. In: a log in which the reader knows no failure. Out: the
// most telling lines, best first.

import type { KernelLog } from '../model/kernel-log.ts';
import { type ProposedFormat, proposeFormat } from './propose-format.ts';

export interface StableLine {
  /** Line of the log, from 1: the first of its kind. */
  number: number;
  text: string;
  /** How often the same words were said. */
  times: number;
  proposal: ProposedFormat;
}

/** Words that the kernel's authors say when something is wrong, and how much each tells. */
const telling: [RegExp, number][] = [
  [/\b(?:BUG|WARNING|panic|fatal|oops|corrupt\w*|hardware error|lockup|assert\w*)\b/i, 4],
  [
    /\b(?:fail(?:ed|ure|s|ing)?|fault\w*|errors?|timed? ?out|timeout|hung|stuck|abort\w*|crash\w*|offlin\w*|dead|lost|exhausted|overflow\w*|not responding|unrecoverable|uncorrectable|critical|emergency|giving up|I\/O error|shutting down|gone|wedged|degraded)\b/i,
    2,
  ],
  [
    /\b(?:invalid|unable|cannot|can't|could not|refused|reset\w*|denied|illegal|bad|unexpected|missing|no response|mismatch|retry\w*|rejected|dropped|unhandled|too many|full)\b/i,
    1,
  ],
];

/** Lines looked at: the end of a log says what it ended of. */
const mostLines = 50_000;

/** @param ordinary formats of lines that healthy machines say as well. */
export function stableLines(log: KernelLog, ordinary: ReadonlySet<string>): StableLine[] {
  const found = new Map<string, StableLine & { score: number }>();
  for (let number = Math.max(1, log.lineCount - mostLines); number <= log.lineCount; number++) {
    if (log.raw(number) === null) continue;
    const { text } = log.line(number);
    const score = telling.reduce(
      (sum, [words, weight]) => sum + (words.test(text) ? weight : 0),
      0,
    );
    if (score === 0) continue;
    const proposal = proposeFormat(text);
    if (proposal === null || ordinary.has(proposal.format)) continue;
    const known = found.get(proposal.format);
    if (known) known.times++;
    else found.set(proposal.format, { number, text, times: 1, proposal, score });
  }
  return [...found.values()]
    .sort((a, b) => b.score - a.score || b.times - a.times || a.number - b.number)
    .map(({ score, ...line }) => line);
}
