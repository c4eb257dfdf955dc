// The text as the kernel printed it, where a person's way of getting hold of it changed more than the
// front of its lines: pstore parts in order, lines that a screen or a mail broke made whole, blanks that
// a web page changed made blanks again.
//
// In: a pasted text. Out: the lines as they were printed, with the way back to the place in the paste;
// null where they stand there already.
//
//   pasted   7 │ [   12.345678] CPU: 0 PID: 92 Comm: insm        printed  5 │ […] CPU: 0 PID: 92 Comm: insmod …
//            8 │ od Tainted: G …                                 pieces: column 0 from 7:0, column 40 from 8:0

import type { LogLine } from '../model/kernel-log.ts';
import { findWraps, type Join } from './find-wraps.ts';
import { orderParts } from './pstore-parts.ts';
import { type LineTable, splitLines } from './split-lines.ts';
import { terminalEscapes } from './unframe.ts';

export interface PrintedText {
  text: string;
  /** Where a column of a printed line was pasted; lines and columns from 1. */
  pasted(line: number, column: number): PastedPlace;
  /** First and last of the pasted lines that a printed line is made of. */
  pastedLines(line: number): [first: number, last: number];
}

export interface PastedPlace {
  line: number;
  column: number;
  /** Column behind the last one that stands beside it in the paste. */
  end: number;
}

/** From column `at` of the printed line on: the pasted line from `column` on. Columns from 0. */
interface Piece {
  at: number;
  line: number;
  column: number;
  length: number;
}

interface PrintedLine {
  text: string;
  pieces: Piece[];
}

export function printedText(
  pasted: string,
  table: LineTable = splitLines(pasted),
): PrintedText | null {
  const text = withPlainBlanks(pasted);
  const ordered = orderParts(text, table);
  const rows =
    ordered === null ? rowsOf(text, table) : rowsOf(ordered.text, splitLines(ordered.text));
  const joins = findWraps(text.includes('\u001b') ? withoutEscapes(rows) : rows, text.length);
  if (ordered === null && joins === null && text === pasted) return null;

  const lines: PrintedLine[] = [];
  for (let index = 0; index < rows.count; index++) {
    const pastedLine = ordered === null ? index + 1 : ordered.pastedLine(index + 1);
    // A screen's rows are padded with blanks.
    const row = joins === null ? rows.whole(index) : rows.row(index);
    const line = {
      text: row,
      pieces: [{ at: 0, line: pastedLine, column: 0, length: row.length }],
    };
    const join = joins?.[index] ?? null;
    if (join === null) lines.push(line);
    else append(lines.at(-1)!, line, join);
  }
  return {
    text: lines.map((line) => line.text).join('\n'),
    pasted: (number, column) => placeIn(lines[number - 1], column - 1),
    pastedLines(number) {
      // Of pstore's parts, what follows may stand before it.
      const from = lines[number - 1]?.pieces.map(({ line }) => line) ?? [number];
      return [Math.min(...from), Math.max(...from)];
    },
  };
}

/** Web pages and mail programs write some of several blanks as others, which are as wide. */
export const otherBlanks = /[\u00a0\u2000-\u200a\u202f\u3000]/g;

function withPlainBlanks(text: string): string {
  return text.search(otherBlanks) < 0 ? text : text.replace(otherBlanks, ' ');
}

/** A line of the printed text with the number and the column at which it was pasted. */
export function lineAsPasted(line: LogLine, printed: PrintedText): LogLine {
  const { line: number, column, end } = printed.pasted(line.number, line.column);
  return { ...line, number, column, end };
}

function rowsOf(text: string, table: LineTable) {
  const whole = (index: number) => text.slice(table.start(index), table.end(index));
  return {
    count: table.count,
    whole,
    row: (index: number) => whole(index).trimEnd(),
    length(index: number) {
      const start = table.start(index);
      let end = table.end(index);
      while (end > start && text.charCodeAt(end - 1) === 32) end--;
      return end - start;
    },
  };
}

function withoutEscapes(rows: ReturnType<typeof rowsOf>) {
  const row = (index: number) => rows.row(index).replace(terminalEscapes, '').trimEnd();
  return { count: rows.count, row, length: (index: number) => row(index).length };
}

function append(line: PrintedLine, rest: PrintedLine, { gap, skip }: NonNullable<Join>): void {
  line.text = line.text.trimEnd() + gap;
  const shift = line.text.length - skip;
  for (const piece of rest.pieces) {
    // What is skipped may be a part of the first piece.
    const lost = Math.min(piece.length, Math.max(0, skip - piece.at));
    line.pieces.push({
      line: piece.line,
      at: piece.at + lost + shift,
      column: piece.column + lost,
      length: piece.length - lost,
    });
  }
  line.text += rest.text.slice(skip);
}

function placeIn(line: PrintedLine | undefined, column: number): PastedPlace {
  const pieces = line?.pieces ?? [];
  const piece = pieces.findLast(({ at }) => at <= column) ?? pieces[0];
  if (piece === undefined) return { line: 1, column: 1, end: 1 };
  const into = Math.min(Math.max(0, column - piece.at), piece.length);
  return {
    line: piece.line,
    column: piece.column + into + 1,
    end: piece.column + piece.length + 1,
  };
}
