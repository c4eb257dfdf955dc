// The WebAssembly module of byte-scan.wat with the tables of one set of literals in its memory.
//
// In: literals as bytes. Out: places of literals and of line breaks in a text that stands in `room`. An
// instance holds one text at a time, and nothing of it between calls.

import { byteScanModule } from './byte-scan.wasm.ts';
import { pairBits, type Watched, watchedWords } from './watched-words.ts';

/** Where things stand, and of how many bits a hash is: as byte-scan.wat has it. */
const layout = { known: 0, pairs: 0x8000, byHash: 0x10000, byPair: 0x50000, hits: 0x70000 };
const hashBits = 18;
const listBits = 16;
const entryLength = 32;
const pageLength = 65536;
/** Bytes behind the text's end that a word may reach into. */
const behindText = 16;
/** Bytes in which line breaks are looked for at a time. */
const breaksLength = 32 * 1024;

interface Exports {
  memory: WebAssembly.Memory;
  find(at: number, begin: number, end: number): number;
  count(at: number, end: number, byte: number): number;
  behind(at: number, end: number, byte: number, origin: number, out: number): number;
}

let compiled: WebAssembly.Module | null | undefined;

/**
 * null where this machine runs no WebAssembly, or none with vectors, where a policy forbids it, and where
 * numbers in memory are not written as WebAssembly writes them.
 */
function moduleOf(): WebAssembly.Module | null {
  if (compiled !== undefined) return compiled;
  compiled = null;
  if (new Uint8Array(Uint32Array.of(1).buffer)[0] !== 1) return compiled;
  try {
    const bytes = Uint8Array.from(atob(byteScanModule), (char) => char.charCodeAt(0));
    compiled = new WebAssembly.Module(bytes);
  } catch {}
  return compiled;
}

export class ByteScan {
  /** For the text: bytes from 0 on are those at place 0. */
  readonly room: Uint8Array;
  /** The same with what words may reach into. */
  readonly #tail: Uint8Array;
  readonly #exports: Exports;
  /** The module's memory. */
  readonly #numbers: Int32Array;
  /** What find() left: how many hits, a gap, the hits. */
  readonly #written: Int32Array;
  /** Where the text begins in the module's memory. */
  readonly #origin: number;
  /** Where places of line breaks are written. */
  readonly #places: number;

  /** @param roomLength bytes of the longest text. null: see moduleOf. */
  static of(literals: readonly Uint8Array[], roomLength: number): ByteScan | null {
    const module = moduleOf();
    return module === null ? null : new ByteScan(module, literals, roomLength);
  }

