// In: an excerpt, the ranges worth showing and those that the reader unfolded. Out: rows for the
// log pane, lines and folds in order. A fold whose lines are not in the excerpt cannot be opened.

import { type LineRange, mergeRanges } from '../../../plan/key-ranges.ts';
import type { LogExcerpt } from './excerpt-log.ts';

export type LogRow =
  | { type: 'line'; number: number; text: string }
  | { type: 'fold'; from: number; to: number; opens: boolean };

/** A gap this small costs less to read than to unfold. */
const smallestFold = 3;

export function foldLog(
  excerpt: LogExcerpt,
  wanted: readonly LineRange[],
  opened: readonly LineRange[],
): LogRow[] {
  const rows: LogRow[] = [];
  const shown = closeSmallGaps(mergeRanges([...wanted, ...opened], excerpt.lineCount), excerpt);
  let next = 1;
  const fold = (from: number, to: number) => {
    if (from > to) return;
    rows.push({ type: 'fold', from, to, opens: lineAt(excerpt, from) !== undefined });
  };
  for (const [from, to] of shown) {
    fold(next, from - 1);
    for (let number = from; number <= to; number++) {
      const text = lineAt(excerpt, number);
      if (text === undefined) {
        const end = endOfAbsence(excerpt, number, to);
        fold(number, end);
        number = end;
      } else rows.push({ type: 'line', number, text });
    }
    next = to + 1;
  }
  fold(next, excerpt.lineCount);
  return rows;
}

/** The text of a line; undefined where the excerpt leaves it out. */
export function lineAt(excerpt: LogExcerpt, number: number): string | undefined {
  const segment = excerpt.segments.findLast(({ from }) => from <= number);
  return segment?.lines[number - segment.from];
}

function endOfAbsence(excerpt: LogExcerpt, number: number, to: number): number {
  const segment = excerpt.segments.find(({ from }) => from > number);
  return Math.min(to, (segment?.from ?? excerpt.lineCount + 1) - 1);
}

function closeSmallGaps(ranges: readonly LineRange[], excerpt: LogExcerpt): LineRange[] {
  const closed: LineRange[] = [];
  for (const [from, to] of ranges) {
    const last = closed.at(-1);
    const start = last ? last[1] + 1 : 1;
    const small = from - start < smallestFold && lineAt(excerpt, start) !== undefined;
    if (last && small) last[1] = to;
    else closed.push([small ? start : from, to]);
  }
  const last = closed.at(-1);
  if (last && excerpt.lineCount - last[1] < smallestFold) last[1] = excerpt.lineCount;
  return closed;
}
