// Segments of a format → a matcher that cannot backtrack.
//
// A line is matched as a glob is: the segments between two `%s` form a chunk, and each chunk is looked
// for leftmost behind the one before. Inside a chunk a number takes all the digits there are, so a
// position either fits or not. Leftmost chunks are enough: a later place for an earlier chunk leaves
// less text to the ones behind it. Lines are cut at `longestMessage` before they come here, and a
// chunk is tried only where its first literal stands, so the time is linear in the log.

import type { Segment, Shape } from './parse-format.ts';

export interface FormatMatch {
  /** Offsets in the message, end excluded. */
  start: number;
  end: number;
  captures: Record<string, string>;
  /** Offsets of each capture in the message. */
  places: Record<string, [number, number]>;
}

export interface CompiledFormat {
  format: string;
  /** The longest literal: no message without it can match. */
  literal: string;
  /** Characters of literal text: how much the format asks for. */
  specificity: number;
  match(message: string): FormatMatch | null;
}

type Piece = Exclude<Segment, { shape: 'text' }>;
interface Chunk {
  pieces: Piece[];
  /** Name of the `%s` before this chunk; undefined where none stands before it. */
  before: string | null | undefined;
}

/** Shortest literal that may lead a signature: shorter ones are in every other line. */
export const shortestLiteral = 5;

/** Compiles segments; null where no literal is long enough to look for. */
export function compileFormat(format: string, segments: readonly Segment[]): CompiledFormat | null {
  const literals = segments.flatMap((segment) =>
    segment.type === 'literal' ? [segment.text] : [],
  );
  const literal = literals.reduce(
    (longest, text) => (text.length > longest.length ? text : longest),
    '',
  );
  if (literal.trim().length < shortestLiteral) return null;

  const chunks: Chunk[] = [{ pieces: [], before: undefined }];
  let trailing: string | null | undefined;
  for (const segment of segments) {
    if (segment.type === 'capture' && segment.shape === 'text') {
      const last = chunks.at(-1)!;
      // Two `%s` in a row share one stretch of text; the first name has it.
      if (last.pieces.length === 0 && last.before !== undefined) continue;
      chunks.push({ pieces: [], before: segment.name });
      trailing = segment.name;
    } else {
      chunks.at(-1)!.pieces.push(segment as Piece);
      trailing = undefined;
    }
  }
  const searched = chunks.filter((chunk) => chunk.pieces.length > 0);
  const specificity = literals.reduce((sum, text) => sum + text.trim().length, 0);

  const matchChunks = (message: string): FormatMatch | null => {
    const captures: Record<string, string> = {};
    const places: Record<string, [number, number]> = {};
    const keep = (name: string | null, start: number, end: number) => {
      if (name === null) return;
      captures[name] = message.slice(start, end);
      places[name] = [start, end];
    };
    let at = 0;
    let start = -1;
    for (const chunk of searched) {
      const found = findChunk(chunk.pieces, message, at, keep);
      if (found === null) return null;
      if (chunk.before !== undefined) {
        keep(chunk.before, start < 0 ? leadingText(message, found.start) : at, found.start);
        if (start < 0) start = leadingText(message, found.start);
      }
      if (start < 0) start = found.start;
      at = found.end;
    }
    let end = at;
    if (trailing !== undefined) {
      end = message.trimEnd().length;
      keep(trailing, at, Math.max(at, end));
    }
    return { start: Math.max(start, 0), end: Math.max(end, at), captures, places };
  };
  return {
    format,
    literal,
    specificity,
    match: (message) => (holdsInOrder(literals, message) ? matchChunks(message) : null),
  };
}

/** What every match asks for, and cheap to know: many formats begin alike, and few of them fit. */
function holdsInOrder(literals: readonly string[], message: string): boolean {
  let at = 0;
  for (const literal of literals) {
    const found = message.indexOf(literal, at);
    if (found < 0) return false;
    at = found + literal.length;
  }
  return true;
}

/** A leading `%s` begins where the message does. */
function leadingText(message: string, end: number): number {
  let start = 0;
  while (start < end && message[start] === ' ') start++;
  return start;
}

function findChunk(
  pieces: readonly Piece[],
  message: string,
  from: number,
  keep: (name: string | null, start: number, end: number) => void,
): { start: number; end: number } | null {
  const first = pieces[0]!;
  for (let start = from; start <= message.length; start++) {
    if (first.type === 'literal') {
      start = message.indexOf(first.text, start);
      if (start < 0) return null;
    } else if (start > from && sameRun(first.shape, message, start)) {
      // A number is tried at its first digit only.
      continue;
    }
    const end = matchPieces(pieces, message, start, keep);
    if (end >= 0) return { start, end };
  }
  return null;
}

function matchPieces(
  pieces: readonly Piece[],
  message: string,
  start: number,
  keep: (name: string | null, start: number, end: number) => void,
): number {
  let at = start;
  for (const piece of pieces) {
    if (piece.type === 'literal') {
      if (!message.startsWith(piece.text, at)) return -1;
      at += piece.text.length;
      continue;
    }
    const end = runEnd(piece.shape, message, at);
    if (end < 0) return -1;
    keep(piece.name, skipBlanks(message, at), end);
    at = end;
  }
  return at;
}

const decimal = / {0,20}[-+]?\d{1,24}/y;
const hex = / {0,20}(?:0x)?(?:[0-9a-fA-F]{1,20}|\(null\)|\(efault\)|\(____ptrval____\))/y;
const symbol =
  /(?:(?:0x[0-9a-f]{1,16}|[0-9a-f]{4,16})(?![\w.+])|[A-Za-z_$.<][\w$.:<>]{0,240}?(?:\+0x[0-9a-f]{1,16}\/0x[0-9a-f]{1,16}|(?=\.?(?:[\s,;)\]"]|$))))(?: \[[\w-]{1,64}(?: [0-9a-f]{8,64})?\])?/y;
const runs: Record<Exclude<Shape, 'text'>, RegExp> = { decimal, hex, symbol, character: /[\s\S]/y };

function runEnd(shape: Shape, message: string, at: number): number {
  const run = runs[shape as Exclude<Shape, 'text'>];
  run.lastIndex = at;
  return run.test(message) ? run.lastIndex : -1;
}

function sameRun(shape: Shape, message: string, at: number): boolean {
  if (shape === 'decimal') return isOf(/\d/, message, at - 1) && isOf(/\d/, message, at);
  if (shape === 'hex')
    return isOf(/[0-9a-fA-F]/, message, at - 1) && isOf(/[0-9a-fA-F]/, message, at);
  if (shape === 'symbol') return isOf(/[\w.]/, message, at - 1);
  return false;
}

function isOf(pattern: RegExp, message: string, at: number): boolean {
  return pattern.test(message.charAt(at));
}

function skipBlanks(message: string, at: number): number {
  while (message[at] === ' ') at++;
  return at;
}
