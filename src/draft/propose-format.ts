// A line that the kernel said → the printk format that it may have been said with.
//
//     ata1.00: exception Emask 0x1 SAct 0x180 SErr 0x0 action 0x0
//     ^^^^^^^                  ^^^      ^^^^^      ^^^        ^^^
//     %s{device}: exception Emask %#x{emask} SAct %#x{SAct} SErr %#x{serr} action %#x{action}
//
// In: the kernel's words, and what is known of pieces of them. Out: the words with everything that
// changes from one time to the next as a named capture, or null where too little is left to look for.
// It is a proposal: whoever has the kernel's source at hand copies the format from there.

import { compileFormat } from '../match/compile-format.ts';
import { parseFormat } from '../match/parse-format.ts';
import { type VariablePiece, variablePieces } from './variable-pieces.ts';

export interface KnownPiece {
  name: string;
  /** Offsets in the text, end excluded. */
  start: number;
  end: number;
}

export interface ProposedFormat {
  format: string;
  /** Names of its captures, in order. */
  captures: string[];
  /** The longest stretch of fixed words: what to search a log for. */
  literal: string;
}

/** A format need not hold the whole line; longer ones are lists and tables. */
const longestFormat = 200;

/** Characters of fixed words; fewer stand in lines of every kind. */
const leastFixed = 10;

export function proposeFormat(
  text: string,
  known: readonly KnownPiece[] = [],
): ProposedFormat | null {
  const words = text.trimEnd();
  const start = words.length - words.trimStart().length;
  const pieces = variablePieces(words, known).filter((piece) => piece.start >= start);
  const cut = cutPlace(words, start, pieces);
  const names: string[] = [];
  let format = '';
  let at = start;
  let before: VariablePiece | null = null;
  for (const piece of pieces) {
    if (piece.end > cut) break;
    // Two texts in a row have no end between them: they are one.
    const joins = before?.conversion === '%s' && piece.conversion === '%s' && at === piece.start;
    format += literalText(words.slice(at, piece.start));
    at = piece.end;
    if (joins) continue;
    before = piece;
    const name = piece.name === null ? null : distinct(piece.name, names);
    // A brace behind a conversion would be read as its name.
    const forced = name ?? (words[at] === '{' ? distinct('value', names) : null);
    if (forced !== null) names.push(forced);
    format += forced === null ? piece.conversion : `${piece.conversion}{${forced}}`;
  }
  format = (format + literalText(words.slice(at, cut))).trim();
  const parsed = parseFormat(format);
  const compiled = parsed.ok ? compileFormat(format, parsed.segments) : null;
  if (compiled === null || compiled.specificity < leastFixed) return null;
  if (compiled.match(words) === null) return null;
  return { format, captures: names, literal: compiled.literal.trim() };
}

/** In a fence two blanks and a `#` begin a comment; in a format a percent sign is written twice. */
function literalText(text: string): string {
  return text.replaceAll('%', '%%').replace(/\s{2,}#/g, '%s#');
}

function cutPlace(text: string, start: number, pieces: readonly VariablePiece[]): number {
  if (text.length - start <= longestFormat) return text.length;
  const end = text.lastIndexOf(' ', start + longestFormat);
  const last = end > start ? end : start + longestFormat;
  return pieces.find((piece) => piece.start < last && piece.end > last)?.start ?? last;
}

function distinct(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  let number = 2;
  while (taken.includes(`${name}${number}`)) number++;
  return `${name}${number}`;
}
