// Puts values from the log into a command, so that what is copied can be run and nothing else can.
//
// In: a command with placeholders and values by name. Out: the command, what was filled and what was
// not. A log is written by whoever could make the kernel print: a value that the shell would read as
// more than one word, or as an option, is quoted; one that cannot be quoted safely is left blank for
// a person to judge.

import type { Placeholder, RunsOn } from '../model/runbook.ts';

export interface FilledCommand {
  command: string;
  filled: Record<string, string>;
  unfilled: string[];
}

/** Characters that mean nothing to a POSIX shell wherever they stand in a word. */
const plainWord = /^[A-Za-z0-9_@%+=:,./-]+$/;
/** Control characters end a line or a paste; format characters (bidi, zero-width) hide what is there. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u;

/**
 * A value as one shell word: as it is where it is plain, else in single quotes.
 * Null where no quoting makes it safe to paste: control or invisible characters, a leading dash
 * (an option), nothing at all, or more than 255 characters.
 */
export function quoteForShell(value: string): string | null {
  if (value === '' || value.length > 255 || hidden.test(value) || value.startsWith('-'))
    return null;
  if (plainWord.test(value)) return value;
  return `'${value.replaceAll("'", "'\\''")}'`;
}

/**
 * Fills `<name>` placeholders. Inside quotes, and where another program than a shell reads the
 * command (crash, GRUB's editor), only plain words are taken.
 */
export function fillCommand(
  template: string,
  placeholders: readonly Placeholder[],
  values: Readonly<Record<string, string | null | undefined>>,
  runs: RunsOn = 'host',
): FilledCommand {
  const filled: Record<string, string> = {};
  const unfilled = new Set<string>();
  let command = '';
  let behind = 0;
  for (const { name, start, end } of [...placeholders].sort((a, b) => a.start - b.start)) {
    command += template.slice(behind, start);
    behind = end;
    const value = Object.hasOwn(values, name) ? values[name] : null;
    const plainOnly = runs === 'crash' || runs === 'grub' || isInsideQuotes(template, start);
    const word = value == null ? null : quoteForShell(value);
    if (word === null || (plainOnly && word !== value)) {
      command += template.slice(start, end);
      unfilled.add(name);
    } else {
      command += word;
      filled[name] = value!;
    }
  }
  return { command: command + template.slice(behind), filled, unfilled: [...unfilled] };
}

/** Whether an offset of a shell command stands between quotes, or in an unfinished escape. */
function isInsideQuotes(command: string, offset: number): boolean {
  let quote: string | null = null;
  for (let at = 0; at < offset; at++) {
    const character = command[at];
    if (character === '\\' && quote !== "'") at++;
    else if (quote === null && (character === '"' || character === "'" || character === '`'))
      quote = character;
    else if (character === quote) quote = null;
  }
  return quote !== null;
}
