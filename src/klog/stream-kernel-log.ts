// A text of any size, chunk by chunk → KernelLog, in bounded memory.
//
// In: `feed` with chunks in order, then `finish`. Out: what readKernelLog makes of the same text, but
// that of a long one only the lines of its events and hits, and those near them, can be looked at
// afterwards, and that pstore parts are not put in order: a crash dump is never this long.

import type { KernelLog } from '../model/kernel-log.ts';
import { SegmentCutter } from './cut-segments.ts';
import { KeptLines } from './kept-lines.ts';
import { LogPass, type Reader } from './log-pass.ts';
import { type LogSegment, makeSegment, readLine } from './log-segment.ts';
import { lineAsPasted, type PrintedText, printedText } from './printed-text.ts';
import { byteLength, isBlank, looksBinary, readWhole } from './read-kernel-log.ts';

export interface StreamOptions {
  /** Somebody who wants to see lines of the same log, each as it stands in the paste. */
  reader?: Reader;
  /** UTF-16 units up to which a text is held and read whole. */
  wholeLength?: number;
  /** UTF-16 units of a longer text that are read at a time. */
  segmentLength?: number;
}

export class KernelLogStream {
  readonly #name: string;
  readonly #reader: Reader | null;
  readonly #wholeLength: number;
  readonly #segmentLength: number;
  #head: string[] = [];
  #length = 0;
  #long: LongRead | null = null;

  constructor(
    name: string,
    { reader, wholeLength = 16 * 1024 * 1024, segmentLength = 4 * 1024 * 1024 }: StreamOptions = {},
  ) {
    this.#name = name;
    this.#reader = reader ?? null;
    this.#wholeLength = wholeLength;
    this.#segmentLength = segmentLength;
  }

  feed(chunk: string): void {
    this.#length += chunk.length;
    if (this.#long !== null) {
      this.#long.feed(chunk);
      return;
    }
    this.#head.push(chunk);
    if (this.#length <= this.#wholeLength) return;
    this.#long = new LongRead(this.#reader, this.#segmentLength);
    for (const held of this.#head) this.#long.feed(held);
    this.#head = [];
  }

  /** The text itself, where it was held whole. */
  get text(): string | null {
    if (this.#long !== null) return null;
    // Joined once: the answer is asked for its lines again and again.
    if (this.#head.length !== 1) this.#head = [this.#head.join('')];
    return this.#head[0]!;
  }

  finish(): KernelLog {
    if (this.#long !== null) return this.#long.finish(this.#name);
    const text = this.text!;
    const pasted = makeSegment(text);
    const printed = printedText(text, pasted.table);
    return readWhole(this.#name, pasted, printed, new LogPass(this.#readerOf(printed)));
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

/** Reads what does not fit: each line is seen once. */
class LongRead {
  readonly #kept = new KeptLines();
  readonly #cutter: SegmentCutter;
  readonly #pass: LogPass;
  #byteCount = 0;
  #isBlank = true;
  #looksBinary: boolean | null = null;

  constructor(reader: Reader | null, segmentLength: number) {
    let now: LogSegment;
    this.#pass = new LogPass(reader, (line) => this.#kept.keep(line, now));
    this.#cutter = new SegmentCutter((segment) => {
      now = segment;
      this.#pass.read(segment);
    }, segmentLength);
  }

  feed(chunk: string): void {
    this.#byteCount += byteLength(chunk);
    this.#isBlank &&= isBlank(chunk);
    this.#looksBinary ??= looksBinary(chunk);
    this.#cutter.feed(chunk);
  }

  finish(name: string): KernelLog {
    this.#cutter.finish();
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
}
