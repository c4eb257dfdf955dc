// The lines of a stream that somebody will want to see once it has gone by: those of its events and
// hits, with a few around them.
//
// A stream may be nothing but failures, so there is a budget: first come, first kept.

import type { LogSegment } from './log-segment.ts';

/** Lines kept on either side, which show where in the log it happened. */
const around = 3;
/** UTF-16 units in all: some 120,000 lines of usual length. */
const budget = 16 * 1024 * 1024;
/** What it takes to remember a line at all, in the same measure. */
const perLine = 32;

export class KeptLines {
  /** In the order of the stream, side by side. */
  readonly #numbers: number[] = [];
  readonly #lines: string[] = [];
  #room = budget;
  /** The last line that was looked at. */
  #seen = 0;

  /**
   * Keeps a line of the segment and those around it, as far as the segment holds them.
   * @param number not before any that was kept already.
   */
  keep(number: number, segment: LogSegment): void {
    const last = Math.min(number + around, segment.last);
    for (
      let near = Math.max(number - around, this.#seen + 1, segment.first);
      near <= last;
      near++
    ) {
      const line = segment.raw(near);
      if (line.length + perLine > this.#room) continue;
      this.#room -= line.length + perLine;
      this.#numbers.push(near);
      this.#lines.push(line);
    }
    this.#seen = Math.max(this.#seen, last);
  }

  get(number: number): string | null {
    let low = 0;
    let high = this.#numbers.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const kept = this.#numbers[middle]!;
      if (kept === number) return this.#lines[middle]!;
      if (kept < number) low = middle + 1;
      else high = middle - 1;
    }
    return null;
  }
}
