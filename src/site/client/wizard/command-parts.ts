// In: a planned command and what the person typed. Out: the command in pieces to draw: plain text,
// values from the log (with the line each came from), blanks to type in. Whether a value may stand
// where it stands, and how it is quoted, is fillCommand's word alone: what is drawn is what is copied.
//
//   modprobe -r <module> && echo <reason>
//   ^^^^^^^^^^^^ text    ^^^^^^^^^ text
//               ^^^^^^^^ value kfail, line 399
//                                ^^^^^^^^ blank

import type { PlannedCommand } from '../../../model/triage-report.ts';
import { fillCommand } from '../../../plan/fill-command.ts';
import { placeholdersOf, type TypedValues, valuesOf } from '../../../plan/typed-values.ts';

export type CommandPart =
  | { type: 'text'; text: string }
  | { type: 'value'; name: string; text: string; line: number | null }
  | {
      type: 'blank';
      name: string;
      /** What was typed so far. */
      value: string;
      /** Something was typed that cannot be pasted safely here. */
      refused: boolean;
    };

export function commandParts(planned: PlannedCommand, typed: TypedValues): CommandPart[] {
  const { template } = planned;
  const parts: CommandPart[] = [];
  let at = 0;
  for (const placeholder of placeholdersOf(planned)) {
    const { name, start, end } = placeholder;
    if (start > at) parts.push({ type: 'text', text: template.slice(at, start) });
    at = end;
    const alone = fillCommand(template, [placeholder], valuesOf(planned, typed), planned.runs);
    const isFilled = alone.unfilled.length === 0;
    if (isFilled && Object.hasOwn(planned.filled, name)) {
      const text = alone.command.slice(start, alone.command.length - (template.length - end));
      const line = Object.hasOwn(planned.filledFrom, name) ? planned.filledFrom[name]! : null;
      parts.push({ type: 'value', name, text, line });
    } else {
      const value = Object.hasOwn(typed, name) ? typed[name]! : '';
      parts.push({ type: 'blank', name, value, refused: !isFilled && value.trim() !== '' });
    }
  }
  if (at < template.length) parts.push({ type: 'text', text: template.slice(at) });
  return parts;
}
