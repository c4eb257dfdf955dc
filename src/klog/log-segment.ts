// A part of a log under the reader's eyes: whole lines, numbered as the person pasted them.
//
//   │ first │ … │ last │ lines ahead │
//   └─ read this time ─┘ └ may be looked at, and are read with the next segment
//
// A text that fits is one segment. A stream is a row of them, one in memory at a time.

import type { LogLine } from '../model/kernel-log.ts';
import type { LineBreak, LiteralSearch } from '../scan/literal-search.ts';
import { type LineTable, lineBreakOf, splitLines } from './split-lines.ts';
import { terminalEscapes, unframe } from './unframe.ts';

/** Patterns look at this much of a line; a longer one is data, not a message. UTF-16 units. */
export const longestMessage = 4096;

/** Gives the lines of a text by their number, from 1; a line that is not held is empty. */
export interface LineSource {
  line(number: number): LogLine;
}

export interface LogSegment extends LineSource {
  /** First and last line to read, from 1; `last` is before `first` where there is none. */
  readonly first: number;
  readonly last: number;
  /** How many lines it has, with those that are only looked at. */
  readonly count: number;
  /** Where what comes behind the last line to read begins. */
  readonly end: number;
  /** The line as pasted, at most `longestMessage` of it. */
  raw(number: number): string;
  /** Whether nothing at all stands in the line. */
  isEmpty(number: number): boolean;
  /** Whether a carriage return stands behind the line. */
  endsInReturn(number: number): boolean;
  /**
   * Calls `onLine(line, literals)` for each line to read that holds some of the literals, in order; each
   * literal once, the first to end first. Terminal escapes do not hide a literal: `dmesg --color` paints
   * `md0: ` and the words behind it in two colours.
   */
  scan(search: LiteralSearch, onLine: (line: number, literals: readonly number[]) => void): void;
}

/** A segment whose text is there. */
export interface TextSegment extends LogSegment {
  readonly text: string;
  readonly table: LineTable;
}

export interface SegmentOptions {
  /** Number of the text's first line. */
  first?: number;
  /** How many lines at the text's end are only looked at. */
  ahead?: number;
  lineBreak?: LineBreak;
  /**
   * Whether what is read may outlive the text. A piece cut out of a JavaScript string keeps the
   * whole of it in memory; of a stream that would keep everything ever read.
   */
  detached?: boolean;
}

export function makeSegment(
  text: string,
  { first = 1, ahead = 0, lineBreak = lineBreakOf(text), detached = false }: SegmentOptions = {},
): TextSegment {
  const table = splitLines(text, lineBreak);
  const plain = withoutEscapes(text, table, lineBreak);
  const toRead = Math.max(0, table.count - ahead);
  const raw = (number: number) => {
    const start = table.start(number - first);
    const line = text.slice(start, Math.min(table.end(number - first), start + longestMessage));
    return detached ? detach(line) : line;
  };
  return {
    text,
    table,
    first,
    last: first + toRead - 1,
    count: table.count,
    end: toRead < table.count ? table.start(toRead) : text.length,
    raw,
    line(number) {
      const start = table.start(number - first);
      if (text.charCodeAt(start) !== 0) return readLine(number, raw(number));
      const end = table.end(number - first);
      let words = start;
      while (words < end && text.charCodeAt(words) === 0) words++;
      const shown = text.slice(words, Math.min(end, words + longestMessage));
      return readLineBehindZeros(number, detached ? detach(shown) : shown, words - start);
    },
    isEmpty: (number) => table.start(number - first) === table.end(number - first),
    endsInReturn: (number) => text.charCodeAt(table.end(number - first)) === 13,
    scan(search, onLine) {
      const end = toRead < table.count ? plain.table.start(toRead) : plain.text.length;
      search.inText(plain.text, end, lineBreak, (line, literals) => onLine(line + first, literals));
    },
  };
}

/** The same lines without terminal escapes. */
function withoutEscapes(text: string, table: LineTable, lineBreak: LineBreak) {
  if (!text.includes('\u001b')) return { text, table };
  const plain = text.replace(terminalEscapes, '');
  return { text: plain, table: splitLines(plain, lineBreak) };
}

/** A pasted line with its framing taken off. */
export function readLine(number: number, raw: string): LogLine {
  const unframed = unframe(raw);
  return {
    number,
    text: unframed.text,
    column: unframed.offset + 1,
    escapes: unframed.escapes,
    time: unframed.time,
    timestamp: unframed.timestamp,
    caller: unframed.caller,
    host: unframed.host,
    fromKernel: unframed.fromKernel,
  };
}

/** A file system leaves a block of zeros before the first words after a loss of power. */
export function readLineBehindZeros(number: number, words: string, zeros: number): LogLine {
  const line = readLine(number, words);
  return { ...line, column: line.column + zeros };
}

/** The same words in memory of their own: joined first, so that they are written out anew. */
export function detach(words: string): string {
  return ` ${words}`.slice(1);
}
