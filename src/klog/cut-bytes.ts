// Bytes that come in chunks → segments of whole lines, one in memory at a time: as cut-segments.ts does it
// with text, for ordinary logs alone. Of others it gives back what is not read yet.

import type { LiteralSearch } from '../scan/literal-search.ts';
import { makeByteSegment } from './byte-segment.ts';
import { linesAhead } from './cut-segments.ts';
import type { LogSegment } from './log-segment.ts';

const lineFeed = 10;

export class ByteCutter {
  readonly #search: LiteralSearch;
  readonly #onSegment: (segment: LogSegment) => void;
  readonly #segmentLength: number;
  #held: Uint8Array;
  #length = 0;
  /** Number of the first line that is not read yet. */
  first = 1;

  /**
   * @param search one that reads bytes.
   * @param segmentLength bytes that make a segment worth reading.
   */
  constructor(
    search: LiteralSearch,
    onSegment: (segment: LogSegment) => void,
    segmentLength: number,
  ) {
    this.#search = search;
    this.#onSegment = onSegment;
    this.#segmentLength = segmentLength;
    this.#held = new Uint8Array(2 * segmentLength);
  }

  /** Bytes that are not read yet. */
  get rest(): Uint8Array {
    return this.#held.subarray(0, this.#length);
  }

  /**
   * Says whether it can go on. It cannot where no line feed stands in what would be a segment: carriage
   * returns end the lines, or one line has no end. Then `rest` is for somebody else.
   */
  feed(bytes: Uint8Array): boolean {
    this.#append(bytes);
    if (this.#length < this.#segmentLength) return true;
    const end = this.rest.lastIndexOf(lineFeed) + 1;
    if (end > 0) this.#read(end);
    return this.#length < this.#segmentLength;
  }

  /** Reads what is left. Says whether it could: see `feed`. */
  finish(): boolean {
    if (this.#length === 0) return true;
    if (this.first === 1 && !this.rest.includes(lineFeed)) return false;
    this.#onSegment(this.#segment(this.#length, 0));
    return true;
  }

  #append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#held.length) {
      const more = new Uint8Array(2 * length);
      more.set(this.rest);
      this.#held = more;
    }
    this.#held.set(bytes, this.#length);
    this.#length = length;
  }

  /** The whole lines before `end` but for those ahead. */
  #read(end: number): void {
    const segment = this.#segment(end, linesAhead);
    if (segment.last < segment.first) return;
    this.#onSegment(segment);
    this.first = segment.last + 1;
    this.#held.copyWithin(0, segment.end, this.#length);
    this.#length -= segment.end;
  }

  #segment(end: number, ahead: number): LogSegment {
    return makeByteSegment(this.#held.subarray(0, end), this.#search, this.first, ahead);
  }
}
