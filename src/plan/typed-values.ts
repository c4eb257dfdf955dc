// What a person typed into the blanks of a plan, put into its commands beside the values of the log.

import type { Placeholder } from '../model/runbook.ts';
import type { PlannedCommand } from '../model/triage-report.ts';
import { fillCommand } from './fill-command.ts';

/** By the blank's name. */
export type TypedValues = Readonly<Record<string, string>>;

/** The text for the clipboard, and the names that are still blank in it. */
export function copyableCommand(
  planned: PlannedCommand,
  typed: TypedValues,
): { command: string; unfilled: string[] } {
  const values = valuesOf(planned, typed);
  return fillCommand(planned.template, placeholdersOf(planned), values, planned.runs);
}

/** Values from the log, and what was typed where the log had none. */
export function valuesOf(planned: PlannedCommand, typed: TypedValues): Record<string, string> {
  const given = planned.unfilled.flatMap((name) =>
    Object.hasOwn(typed, name) ? [[name, typed[name]!.trim()] as const] : [],
  );
  return { ...planned.filled, ...Object.fromEntries(given) };
}

/** Where the names of a planned command stand in its template, in order. */
export function placeholdersOf({ template, filled, unfilled }: PlannedCommand): Placeholder[] {
  const found: Placeholder[] = [];
  for (const name of new Set([...Object.keys(filled), ...unfilled])) {
    const written = `<${name}>`;
    for (let at = template.indexOf(written); at >= 0; at = template.indexOf(written, at + 1)) {
      found.push({ name, start: at, end: at + written.length });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
