// Which branches of a runbook's decisions the log answers by itself: "If it prints `X`" where the
// event's own report holds X. Only conditions that say no more than that are judged: "`order=` above
// 0" and "does not print `X`" need a person.

import type { KernelEvent, KernelLog } from '../model/kernel-log.ts';
import type { KnownBranch } from '../model/knowledge.ts';

/** Shorter words stand in a log by chance. */
const shortestWords = 5;
const longestReport = 5_000;
/** What may stand around the words of the output. */
const grammar = new Set(
  `it this that they the a an or and there is are in on of with step output log logs report console
   screen kernel dmesg boot panic line lines text message messages words command prints print printed
   shows show showed says say said contains contain has reads names ends ended stops stopped`.split(
    /\s+/,
  ),
);

/** The line of the report that says it, from 1, for each branch that is answered. */
export function seenBranches(
  log: KernelLog,
  event: KernelEvent | null,
  branches: readonly KnownBranch[],
): Map<KnownBranch, number> {
  const seen = new Map<KnownBranch, number>();
  if (event === null) return seen;
  const judged = branches.filter(saysOnlyWhatIsPrinted);
  const lines = firstLines(log, event, new Set(judged.flatMap(({ outputs }) => outputs)));
  for (const branch of judged) {
    const found = branch.outputs.flatMap((words) => lines.get(words) ?? []);
    const all = /\band\b/i.test(branch.when!) && !/\bor\b/i.test(branch.when!);
    if (found.length > 0 && (!all || found.length === branch.outputs.length)) {
      seen.set(branch, Math.min(...found));
    }
  }
  return seen;
}

function saysOnlyWhatIsPrinted({ when, outputs }: KnownBranch): boolean {
  if (when === null || outputs.length === 0) return false;
  if (outputs.some((words) => words.length < shortestWords || /^[</~]|[<>]/.test(words)))
    return false;
  // A step's title is whose output is meant, not what stands in it.
  let rest = when.replace(/“[^”]*”/g, ' ');
  for (const words of outputs) rest = rest.replace(words, ' ');
  return rest
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .every((word) => word === '' || grammar.has(word));
}

function firstLines(log: KernelLog, event: KernelEvent, open: Set<string>): Map<string, number> {
  const found = new Map<string, number>();
  const last = Math.min(event.lines[1], event.lines[0] + longestReport);
  for (let number = event.lines[0]; number <= last && open.size > 0; number++) {
    const { text } = log.line(number);
    for (const words of open) {
      if (!text.includes(words)) continue;
      found.set(words, number);
      open.delete(words);
    }
  }
  return found;
}
