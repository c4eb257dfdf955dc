// The lines of a log that a signature could be made of: those that say what went wrong, in words that
// stay the same from one time to the next. In: a log in which the reader knows no failure. Out: the
// most telling lines, best first.

import { tellingScore } from '../klog/telling-words.ts';
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

/** Lines looked at: the end of a log says what it ended of. */
const mostLines = 50_000;

/** @param ordinary formats of lines that healthy machines say as well. */
export function stableLines(log: KernelLog, ordinary: ReadonlySet<string>): StableLine[] {
  const found = new Map<string, StableLine & { score: number }>();
  for (let number = Math.max(1, log.lineCount - mostLines); number <= log.lineCount; number++) {
    if (log.raw(number) === null) continue;
    const { text } = log.line(number);
    const score = tellingScore(text);
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
