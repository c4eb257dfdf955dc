// A text that comes in chunks → segments of whole lines, one in memory at a time.
//
//   chunks    ──────┬─────┬──────────┬───
//   segments  │ read │ ahead │
//                    │ read │ ahead │        the lines ahead are the first of the next segment
//
// Chunks may end anywhere. A line that never ends is kept as far
// as patterns look, and the rest of it goes by.

import type { LineBreak } from '../scan/literal-search.ts';
import { type LogSegment, longestMessage, makeSegment } from './log-segment.ts';
import { lineBreakOf } from './split-lines.ts';

/** Lines that the reader may look at behind the last of its segment. */
export const linesAhead = 16;
/** A line without an end is cut at twice what anybody reads of it. */
const longestHeld = 2 * longestMessage;

export class SegmentCutter {
  readonly #onSegment: (segment: LogSegment) => void;
  readonly #segmentLength: number;
  #lineBreak: LineBreak | null;
  /** Lines not read yet, and the beginning of the one that is coming in. */
  #rest = '';
  #first: number;
  #skipsToLineEnd = false;

  /**
   * @param segmentLength UTF-16 units that make a segment worth reading.
   * @param first number of the first line to come.
   * @param lineBreak of the text so far; null: there is none yet.
   */
  constructor(
    onSegment: (segment: LogSegment) => void,
    segmentLength: number,
    first = 1,
    lineBreak: LineBreak | null = null,
  ) {
    this.#onSegment = onSegment;
    this.#segmentLength = segmentLength;
    this.#first = first;
    this.#lineBreak = lineBreak;
  }

  feed(chunk: string): void {
    let words = chunk;
    if (this.#skipsToLineEnd) {
      const at = words.indexOf(this.#lineBreak!);
      if (at < 0) return;
      words = words.slice(at);
      this.#skipsToLineEnd = false;
    }
    this.#rest += words;
    if (this.#rest.length < this.#segmentLength) return;
    this.#lineBreak ??= this.#seenLineBreak();
    if (this.#lineBreak === null) {
      this.#rest = this.#rest.slice(0, Math.max(longestHeld, this.#segmentLength));
      return;
    }
    this.#cut(this.#rest.lastIndexOf(this.#lineBreak) + 1);
    if (this.#rest.length >= this.#segmentLength) this.#shortenLastLine();
  }

  finish(): void {
    if (this.#rest !== '') this.#onSegment(this.#segment(this.#rest, 0));
  }

  #seenLineBreak(): LineBreak | null {
    // A carriage return at the very end may be half of a line end.
    const words = this.#rest.slice(0, -1);
    return /[\n\r]/.test(words) ? lineBreakOf(this.#rest) : null;
  }

  /** Reads the whole lines before `end` but for those ahead. */
  #cut(end: number): void {
    const segment = this.#segment(this.#rest.slice(0, end), linesAhead);
    if (segment.last < segment.first) return;
    this.#onSegment(segment);
    this.#first = segment.last + 1;
    this.#rest = this.#rest.slice(segment.end);
  }

  #segment(lines: string, ahead: number): LogSegment {
    return makeSegment(lines, {
      first: this.#first,
      ahead,
      detached: true,
      ...(this.#lineBreak === null ? {} : { lineBreak: this.#lineBreak }),
    });
  }

  #shortenLastLine(): void {
    const start = this.#rest.lastIndexOf(this.#lineBreak!) + 1;
    if (this.#rest.length - start <= longestHeld) return;
    this.#rest = this.#rest.slice(0, start + longestHeld);
    this.#skipsToLineEnd = true;
  }
}
