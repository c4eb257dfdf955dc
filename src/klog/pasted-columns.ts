// Where a piece of the kernel's words stands in the line as it was pasted.
//
//   pasted  ESC[32m[    1.2] ESC[0mESC[33mahci: ESC[0mfailed      `dmesg --color`, serial consoles
//   text                                  ahci:       failed
//
// Escapes inside the message are not part of its text, but the place must point behind them. The escape
// of a JSON string spells a character of the text, and belongs to its place.

import type { LogLine, LogSpan } from '../model/kernel-log.ts';

/** Characters that were taken out of a line, before the character of its text at `before`. */
export interface Escape {
  before: number;
  length: number;
  /** They and that character together are how it is spelled: `\\u003c` is `<`. */
  spells?: true;
}

/** Columns, from 1, end excluded, of `text.slice(from, to)` in the pasted line. */
export function pastedColumns(
  { column, escapes, end: last = Infinity }: Pick<LogLine, 'column' | 'escapes' | 'end'>,
  from: number,
  to: number,
): [start: number, end: number] {
  let start = column + from;
  let end = column + to;
  for (const { before, length, spells } of escapes) {
    if (before < from || (before === from && !spells)) start += length;
    if (before < to || before <= from) end += length;
  }
  return [Math.min(start, last), Math.min(end, last)];
}

/** The place of `text.slice(from, to)` in the pasted text. */
export function spanIn(line: LogLine, from: number, to: number): LogSpan {
  const [start, end] = pastedColumns(line, from, to);
  return { line: line.number, start, end };
}
