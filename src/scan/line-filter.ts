// Which lines of a text may hold one of many literals, without a look at every character.
//
//   sampled     B·U·G·:· ·s·o·f·t· ·l·o·c·k·u·p        every third place of the text, three characters
//               ^─┐   ^─┐   ^─┐   ^─┐                  there
//   literal               soft lockup                 wherever it begins, one of three groups of
//                          oft │   │                   places is looked at: 0, 3, 6 …, 1, 4, 7 …
//                           └─ the rarest of its group is watched for
//
// In: literals, and a text. Out: the lines in which a literal stands, and a few others. Two characters
// that are in no watched place rule most places out by one look into a table; where three fit, the
// literals that they belong to are compared. A line that costs many comparisons in vain is given out
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
/** Characters that are encoded at a time: few enough to stay in the processor's nearest memory. */
const blockLength = 32 * 1024;
/** Comparisons in vain after which a line goes to the automaton. */
const mostTries = 16;

interface Watched {
  literal: string;
  /** Where in the literal the three characters stand that were seen. */
  at: number;
  /** The literal's characters before them and behind them; `none` where it has none. */
  before: number;
  behind: number;
}

const none = -1;

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
  const { pairs, triples, watched } = buildTables(literals);
  const longest = Math.max(1, ...literals.map(({ length }) => length));
  const encoder = new TextEncoder();

  return {
    lines(text, from = 0, to = text.length) {
      const found: number[] = [];
      const block = new Uint8Array(Math.min(to - from, blockLength + longest) + 2 * step);
      const room = block.subarray(0, block.length - 2 * step);
      let tries = 0;
      const give = (begin: number, end: number) => {
        if (found.length > 0 && begin <= found.at(-1)! + 1) found[found.length - 1] = end;
        else found.push(begin, end);
      };
      for (let at = from; at < to; ) {
        const words = text.slice(at, Math.min(to, at + room.length));
        const { read, written } = encoder.encodeInto(words, room);
        const behind = at + words.length;
        // A literal that the block's end cuts stands whole in the next.
        let next = behind >= to ? to : behind - longest;
        if (read !== written || read !== words.length) {
          const end = endOfLine(text, Math.max(at, next), to);
          give(startOfLine(text, at, from), end);
          at = end + 1;
          continue;
        }
        block.fill(0, written, written + 2 * step);
        for (let i = 0; i < written; i += step) {
          const first = block[i]!;
          const pair = pairs[(first << 7) | block[i + 1]!]!;
          if (pair === 0) continue;
          const list =
            pair === seeThird ? triples[hash(first, block[i + 1]!, block[i + 2]!)]! : pair;
          if (list === 0) continue;
          const place = at + i;
          const before = i > 0 ? block[i - 1]! : none;
          const after = block[i + step]!;
          let isThere = false;
          for (const one of watched[list]!) {
            // One character more on either side spares most comparisons.
            if (one.behind !== after && one.behind !== none) continue;
            if (one.before !== before && one.before !== none && before !== none) continue;
            isThere = text.startsWith(one.literal, place - one.at);
            if (isThere) break;
            tries++;
          }
          if (!isThere && tries < mostTries) continue;
          tries = 0;
          const end = endOfLine(text, place, to);
          give(startOfLine(text, place, from), end);
          if (end + 1 > next) {
            next = end + 1;
            break;
          }
          // The loop adds a step of its own.
          i = end - at - step + 1;
        }
        at = next;
      }
      return found;
    },
  };
}

/** Said of a pair that is watched for together with a third character. */
const seeThird = 1;

function hash(first: number, second: number, third: number): number {
  return Math.imul((first << 14) | (second << 7) | third, 0x9e3779b1) >>> 16;
}

function buildTables(literals: readonly string[]) {
  const pairs = new Uint16Array(1 << 14);
  const triples = new Uint16Array(1 << 16);
  // Lists are numbered from 2: 0 is none, 1 is seeThird.
  const watched: Watched[][] = [[], []];
  const short: [Watched, first: number, second: number | null][] = [];
  // Short ones have the least choice; the others do with the pairs that these need, where they can.
  for (const literal of [...literals].sort((a, b) => a.length - b.length)) {
    for (let group = 0; group < step; group++) {
      const at = rarest(literal, group, pairs);
      const one: Watched = {
        literal,
        at,
        before: at > 0 ? literal.charCodeAt(at - 1) : none,
        behind: at + step < literal.length ? literal.charCodeAt(at + step) : none,
      };
      const [first, second, third] = [at, at + 1, at + 2].map((i) =>
        i < literal.length ? literal.charCodeAt(i) : null,
      );
      if (third === null) short.push([one, first!, second!]);
      else {
        pairs[(first! << 7) | second!] = seeThird;
        watch(triples, hash(first!, second!, third!), watched, one);
      }
    }
  }
  // Of a short literal's end one or two characters must do: whatever is behind them belongs to it.
  for (const [one, first, second] of short) {
    for (let other = 0; other < 128; other++) {
      if (second !== null && other !== second) continue;
      const pair = (first << 7) | other;
      if (pairs[pair]! > seeThird) {
        watched[pairs[pair]!]!.push(one);
        continue;
      }
      const list = [one];
      if (pairs[pair] === seeThird) {
        for (let third = 0; third < 128; third++) {
          list.push(...watched[triples[hash(first, other, third)]!]!);
        }
      }
      pairs[pair] = watched.push([...new Set(list)]) - 1;
    }
  }
  return { pairs, triples, watched };
}

function watch(table: Uint16Array, index: number, watched: Watched[][], one: Watched): void {
  if (table[index] === 0) table[index] = watched.push([one]) - 1;
  else watched[table[index]!]!.push(one);
}

/** The place of a group (0, 3, 6 … or 1, 4, 7 … or 2, 5, 8 …) that costs least. */
function rarest(literal: string, group: number, pairs: Uint16Array): number {
  let best = group;
  let least = Infinity;
  for (let at = group; at < literal.length; at += step) {
    const own = costOf(literal, at, pairs);
    if (own < least) [best, least] = [at, own];
  }
  return best;
}

/** How often each one, two and three characters stand in the usual text. */
const usual = new Map<string, number>();
for (let i = 0; i < usualText.length; i++) {
  for (let length = 1; length <= 3; length++) {
    const part = usualText.slice(i, i + length);
    usual.set(part, (usual.get(part) ?? 0) + 1);
  }
}
const often = (part: string) => usual.get(part) ?? 0;
/** What was never counted is as likely as its characters are. */
const likely = (part: string) =>
  [...part].reduce((product, letter) => product * ((often(letter) + 0.3) / usualText.length), 1) *
  usualText.length;

/** A place where three characters fit costs more than one where two do. */
const tripleWeight = 8;

/** How often a place of a literal will be seen in vain. */
function costOf(literal: string, at: number, pairs: Uint16Array): number {
  const pair = literal.slice(at, at + 2);
  const triple = literal.slice(at, at + 3);
  // Fewer characters stand for all that may follow, and cost a comparison each time.
  if (triple.length < 3) return 4 * (often(pair) + 1);
  const isWatched = pairs[(pair.charCodeAt(0) << 7) | pair.charCodeAt(1)] !== 0;
  return (
    (isWatched ? 0 : often(pair) + 0.2 * likely(pair)) +
    tripleWeight * (often(triple) + 0.2 * likely(triple))
  );
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
