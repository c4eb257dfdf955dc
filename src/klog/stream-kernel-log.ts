// A log of any size, chunk by chunk → KernelLog, in bounded memory.
//
// In: `feed` with chunks in order, of text or of bytes, then `finish`. Out: what readKernelLog makes of the
// same text, but that of a long one only the lines of its events and hits, and those near them, can be
// looked at afterwards, and that pstore parts are not put in order: a crash dump is never this long.
//
// Bytes of a long log become text where somebody looks at a line (byte-segment.ts), as far as it is
// ordinary UTF-8; what is not is decoded first.

import type { KernelLog } from '../model/kernel-log.ts';
import type { LiteralSearch } from '../scan/literal-search.ts';
import { ByteCutter } from './cut-bytes.ts';
import { SegmentCutter } from './cut-segments.ts';
import { KeptLines } from './kept-lines.ts';
import { LogPass, type Reader, soughtAlone } from './log-pass.ts';
import { type LogSegment, makeSegment, readLine } from './log-segment.ts';
import { lineAsPasted, type PrintedText, printedText } from './printed-text.ts';
import { byteLength, isBlank, looksBinary, readWhole } from './read-kernel-log.ts';
import { isUtf8, sniffedLength, TextChunks, withoutMark } from './text-chunks.ts';

export interface StreamOptions {
  /** Somebody who wants to see lines of the same log, each as it stands in the paste. */
  reader?: Reader;
  /** UTF-16 units, or bytes, up to which a log is held and read whole. */
  wholeLength?: number;
  /** How much of a longer log is read at a time, in the same measure. */
  segmentLength?: number;
}

export class KernelLogStream {
  readonly #name: string;
  readonly #reader: Reader | null;
  readonly #wholeLength: number;
  readonly #segmentLength: number;
  #head: (string | Uint8Array)[] = [];
  #length = 0;
  #long: LongRead | null = null;
  #text: string | null = null;
  #isBytes = false;

  constructor(
    name: string,
    { reader, wholeLength = 16 * 1024 * 1024, segmentLength = 4 * 1024 * 1024 }: StreamOptions = {},
  ) {
    this.#name = name;
    this.#reader = reader ?? null;
    this.#wholeLength = wholeLength;
    this.#segmentLength = segmentLength;
  }

