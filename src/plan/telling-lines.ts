// What a log without a known failure may still hold: lines in which the kernel sounds alarmed, and the
// runbooks whose words come nearest.
//
// In: a log, or the line that a failure began with. Out: a few lines, the most alarming first; a few
// kin. Both are hints for a person to look at: no answer, no confidence, no plan comes of them.

import { strongWords, tellingScore } from '../klog/telling-words.ts';
import { guessTypedLines } from '../match/typed-lines.ts';
import type { KernelEvent, KernelLog } from '../model/kernel-log.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Kin, TellingLine } from '../model/triage-report.ts';

/** One strong word: others say healthy machines now and then too. */
const leastScore = 4;
const mostTelling = 3;
const mostKin = 3;
/** The end of a log says what it ended of. */
const mostLines = 20_000;
/** What the boot loader was told: `panic=-1` is a setting, no event. */
const setting = /^(?:Kernel )?[Cc]ommand line: /;
const changing = /0x[0-9a-f]+|\d+/gi;

/** Lines of the kernel's own, each wording once, where it was said first. */
export function tellingLines(log: KernelLog): TellingLine[] {
  const found = new Map<string, TellingLine & { score: number }>();
  for (let number = Math.max(1, log.lineCount - mostLines); number <= log.lineCount; number++) {
    const raw = log.raw(number);
    // Most lines have no strong word, and need not be taken out of their frame.
    if (raw === null || !strongWords.test(raw)) continue;
    const { text, fromKernel } = log.line(number);
    if (!fromKernel || setting.test(text)) continue;
    const score = tellingScore(text);
    if (score < leastScore) continue;
    const wording = text.replace(changing, '0');
    const known = found.get(wording);
    if (known) known.times++;
    else found.set(wording, { line: number, text, times: 1, score });
  }
  return [...found.values()]
    .sort((a, b) => b.score - a.score || b.times - a.times || a.line - b.line)
    .slice(0, mostTelling)
    .sort((a, b) => a.line - b.line)
    .map(({ score, ...line }) => line);
}

/** Runbooks with words like those of the lines, the nearest first. */
export function kinOf(
  lines: readonly Pick<TellingLine, 'line' | 'text'>[],
  { signatures, runbooks }: Knowledge,
): Kin[] {
  const guesses = lines.flatMap(({ line, text }) =>
    guessTypedLines(text, signatures).map(({ signature, share }) => ({
      runbook: signature.runbook,
      line,
      share,
    })),
  );
  const kin: Kin[] = [];
  for (const { runbook: id, line } of guesses.sort((a, b) => b.share - a.share)) {
    const runbook = runbooks.find((one) => one.id === id);
    if (runbook === undefined || kin.some(({ runbook: known }) => known === id)) continue;
    kin.push({ runbook: id, title: runbook.title, line });
  }
  return kin.slice(0, mostKin);
}

/** The line that a failure begins with, as the kernel said it. */
export function firstLineOf(
  event: KernelEvent,
  log: KernelLog,
): Pick<TellingLine, 'line' | 'text'> {
  const [line] = event.lines;
  return { line, text: log.line(line).text };
}
