// Which lines of a text may hold one of many literals, without a look at every character.
//
//   sampled     B·U·G·:· ·s·o·f·t· ·l·o·c·k·u·p        every third place of the text, four characters
//               ^──┐  ^──┐  ^──┐  ^──┐                 there
//   literal               soft lockup                 wherever it begins, one of three groups of
//                          oft  │  │                   places is looked at: 0, 3, 6 …, 1, 4, 7 …
//                           └─ the rarest of its group is watched for
//
// In: literals, and a text. Out: the lines in which a literal stands, and a few others. Four characters
// that are watched for nowhere rule a place out by one look into a table; where they are watched for,
// the literals that they belong to are compared. A line that costs many comparisons in vain is given out
// unproven, so that no text can make the filter slower than the automaton behind it.
//
// Which places are rare is counted in usual-text.ts. Text beyond ASCII is given out whole, a block at a
// time: it is the automaton's.

import { usualText } from './usual-text.ts';

export interface LineFilter {
  /**
   * Where the lines of `text[from, to)` begin and end in which a literal may stand, in order: begin,
   * end, begin, end, …. Every occurrence of a literal lies in one of them. Time is linear in the text.
   */
  lines(text: string, from?: number, to?: number): number[];
}

/** Places of a text are looked at in these steps. */
const step = 3;
/** Characters that are looked at there, read as one number: a word. */
const wordLength = 4;
/** Characters that are encoded at a time: few enough to stay in the processor's nearest memory. */
const blockLength = 32 * 1024;
/** Comparisons in vain after which a line goes to the automaton, and characters that earn one more. */
const mostTries = 16;
const charactersPerTry = 8;

/** Characters of a literal: as a word, and the bits of it that they fill where they are fewer. */
interface Part {
  at: number;
  word: number;
  mask: number;
}

interface Watched {
  literal: string;
  /** What was seen. */
  seen: Part;
  /** Its other end, which spares most comparisons. */
  far: Part;
}

/**
 * Throws RangeError for a literal that holds a line feed, since it would stand in no line. Gives null
 * where a literal is shorter than a step or not ASCII: it could be missed.
 */
export function compileLineFilter(literals: readonly string[]): LineFilter | null {
  for (const literal of literals) {
    if (literal.includes('\n'))
      throw new RangeError(`compileLineFilter: ${JSON.stringify(literal)} stands in no line`);
    if (literal.length < step || !isAscii(literal)) return null;
  }
  const tables = new Tables(literals);
  const longest = Math.max(1, ...literals.map(({ length }) => length));
  const encoder = new TextEncoder();

  return {
    lines(text, from = 0, to = text.length) {
      const found: number[] = [];
      const block = new Uint8Array(Math.min(to - from, blockLength + longest) + wordLength);
      const view = new DataView(block.buffer);
      const room = block.subarray(0, block.length - wordLength);
      // Comparisons in vain, and where they began to be counted.
      let tries = 0;
      let countedFrom = from;
      const give = (begin: number, end: number) => {
        if (found.length > 0 && begin <= found.at(-1)! + 1) found[found.length - 1] = end;
        else found.push(begin, end);
      };
      /** Whether one of a list stands in the text around `at`, which is `i` of the block. */
      const stands = (list: readonly Watched[], word: number, at: number, i: number) => {
        for (const { literal, seen, far } of list) {
          if ((word & seen.mask) !== seen.word) continue;
          tries++;
          const start = i - seen.at;
          const isInside = start >= 0 && start + literal.length <= room.length;
          if (isInside && (view.getInt32(start + far.at, true) & far.mask) !== far.word) continue;
          if (text.startsWith(literal, at - seen.at)) return true;
        }
        return false;
      };
      for (let at = from; at < to; ) {
        const part = text.slice(at, Math.min(to, at + room.length));
        const { read, written } = encoder.encodeInto(part, room);
        const behind = at + part.length;
        // A literal that the block's end cuts stands whole in the next.
        let next = behind >= to ? to : behind - longest;
        if (read !== written || read !== part.length) {
          const end = endOfLine(text, Math.max(at, next), to);
          give(startOfLine(text, at, from), end);
          at = end + 1;
          continue;
        }
        block.fill(0, written, written + wordLength);
        for (let i = 0; ; ) {
          i = tables.next(view, i, written);
          if (i >= written) break;
          const word = view.getInt32(i, true);
          const isThere =
            stands(tables.ofWord(word), word, at + i, i) ||
            stands(tables.ofPair(word), word, at + i, i);
          const allowed = mostTries + (at + i - countedFrom) / charactersPerTry;
          if (!isThere && tries < allowed) {
            i += step;
            continue;
          }
          const end = endOfLine(text, at + i, to);
          give(startOfLine(text, at + i, from), end);
          tries = 0;
          countedFrom = end;
          if (end + 1 > next) {
            next = end + 1;
            break;
          }
          i = end + 1 - at;
        }
        at = next;
      }
      return found;
    },
  };
}

