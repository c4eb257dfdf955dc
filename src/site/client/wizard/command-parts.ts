// In: a planned command and what the person typed. Out: the command in pieces to draw: plain text,
// values from the log (with the line each came from), blanks to type in. Whether a value may stand
// where it stands, and how it is quoted, is fillCommand's word alone: what is drawn is what is copied.
//
//   modprobe -r <module> && echo <reason>
//   ^^^^^^^^^^^^ text    ^^^^^^^^^ text
//               ^^^^^^^^ value kfail, line 399
//                                ^^^^^^^^ blank

import type { Placeholder } from '../../../model/runbook.ts';
import type { PlannedCommand } from '../../../model/triage-report.ts';
import { fillCommand } from '../../../plan/fill-command.ts';

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

export type TypedValues = Readonly<Record<string, string>>;

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

/** The text for the clipboard, and the names that are still blank in it. */
export function copyableCommand(
  planned: PlannedCommand,
  typed: TypedValues,
): { command: string; unfilled: string[] } {
  const values = valuesOf(planned, typed);
  return fillCommand(planned.template, placeholdersOf(planned), values, planned.runs);
}

function valuesOf(planned: PlannedCommand, typed: TypedValues): Record<string, string> {
  const given = planned.unfilled.flatMap((name) =>
    Object.hasOwn(typed, name) ? [[name, typed[name]!.trim()] as const] : [],
  );
  return { ...planned.filled, ...Object.fromEntries(given) };
}

/** Where the names of a planned command stand in its template, in order. */
function placeholdersOf({ template, filled, unfilled }: PlannedCommand): Placeholder[] {
  const found: Placeholder[] = [];
  for (const name of new Set([...Object.keys(filled), ...unfilled])) {
    const written = `<${name}>`;
    for (let at = template.indexOf(written); at >= 0; at = template.indexOf(written, at + 1)) {
      found.push({ name, start: at, end: at + written.length });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