  /** @param chunk all of one kind. Bytes are read before it comes back: they may be written over then. */
  feed(chunk: string | Uint8Array): void {
    this.#length += chunk.length;
    this.#isBytes = typeof chunk !== 'string';
    if (this.#long !== null) {
      this.#long.feed(chunk);
      return;
    }
    const staysHeld = this.#length <= this.#wholeLength;
    this.#head.push(staysHeld && typeof chunk !== 'string' ? new Uint8Array(chunk) : chunk);
    if (staysHeld) return;
    this.#long = new LongRead(this.#reader, this.#segmentLength);
    for (const held of this.#head) this.#long.feed(held);
    this.#head = [];
  }

  /** The text itself, where it was held whole. No chunk may come after it was asked for. */
  get text(): string | null {
    if (this.#long !== null) return null;
    // Joined once: the answer is asked for its lines again and again.
    this.#text ??= joined(this.#head);
    this.#head = [];
    return this.#text;
  }

  finish(): KernelLog {
    if (this.#long !== null) return this.#long.finish(this.#name);
    const text = this.text!;
    const pasted = makeSegment(text);
    const printed = printedText(text, pasted.table);
    const log = readWhole(this.#name, pasted, printed, new LogPass(this.#readerOf(printed)));
    // What bytes are no text became longer.
    return this.#isBytes ? { ...log, byteCount: this.#length } : log;
  }

  /** What was put right is read as it was printed; the other reader sees it as it was pasted. */
  #readerOf(printed: PrintedText | null): Reader | null {
    const reader = this.#reader;
    if (reader === null || printed === null) return reader;
    return {
      sought: reader.sought,
      onLine: (line, literals) => reader.onLine(lineAsPasted(line, printed), literals),
    };
  }
}

function concatenated(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function joined(chunks: readonly (string | Uint8Array)[]): string {
  const decoder = new TextChunks();
  const words = chunks.map((chunk) => (typeof chunk === 'string' ? chunk : decoder.next(chunk)));
  return words.length === 1 ? words[0]! + decoder.end() : words.join('') + decoder.end();
}

/** Reads what does not fit: each line is seen once. */
class LongRead {
  readonly #kept = new KeptLines();
  readonly #pass: LogPass;
  readonly #search: LiteralSearch;
  readonly #onSegment: (segment: LogSegment) => void;
  readonly #segmentLength: number;
  /** Of the two, the one that reads; the other is null. */
  #bytes: ByteCutter | null = null;
  #texts: SegmentCutter | null = null;
  readonly #decoder = new TextChunks();
  /** The first bytes, until they are enough to tell how they are to be read. */
  #head: Uint8Array | null = new Uint8Array();
  #byteCount = 0;
  #isBlank = true;
  #looksBinary: boolean | null = null;

  constructor(reader: Reader | null, segmentLength: number) {
    let now: LogSegment;
    this.#search = reader?.sought ?? soughtAlone();
    this.#pass = new LogPass(reader, (line) => this.#kept.keep(line, now));
    this.#onSegment = (segment) => {
      now = segment;
      this.#pass.read(segment);
    };
    this.#segmentLength = segmentLength;
  }

  feed(chunk: string | Uint8Array): void {
    if (typeof chunk === 'string') {
      this.#byteCount += byteLength(chunk);
      this.#feedText(chunk);
      return;
    }
    this.#byteCount += chunk.length;
    if (this.#head === null) this.#feedBytes(chunk);
    else {
      this.#head = concatenated(this.#head, chunk);
      if (this.#head.length >= sniffedLength) this.#begin(this.#head);
    }
  }

  finish(name: string): KernelLog {
    if (this.#head !== null) this.#begin(this.#head);
    if (this.#bytes?.finish() === false) this.#goOnWithText(this.#bytes);
    const rest = this.#decoder.end();
    if (rest !== '') this.#feedText(rest);
    this.#texts?.finish();
    const raw = (number: number) => this.#kept.get(number);
    return {
      ...this.#pass.finish(),
      name,
      byteCount: this.#byteCount,
      isBlank: this.#isBlank,
      looksBinary: this.#looksBinary ?? false,
      line: (number) => readLine(number, raw(number) ?? ''),
      raw,
    };
  }

  #begin(head: Uint8Array): void {
    this.#head = null;
    if (head.length === 0) return;
    if (this.#search.readsBytes && isUtf8(head)) {
      this.#bytes = new ByteCutter(this.#search, this.#onSegment, this.#segmentLength);
      this.#feedBytes(withoutMark(head));
    } else this.#feedBytes(head);
  }

  #feedBytes(chunk: Uint8Array): void {
    if (this.#bytes === null) {
      this.#feedText(this.#decoder.next(chunk));
      return;
    }
    // What it is shows early, as a rule in its first words.
    if (this.#isBlank || this.#looksBinary === null) this.#look(new TextChunks().next(chunk));
    if (!this.#bytes.feed(chunk)) this.#goOnWithText(this.#bytes);
  }

  #goOnWithText({ first, rest }: ByteCutter): void {
    this.#bytes = null;
    const lineBreak = first > 1 ? '\n' : null;
    this.#texts = new SegmentCutter(this.#onSegment, this.#segmentLength, first, lineBreak);
    this.#texts.feed(this.#decoder.next(rest));
  }

  #feedText(chunk: string): void {
    this.#look(chunk);
    this.#texts ??= new SegmentCutter(this.#onSegment, this.#segmentLength);
    this.#texts.feed(chunk);
  }

  #look(words: string): void {
    if (words === '') return;
    this.#isBlank &&= isBlank(words);
    this.#looksBinary ??= looksBinary(words);
  }
}
