// Places in a text. Lines and columns count from 1, columns in UTF-16 units, as editors and
// JavaScript strings do; offsets count from 0.

export interface Point {
  line: number;
  column: number;
  offset: number;
}

/** From `start` up to, not including, `end`. */
export interface Span {
  start: Point;
  end: Point;
}
