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
  readonly #lines = new Map<number, string>();
  #room = budget;
  /** The line that was asked for last, and the last that was looked at for it. */
  #asked = 0;
  #seen = 0;

  /** Keeps a line of the segment and those around it, as far as the segment holds them. */
  keep(number: number, segment: LogSegment): void {
    const last = Math.min(number + around, segment.last);
    // Of a report each line is asked for after the one before it.
    const follows = number > this.#asked && number - around <= this.#seen + 1;
    const first = follows ? this.#seen + 1 : number - around;
    this.#asked = number;
    this.#seen = last;
    for (let near = Math.max(first, segment.first); near <= last; near++) {
      if (this.#lines.has(near)) continue;
      const line = segment.raw(near);
      if (line.length + perLine > this.#room) continue;
      this.#room -= line.length + perLine;
      this.#lines.set(near, line);
    }
  }

  get(number: number): string | null {
    return this.#lines.get(number) ?? null;
  }
}
