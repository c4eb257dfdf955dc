// Many literals, one pass: which of them stand in which line.
//
// In: literals, and a text or its bytes in UTF-8. Out: the lines that hold some of them. It exists because a
// log is mostly healthy: one look into a table of bits at every third place decides that nothing begins
// near there, however many literals there are (watched-words.ts, byte-scan.wat).
//
// In a line that costs too many comparisons in vain, literals are looked for one by one; where such lines
// become many, by an automaton, so that no text can make the search slower than that. It is made no
// sooner: its table is large. It reads all lines where this machine runs no WebAssembly.

import { compileLiterals, type LiteralSet } from './aho-corasick.ts';
import { ByteScan } from './byte-scan.ts';
import { FoundLines } from './found-lines.ts';
import { LiteralLists } from './literal-lists.ts';
import { step } from './watched-words.ts';

export type LineBreak = '\n' | '\r';

/**
 * Hears of a line, counted from 0, and of the literals in it by their numbers, each once, the first to end
 * first; as a rule in one and the same list for all lines that hold the same. Nobody may change it.
 */
type OnLine = (line: number, literals: readonly number[]) => void;

export interface LiteralSearch {
  readonly literals: readonly string[];
  /** Whether it reads bytes too. */
  readonly readsBytes: boolean;
  /** Calls `onLine` for each line of `text[0, to)` that holds a literal, in order. Time is linear. */
  inText(text: string, to: number, lineBreak: LineBreak, onLine: OnLine): void;
  /** The same of bytes. Throws TypeError where it reads none. */
  inBytes(bytes: Uint8Array, lineBreak: LineBreak, onLine: OnLine): void;
  /** Where the lines of bytes begin, and what stands in them. Throws TypeError where it reads none. */
  survey(bytes: Uint8Array, lineBreak: LineBreak): Survey;
}

export interface Survey {
  /** Places at which lines begin; none of a text without a byte. */
  starts: Uint32Array;
  /** Whether an escape character stands anywhere. */
  hasEscapes: boolean;
}

/** UTF-16 units or bytes that are looked at together: they stay in the processor's nearer memories. */
const blockLength = 64 * 1024;
const escapeByte = 0x1b;
/** UTF-16 units that are searched for one literal after the other before an automaton is made for that. */
const patience = 16 * 1024;
/** What a UTF-16 unit is encoded to at most. */
const bytesPerUnit = 3;

/**
 * Literals that appear twice are told twice. Throws RangeError for one that is empty or holds a line feed,
 * since it would stand in no line.
 */
export function compileLiteralSearch(literals: readonly string[]): LiteralSearch {
  for (const literal of literals) {
    if (literal === '' || literal.includes('\n'))
      throw new RangeError(`compileLiteralSearch: ${JSON.stringify(literal)} stands in no line`);
  }
  const numbers = new Map<string, number[]>();
  for (const [number, literal] of literals.entries()) {
    const alike = numbers.get(literal);
    if (alike === undefined) numbers.set(literal, [number]);
    else alike.push(number);
  }
  const encoder = new TextEncoder();
  const encoded = [...numbers.keys()].map((literal) => encoder.encode(literal));
  // A shorter one could be stepped over.
  const isLong = encoded.every(({ length }) => length >= step);
  const scan = isLong ? ByteScan.of(encoded, bytesPerUnit * blockLength) : null;
  let set: LiteralSet | undefined;
  const automaton = () => {
    set ??= compileLiterals(literals);
    return set;
  };
  const lists = new LiteralLists();
  const byBlocks =
    scan === null
      ? null
      : new BlockSearch(scan, [...numbers.values()], encoded, lists, literals, automaton);
  const needed = () => {
    if (byBlocks === null) throw new TypeError('This search reads no bytes.');
    return byBlocks;
  };

  return {
    literals,
    readsBytes: scan !== null,
    inText(text, to, lineBreak, onLine) {
      if (byBlocks === null) searchByAutomaton(automaton(), lists, text, to, lineBreak, onLine);
      else byBlocks.inText(text, to, lineBreak, onLine);
    },
    inBytes: (bytes, lineBreak, onLine) => needed().inBytes(bytes, lineBreak, onLine),
    survey: (bytes, lineBreak) => needed().survey(bytes, lineBreak),
  };
}

