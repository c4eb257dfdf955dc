// What a report's list of modules says of them: which are not the kernel's own, which were being loaded
// or unloaded at that moment, which one had gone last.
//
//   Modules linked in: kfail(OE+) nvidia(POE) nvme [last unloaded: old_driver(O)]
//   Supported: No, Unsupported modules are loaded                     SUSE's next line
//
// Sources: kernel/module/main.c (print_modules, module_flags), SUSE's patches.suse/supported-flag.

import type { LogLine } from '../model/kernel-log.ts';
import type { FactKeeper } from './fact-keeper.ts';

/** More than these of a line tell a person nothing. */
const mostTold = 8;

/** Of a module list, its wrapped rest, or the line behind it. */
export function keepModuleFacts(facts: FactKeeper, line: LogLine): void {
  const { text } = line;
  for (const { value, at } of tellingModules(text)) {
    facts.keepEach('flagged-module', value, line, [at, at + value.length]);
  }
  const gone = /\[last unloaded: (?<name>[\w-]{1,64}(?:\([A-Za-z+-]{1,12}\))?)/d.exec(text);
  if (gone) facts.keep('last-unloaded', gone.groups!.name!, line, gone.indices!.groups!.name!);
  const supported = /^Supported: (?<words>(?:Yes|No)\b[\w ,]{0,60})/d.exec(text);
  if (supported)
    facts.keep('supported', supported.groups!.words!, line, supported.indices!.groups!.words!);
}

interface Flagged {
  value: string;
  flags: string;
  at: number;
}

/** The modules of a line that a person should know of, the most suspicious first. */
function tellingModules(text: string): Flagged[] {
  const end = text.indexOf('[last unloaded');
  const list = end < 0 ? text : text.slice(0, end);
  const flagged = [
    ...list.matchAll(/(?<=^|\s)\d{0,5}[A-Za-z_][\w-]{0,63}\(([A-Za-z+-]{1,12})\)/g),
  ].map((match): Flagged => ({ value: match[0], flags: match[1]!, at: match.index }));
  // A flag that most modules carry is how that kernel was built, and says nothing of one of them.
  const count = list.trim().split(/\s+/).length;
  const common = new Set(
    ['E', 'O', 'OE', 'U', 'N', 'X'].filter(
      (flags) => count > 8 && flagged.filter((module) => module.flags === flags).length > count / 2,
    ),
  );
  return flagged
    .filter(({ flags }) => !common.has(flags))
    .sort((a, b) => weight(b.flags) - weight(a.flags) || a.at - b.at)
    .slice(0, mostTold);
}

function weight(flags: string): number {
  if (/[+-]/.test(flags)) return 4;
  if (/[PF]/.test(flags)) return 3;
  if (/[OU]/.test(flags)) return 2;
  return 1;
}
