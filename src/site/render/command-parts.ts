// In: a command and the offsets of its placeholders. Out: its text in parts, so that a blank can be
// shown as a blank.
//
//   ps -o pid,stat -p <pid>
//   ^^^^^^^^^^^^^^^^^^ text  ^^^^^ blank `pid`

import type { Command } from '../../model/runbook.ts';

export type CommandPart = { text: string; blank: string | null };

export function commandParts(command: Pick<Command, 'text' | 'placeholders'>): CommandPart[] {
  const parts: CommandPart[] = [];
  let done = 0;
  for (const { name, start, end } of [...command.placeholders].sort((a, b) => a.start - b.start)) {
    if (start < done) continue;
    if (start > done) parts.push({ text: command.text.slice(done, start), blank: null });
    parts.push({ text: command.text.slice(start, end), blank: name });
    done = end;
  }
  if (done < command.text.length) parts.push({ text: command.text.slice(done), blank: null });
  return parts;
}