/** The search by a table of bits, a block at a time. */
class BlockSearch {
  readonly #scan: ByteScan;
  /** What a text is gathered with: the numbers of equal literals, their lengths, the lists of lines. */
  readonly #numbers: readonly (readonly number[])[];
  readonly #lengths: readonly number[];
  readonly #lists: LiteralLists;
  /** Bytes of the longest literal. */
  readonly #longest: number;
  /** As they were given, and the automaton for them. */
  readonly #given: readonly string[];
  readonly #automaton: () => LiteralSet;
  #patience = patience;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(
    scan: ByteScan,
    numbers: readonly (readonly number[])[],
    literals: readonly Uint8Array[],
    lists: LiteralLists,
    given: readonly string[],
    automaton: () => LiteralSet,
  ) {
    this.#scan = scan;
    this.#numbers = numbers;
    this.#lengths = literals.map(({ length }) => length);
    this.#longest = Math.max(1, ...this.#lengths);
    this.#lists = lists;
    this.#given = given;
    this.#automaton = automaton;
  }

  inText(text: string, to: number, lineBreak: LineBreak, onLine: OnLine): void {
    const lines = this.#foundLines();
    for (let at = 0; at < to; ) {
      const part = text.slice(at, Math.min(to, at + blockLength));
      const [length, next] = this.#block(part, part.lastIndexOf(lineBreak), at + part.length < to);
      const { written } = this.#encoder.encodeInto(part.slice(0, length), this.#scan.room);
      this.#readBlock(written, lineBreak, lines);
      lines.tell(onLine);
      at += next;
    }
    lines.endLines(1);
    lines.tell(onLine);
  }

  inBytes(bytes: Uint8Array, lineBreak: LineBreak, onLine: OnLine): void {
    const byte = lineBreak.charCodeAt(0);
    const lines = this.#foundLines();
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + blockLength);
      const [length, next] = this.#block(
        part,
        part.lastIndexOf(byte),
        at + part.length < bytes.length,
      );
      this.#scan.room.set(part.subarray(0, length));
      this.#readBlock(length, lineBreak, lines);
      lines.tell(onLine);
      at += next;
    }
    lines.endLines(1);
    lines.tell(onLine);
  }

  #foundLines(): FoundLines {
    return new FoundLines(this.#numbers, this.#lengths, this.#lists);
  }

  survey(bytes: Uint8Array, lineBreak: LineBreak): Survey {
    if (bytes.length === 0) return { starts: new Uint32Array(), hasEscapes: false };
    const { places, hasOther } = this.#scan.behind(bytes, lineBreak.charCodeAt(0), escapeByte);
    const endsInBreak = places.at(-1) === bytes.length;
    return { starts: endsInBreak ? places.subarray(0, -1) : places, hasEscapes: hasOther };
  }

  /**
   * How much of a part is looked at together, and behind how much of it the next begins: behind a line
   * break, or within a line that is longer, so that a literal which the end cuts stands whole in the next.
   */
  #block(part: { length: number }, lastBreak: number, goesOn: boolean): [number, number] {
    if (!goesOn) return [part.length, part.length];
    if (lastBreak >= 0) return [lastBreak + 1, lastBreak + 1];
    return [part.length, part.length - this.#longest];
  }

  #readBlock(length: number, lineBreak: LineBreak, lines: FoundLines): void {
    const scan = this.#scan;
    const byte = lineBreak.charCodeAt(0);
    /** Up to where line breaks were counted. */
    let counted = 0;
    scan.find(length, (place, hits) => {
      lines.endLines(scan.count(counted, place, byte));
      counted = place;
      if (hits > 0) {
        for (let hit = 0; hit < hits; hit++) lines.add(scan.literal(hit), scan.end(hit));
        return place + step;
      }
      const begin = place === 0 ? 0 : scan.room.lastIndexOf(byte, place - 1) + 1;
      const next = scan.room.indexOf(byte, place);
      const end = next < 0 || next > length ? length : next;
      lines.setPiece(this.#inPiece(scan.room.subarray(begin, end)));
      return end;
    });
    lines.endLines(scan.count(counted, length, byte));
    lines.endPiece();
  }

  /** Literals in a piece of a line, in the order of their ends. */
  #inPiece(piece: Uint8Array): number[] {
    const words = this.#decoder.decode(piece);
    this.#patience -= words.length;
    if (this.#patience > 0) return oneByOne(this.#given, words);
    const found: number[] = [];
    this.#automaton().scan(words, (literal) => {
      if (!found.includes(literal)) found.push(literal);
    });
    return found;
  }
}

function oneByOne(literals: readonly string[], words: string): number[] {
  const found = literals.flatMap((literal, number) => {
    const at = words.indexOf(literal);
    return at < 0 ? [] : [{ number, length: literal.length, end: at + literal.length }];
  });
  found.sort((a, b) => a.end - b.end || b.length - a.length || a.number - b.number);
  return found.map(({ number }) => number);
}

function searchByAutomaton(
  set: LiteralSet,
  lists: LiteralLists,
  text: string,
  to: number,
  lineBreak: LineBreak,
  onLine: OnLine,
): void {
  let found = lists.empty;
  let line = 0;
  let lineEnd = endOfLine(text, 0, lineBreak);
  const tell = () => {
    if (found !== lists.empty) onLine(line, found.numbers);
    found = lists.empty;
  };
  set.scan(
    text,
    (literal, behind) => {
      if (behind > lineEnd) tell();
      for (; behind > lineEnd; line++) lineEnd = endOfLine(text, lineEnd + 1, lineBreak);
      found = lists.longer(found, literal);
    },
    0,
    to,
  );
  tell();
}

function endOfLine(text: string, at: number, lineBreak: LineBreak): number {
  const end = text.indexOf(lineBreak, at);
  return end < 0 ? text.length : end;
}
