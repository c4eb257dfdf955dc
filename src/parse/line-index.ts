// Offsets into an author's file ↔ lines and columns. Every span in the model is made here, so that
// whatever is rewritten on the way to the Markdown parser, places point into the file as written.

import type { Point, Span } from '../model/position.ts';

export interface LineIndex {
  source: string;
  /** Offset of the first character of each line. */
  starts: number[];
  point(offset: number): Point;
  span(start: number, end: number): Span;
  /** A line's text without its line ending; empty beyond the last line. Lines count from 1. */
  line(number: number): string;
}

/** Line endings are `\n`, `\r\n` and a lone `\r`, as Markdown has them. */
export function lineIndex(source: string): LineIndex {
  const starts = [0];
  for (const ending of source.matchAll(/\r\n|\n|\r/g)) starts.push(ending.index + ending[0].length);

  const point = (offset: number): Point => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1, offset };
  };

  return {
    source,
    starts,
    point,
    span: (start, end) => ({ start: point(start), end: point(end) }),
    line: (number) => {
      const start = starts[number - 1];
      if (start === undefined) return '';
      return source.slice(start, starts[number] ?? source.length).replace(/[\r\n]+$/, '');
    },
  };
}
