// By which of its characters a literal is looked for.
//
//   sampled     B·U·G·:· ·s·o·f·t· ·l·o·c·k·u·p        every third place of the text, four bytes there:
//               ^──┐  ^──┐  ^──┐  ^──┐                 a word
//   literal                  soft lockup               wherever it begins, one of three groups of its
//                             ^──┐ ^                   places is looked at: 0, 3, 6 …, 1, 4, 7 …
//                                └─ the rarest of its group is watched for
//
// In: a literal. Out: three words to watch for. Which are rare is counted in usual-text.ts.

import { usualText } from './usual-text.ts';

/** Places of a text are looked at in these steps. */
export const step = 3;
/** Bytes that are looked at there, read as one number, the first the lowest. */
const wordLength = 4;
/** Of a pair of bytes. */
export const pairBits = 15;

/** Bytes of a literal as a word, and the bits of it that they fill where they are fewer. */
interface Part {
  at: number;
  word: number;
  mask: number;
}

export interface Watched {
  /** What is looked for. */
  seen: Part;
  /** Its other end, which spares most comparisons. */
  far: Part;
  /** Pairs by which it is looked for where too few bytes stand behind it for a word; else empty. */
  pairs: number[];
}

/** One for each group of places. @param literal of three bytes or more. */
export function watchedWords(literal: Uint8Array): Watched[] {
  return Array.from({ length: step }, (_, group) => {
    const seen = partAt(literal, rarest(literal, group));
    const isAhead = 2 * seen.at < literal.length - wordLength;
    const far = partAt(literal, isAhead ? literal.length - wordLength : 0);
    return { seen, far, pairs: pairsOf(literal.length - seen.at, seen.word) };
  });
}

function pairsOf(length: number, word: number): number[] {
  if (length >= wordLength) return [];
  const mask = (1 << pairBits) - 1;
  if (length > 1) return [word & mask];
  // Whatever stands behind the last byte belongs to it.
  return Array.from({ length: 1 << (pairBits - 8) }, (_, last) => word | (last << 8));
}

function partAt(literal: Uint8Array, at: number): Part {
  let word = 0;
  let mask = 0;
  for (let i = 0; i < wordLength && at + i < literal.length; i++) {
    word |= literal[at + i]! << (8 * i);
    mask |= 0xff << (8 * i);
  }
  return { at, word, mask };
}

/** The place of a group that will be seen least in vain. */
function rarest(literal: Uint8Array, group: number): number {
  let best = group;
  let least = Infinity;
  for (let at = group; at < literal.length; at += step) {
    const own = frequency(literal, at, literal.length - at < wordLength ? 2 : wordLength);
    if (own < least) [best, least] = [at, own];
  }
  return best;
}

/** How often each byte, each two side by side and each word stand in the usual text, which is ASCII. */
const usual = {
  bytes: new Uint32Array(256),
  pairs: new Uint32Array(65536),
  words: new Map<number, number>(),
};
const usualBytes = new TextEncoder().encode(usualText);
for (let at = 0; at < usualBytes.length; at++) {
  usual.bytes[usualBytes[at]!]!++;
  usual.pairs[pairAt(usualBytes, at)]!++;
  const { word } = partAt(usualBytes, at);
  usual.words.set(word, (usual.words.get(word) ?? 0) + 1);
}

function pairAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | ((bytes[at + 1] ?? 0) << 8);
}

/** What was never counted is as likely as each of its bytes is behind the one before. */
function frequency(literal: Uint8Array, at: number, length: 2 | 4): number {
  const end = Math.min(literal.length, at + length);
  const often = (place: number) => usual.bytes[literal[place]!]!;
  let likely = often(at) + 0.3;
  for (let i = at + 1; i < end; i++)
    likely *= (usual.pairs[pairAt(literal, i - 1)]! + 0.05) / (often(i - 1) + 0.3);
  return countOf(literal, at, end) + 0.2 * likely;
}

function countOf(literal: Uint8Array, at: number, end: number): number {
  if (end - at === 1) return usual.bytes[literal[at]!]!;
  if (end - at === 2) return usual.pairs[pairAt(literal, at)]!;
  return usual.words.get(partAt(literal, at).word) ?? 0;
}
