// A line typed off a screen, with its slips: which signature it most likely was.
//
//   BUG sotf lockup CPU 3 stuck fro 22s            what was typed
//   watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %us! [%s{comm}:%d{pid}]
//             ^^^  ^^^^ ^^^^^^   ^^^        ^^^^^ ^^^
//
// In: a short text, and signatures. Out: guesses, best first. The words of a format are laid beside the
// words of a line, in order, a slip or two in a long word allowed; what counts is which share of the
// format's letters was found. Never used where the reader or a signature found something for certain.

import type { KnownSignature } from '../model/knowledge.ts';
import { editDistance } from '../scan/edit-distance.ts';
import { compileFormat } from './compile-format.ts';
import { parseFormat } from './parse-format.ts';

export interface TypedGuess {
  signature: KnownSignature;
  format: string;
  /** From 1, in the order of the lines handed in. */
  line: number;
  text: string;
  /** Share of the format's letters that the line has, 0–1; an end that was left out counts less. */
  share: number;
  /** Letters of the format that were found. */
  found: number;
  slips: { typed: string; meant: string }[];
  /** What the format captures, where the line fits it once its words are put right. */
  captures: Record<string, string>;
}

/** Nobody types more than a few lines by hand; a longer text is a log, and has its own words. */
const mostLines = 20;
const longestLine = 300;
const mostWords = 40;
const leastShare = 0.75;
/** Letters of the format that were found: fewer are in every other sentence. */
const leastLetters = 14;
const mostGuesses = 5;

/** The head that syslog and journalctl put before another program's words: nobody types that. */
const saidByProgram =
  /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) \S+ (?!kernel\b)[^\s:[]+\[\d+\]: /;

interface FormatWords {
  signature: KnownSignature;
  format: string;
  words: string[];
  letters: number;
}

const wordLists = new WeakMap<readonly KnownSignature[], FormatWords[]>();

export function guessTypedLines(text: string, signatures: readonly KnownSignature[]): TypedGuess[] {
  if (text.length > mostLines * longestLine) return [];
  const lines = text.split(/\r?\n/);
  if (lines.filter((line) => line.trim() !== '').length > mostLines) return [];
  const formats = wordsOfAll(signatures);
  const best = new Map<string, TypedGuess>();
  for (const [index, line] of lines.entries()) {
    if (line.length > longestLine || saidByProgram.test(line)) continue;
    const typed = wordsIn(line).slice(0, mostWords);
    if (typed.length < 2) continue;
    for (const candidate of formats) {
      const guess = compare(candidate, typed, line, index + 1);
      if (guess === null) continue;
      const before = best.get(candidate.signature.id);
      if (before === undefined || score(guess) > score(before))
        best.set(candidate.signature.id, guess);
    }
  }
  return [...best.values()].sort((a, b) => score(b) - score(a)).slice(0, mostGuesses);
}

/** Of two formats that a line has whole, the one that asked for more. */
function score({ share, found, slips }: TypedGuess): number {
  return share * 10 + Math.min(found, 60) / 10 - slips.length / 10;
}

function wordsOfAll(signatures: readonly KnownSignature[]): FormatWords[] {
  let lists = wordLists.get(signatures);
  if (lists === undefined) {
    lists = signatures.flatMap((signature) =>
      signature.kind === null
        ? []
        : signature.formats.flatMap((format) => {
            const words = wordsOfFormat(format);
            const letters = count(words);
            return letters >= leastLetters && words.length > 1
              ? [{ signature, format, words, letters }]
              : [];
          }),
    );
    wordLists.set(signatures, lists);
  }
  return lists;
}

function wordsOfFormat(format: string): string[] {
  const parsed = parseFormat(format);
  if (!parsed.ok) return [];
  return parsed.segments.flatMap((segment) =>
    segment.type === 'literal' ? wordsIn(segment.text) : [],
  );
}

const word = /[a-z][a-z0-9_]{1,40}/gi;

/** Letters and digits only: what stands between words is the first thing that is left out by hand. */
function wordsIn(text: string): string[] {
  return text.match(word) ?? [];
}

function count(words: readonly string[]): number {
  return words.reduce((sum, { length }) => sum + length, 0);
}

function compare(
  { signature, format, words, letters }: FormatWords,
  typed: readonly string[],
  line: string,
  number: number,
): TypedGuess | null {
  const pairs = align(words, typed);
  const found = count(pairs.map(([index]) => words[index]!));
  // A word that is said twice tells no more than once: `watchdog: Hard watchdog …`.
  const told = new Set(pairs.map(([index]) => words[index]!.toLowerCase()));
  if (count([...told]) < leastLetters) return null;
  // The end of a long line is left out first: what was typed is held against the format so far. Where
  // other words stand in that place (`BTRFS info (device …): using …`), another message was typed.
  const [last, lastTyped] = pairs.at(-1)!;
  const instead = typed.length - 1 - lastTyped;
  const soFar = found / count(words.slice(0, last + 1 + instead));
  if (soFar < leastShare) return null;
  const share = soFar * (0.7 + 0.3 * (found / letters));
  const meant = new Map(pairs.map(([index, at]) => [at, words[index]!]));
  const slips = [...meant]
    .map(([at, own]) => ({ typed: typed[at]!, meant: own }))
    .filter((pair) => pair.typed.toLowerCase() !== pair.meant.toLowerCase());
  let at = 0;
  const mended = line.replace(word, (given) => meant.get(at++) ?? given);
  return {
    signature,
    format,
    line: number,
    text: line,
    share,
    found,
    slips,
    captures: capturesOf(format, mended),
  };
}

/** The heaviest common sequence of words, near ones taken as equal: pairs of places, format's and line's. */
function align(words: readonly string[], typed: readonly string[]): [number, number][] {
  const columns = typed.length + 1;
  const table = new Float64Array((words.length + 1) * columns);
  const weight = (row: number, column: number) => {
    const slips = slipsBetween(words[row]!, typed[column]!);
    return slips === null ? 0 : words[row]!.length - slips / 2;
  };
  for (let row = words.length - 1; row >= 0; row--) {
    for (let column = typed.length - 1; column >= 0; column--) {
      const both = weight(row, column);
      const at = row * columns + column;
      table[at] = Math.max(
        table[at + columns]!,
        table[at + 1]!,
        both > 0 ? both + table[at + columns + 1]! : 0,
      );
    }
  }
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < words.length && column < typed.length; ) {
    const at = row * columns + column;
    const both = weight(row, column);
    if (both > 0 && table[at] === both + table[at + columns + 1]!) {
      pairs.push([row, column]);
      row++;
      column++;
    } else if (table[at] === table[at + columns]) row++;
    else column++;
  }
  return pairs;
}

/** Letters that differ; null where the words are two different ones. */
function slipsBetween(own: string, given: string): number | null {
  const meant = own.toLowerCase();
  const typed = given.toLowerCase();
  if (meant === typed) return 0;
  const most = meant.length >= 8 ? 2 : meant.length >= 4 ? 1 : 0;
  const slips = editDistance(meant, typed, most);
  return slips <= most ? slips : null;
}

function capturesOf(format: string, line: string): Record<string, string> {
  const parsed = parseFormat(format);
  const compiled = parsed.ok ? compileFormat(format, parsed.segments) : null;
  return compiled?.match(line)?.captures ?? {};
}