  private constructor(
    module: WebAssembly.Module,
    literals: readonly Uint8Array[],
    roomLength: number,
  ) {
    const { byHash, byPair, mostHits } = listsOf(literals);
    const lists = layout.hits + 8 + 8 * mostHits;
    const entries = entryLength * (1 + countOf(byHash) + countOf(byPair));
    const bytes = literals.reduce((sum, { length }) => sum + 4 + roundUp(length, 4), 0);
    this.#origin = roundUp(lists + entries + bytes, 16);
    this.#exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    const { memory } = this.#exports;
    this.#places = roundUp(this.#origin + roomLength + behindText, 16);
    const length = this.#places + 4 * breaksLength;
    memory.grow(Math.max(0, Math.ceil((length - memory.buffer.byteLength) / pageLength)));
    this.#numbers = new Int32Array(memory.buffer);
    this.#written = new Int32Array(memory.buffer, layout.hits, 2 + 2 * mostHits);
    this.room = new Uint8Array(memory.buffer, this.#origin, roomLength);
    this.#tail = new Uint8Array(memory.buffer, this.#origin, roomLength + behindText);
    this.#fill(literals, byHash, byPair, lists, lists + entries);
  }

  /**
   * Calls `onHits` for each place at which literals stand, with their number, in order, or at which too much
   * was compared in vain: then with none. It says where to go on, in a line of `room[0, end)`.
   */
  find(end: number, onHits: (place: number, hits: number) => number): void {
    const { find } = this.#exports;
    const origin = this.#origin;
    // Words at the end reach into what stands behind it.
    this.#tail.fill(0, end, end + 4);
    for (let at = origin; ; ) {
      const place = find(at, origin, origin + end);
      if (place >= origin + end) return;
      at = origin + onHits(place - origin, this.#written[0]!);
    }
  }

  /** How many of the bytes from `from` to before `to` are this one. */
  count(from: number, to: number, byte: number): number {
    return this.#exports.count(this.#origin + from, this.#origin + to, byte);
  }

  /**
   * The places behind each `byte` in a text of any length, and 0 before them; whether `other` stands in it.
   */
  behind(bytes: Uint8Array, byte: number, other: number) {
    const { behind, count } = this.#exports;
    const found = new Uint32Array(this.#numbers.buffer, this.#places, breaksLength);
    const parts: Uint32Array[] = [new Uint32Array(1)];
    let hasOther = false;
    for (let at = 0; at < bytes.length; at += breaksLength) {
      const part = bytes.subarray(at, at + breaksLength);
      this.room.set(part);
      const end = this.#origin + part.length;
      const length = behind(this.#origin, end, byte, this.#origin - at, this.#places);
      parts.push(found.slice(0, length));
      hasOther ||= count(this.#origin, end, other) > 0;
    }
    return { places: joined(parts), hasOther };
  }

  /** Number of a literal that find() has just told of, and the place behind its last byte. */
  literal(hit: number): number {
    return this.#written[2 + 2 * hit]!;
  }

  end(hit: number): number {
    return this.#written[3 + 2 * hit]! - this.#origin;
  }

  #fill(
    literals: readonly Uint8Array[],
    byHash: Lists,
    byPair: Lists,
    firstList: number,
    firstLiteral: number,
  ): void {
    const numbers = this.#numbers;
    const memory = new Uint8Array(numbers.buffer);
    let next = firstLiteral;
    const places = literals.map((literal, number) => {
      const place = next + 4;
      numbers[next / 4] = number;
      memory.set(literal, place);
      next = roundUp(place + literal.length, 4);
      return place;
    });
    // The first list is empty: its entry of length 0 is memory as it was.
    next = (firstList + entryLength) / 4;
    const put = (list: readonly Entry[]) => {
      const begin = 4 * next;
      for (const { literal, length, seen, far } of list) {
        numbers[next++] = seen.word;
        numbers[next++] = seen.mask;
        numbers[next++] = seen.at;
        numbers[next++] = length;
        numbers[next++] = far.at;
        numbers[next++] = far.word;
        numbers[next++] = far.mask;
        numbers[next++] = places[literal]!;
      }
      next += entryLength / 4;
      return begin;
    };
    const heads = (table: number, bits: number, lists: Lists) => {
      const begin = table / 4;
      numbers.fill(firstList, begin, begin + (1 << bits));
      for (const [place, list] of lists) numbers[begin + place] = put(list);
    };
    heads(layout.byHash, listBits, byHash);
    heads(layout.byPair, pairBits, byPair);
    for (const list of byHash.values()) {
      for (const { seen } of list) setBit(memory, layout.known, hashOf(seen.word));
    }
    for (const pair of byPair.keys()) setBit(memory, layout.pairs, pair);
  }
}

interface Entry extends Watched {
  literal: number;
  length: number;
}
/** By the low bits of a hash, or by a pair of bytes. */
type Lists = Map<number, Entry[]>;

/** @returns mostHits how many literals can stand at one place. */
function listsOf(literals: readonly Uint8Array[]) {
  const byHash: Lists = new Map();
  const byPair: Lists = new Map();
  const add = (lists: Lists, place: number, entry: Entry) => {
    const list = lists.get(place);
    if (list === undefined) lists.set(place, [entry]);
    else list.push(entry);
  };
  for (const [literal, bytes] of literals.entries()) {
    for (const watched of watchedWords(bytes)) {
      const entry = { ...watched, literal, length: bytes.length };
      for (const pair of watched.pairs) add(byPair, pair, entry);
      if (watched.pairs.length === 0)
        add(byHash, hashOf(watched.seen.word) & ((1 << listBits) - 1), entry);
    }
  }
  return { byHash, byPair, mostHits: longest(byHash) + longest(byPair) };
}

function hashOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - hashBits);
}

/** With the one behind each list that ends it. */
function countOf(lists: Lists): number {
  let count = 0;
  for (const list of lists.values()) count += list.length + 1;
  return count;
}

function longest(lists: Lists): number {
  let most = 0;
  for (const { length } of lists.values()) most = Math.max(most, length);
  return most;
}

function setBit(memory: Uint8Array, table: number, bit: number): void {
  memory[table + (bit >>> 3)]! |= 1 << (bit & 7);
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const roundUp = (number: number, unit: number) => Math.ceil(number / unit) * unit;