/** Bits of a word's hash: so many that few words share one, and that the table stays near. */
const hashBits = 18;
const mostListed = 0xffff;
const mostPairs = 0x7fff;

function hash(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - hashBits);
}

class Tables {
  /** A bit for each hash of a word that is watched for. */
  readonly #isKnown = new Uint32Array(1 << (hashBits - 5));
  /** Numbers of lists; the first is empty. */
  readonly #byWord = new Uint32Array(mostListed + 1);
  /** Where a literal's end is shorter than a word, two characters must do. */
  readonly #byPair = new Uint32Array(mostPairs + 1);
  readonly #lists: Watched[][] = [[]];

  constructor(literals: readonly string[]) {
    for (const literal of literals) {
      for (let group = 0; group < step; group++) {
        const seen = partAt(literal, rarest(literal, group));
        const isAhead = 2 * seen.at < literal.length - wordLength;
        const far = partAt(literal, isAhead ? literal.length - wordLength : 0);
        this.#watch({ literal, seen, far });
      }
    }
  }

  /** The first place from `i` on at which something may be watched for; `end` or more: there is none. */
  next(view: DataView, i: number, end: number): number {
    const known = this.#isKnown;
    const pairs = this.#byPair;
    let at = i;
    for (; at < end; at += step) {
      const word = view.getInt32(at, true);
      const place = hash(word);
      if (((known[place >>> 5]! >>> (place & 31)) & 1) !== 0 || pairs[word & mostPairs] !== 0)
        break;
    }
    return at;
  }

  /** What this word may be of, and others. */
  ofWord(word: number): readonly Watched[] {
    return this.#lists[this.#byWord[hash(word) & mostListed]!]!;
  }

  /** The same of its first two characters. */
  ofPair(word: number): readonly Watched[] {
    return this.#lists[this.#byPair[word & mostPairs]!]!;
  }

  #watch(one: Watched): void {
    const { literal, seen } = one;
    const length = literal.length - seen.at;
    if (length >= wordLength) {
      const place = hash(seen.word);
      this.#isKnown[place >>> 5]! |= 1 << (place & 31);
      this.#list(this.#byWord, place & mostListed, one);
    } else if (length > 1) this.#list(this.#byPair, seen.word & mostPairs, one);
    // Whatever stands behind the last character belongs to it.
    else
      for (let last = 0; last < 128; last++) this.#list(this.#byPair, seen.word | (last << 8), one);
  }

  #list(table: Uint32Array, index: number, one: Watched): void {
    if (table[index] === 0) table[index] = this.#lists.push([one]) - 1;
    else this.#lists[table[index]!]!.push(one);
  }
}

function partAt(literal: string, at: number): Part {
  let word = 0;
  let mask = 0;
  for (let i = 0; i < wordLength && at + i < literal.length; i++) {
    word |= literal.charCodeAt(at + i) << (8 * i);
    mask |= 0xff << (8 * i);
  }
  return { at, word, mask };
}

/** The place of a group (0, 3, 6 … or 1, 4, 7 … or 2, 5, 8 …) that will be seen least in vain. */
function rarest(literal: string, group: number): number {
  let best = group;
  let least = Infinity;
  for (let at = group; at < literal.length; at += step) {
    const whole = literal.slice(at, at + wordLength);
    const own = frequency(whole.length === wordLength ? whole : whole.slice(0, 2));
    if (own < least) [best, least] = [at, own];
  }
  return best;
}

/** How often each one to four characters stand in the usual text. */
const usual = new Map<string, number>();
for (let i = 0; i < usualText.length; i++) {
  for (let length = 1; length <= wordLength; length++) {
    const part = usualText.slice(i, i + length);
    usual.set(part, (usual.get(part) ?? 0) + 1);
  }
}
const often = (part: string) => usual.get(part) ?? 0;

/** What was never counted is as likely as each of its characters is behind the one before. */
function frequency(part: string): number {
  let likely = often(part[0]!) + 0.3;
  for (let i = 1; i < part.length; i++) {
    likely *= (often(part.slice(i - 1, i + 1)) + 0.05) / (often(part[i - 1]!) + 0.3);
  }
  return often(part) + 0.2 * likely;
}

function startOfLine(text: string, at: number, from: number): number {
  return at === 0 ? from : Math.max(from, text.lastIndexOf('\n', at - 1) + 1);
}

function endOfLine(text: string, at: number, to: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 || end > to ? to : end;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
