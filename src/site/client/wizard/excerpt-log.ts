// In: a log and its report. Out: the lines that the log pane can show. A short text goes over whole;
// of a long one only the key ranges do, so that 50 MB never reach the page.
//
//   text ─┬─ ≤ 2 MB, ≤ 40,000 lines ─▶ one segment, every line
//         └─ longer ─────────────────▶ a segment per key range, at most 4,000 lines

import type { KernelLog } from '../../../model/kernel-log.ts';
import type { TriageReport } from '../../../model/triage-report.ts';
import { keyRanges, type LineRange, mergeRanges } from '../../../plan/key-ranges.ts';

export interface LogExcerpt {
  lineCount: number;
  /** Every line is in `segments`. */
  whole: boolean;
  segments: LogSegment[];
}

export interface LogSegment {
  /** Number of the first line, from 1. */
  from: number;
  lines: string[];
}

/**
 * As it goes from the worker to the page: one text costs less on the way than thousands of lines. None of
 * these holds a line feed: where carriage returns end the lines, the log has none.
 */
export interface PackedExcerpt extends Omit<LogExcerpt, 'segments'> {
  segments: { from: number; text: string }[];
}

export function packExcerpt({ segments, ...rest }: LogExcerpt): PackedExcerpt {
  return {
    ...rest,
    segments: segments.map(({ from, lines }) => ({ from, text: lines.join('\n') })),
  };
}

export function unpackExcerpt({ segments, ...rest }: PackedExcerpt): LogExcerpt {
  return {
    ...rest,
    segments: segments.map(({ from, text }) => ({ from, lines: text.split('\n') })),
  };
}

/** In bytes: beyond this the page does not get the whole text. */
const longestWholeText = 2_000_000;
const longestLine = 4000;
const mostWholeLines = 40_000;
const mostLines = 4000;
const headLines = 20;

export function excerptLog(log: KernelLog, report: TriageReport): LogExcerpt {
  const { lineCount } = log;
  const whole = log.byteCount <= longestWholeText && lineCount <= mostWholeLines;
  const ranges: LineRange[] = whole ? [[1, lineCount]] : [[1, headLines], ...keyRanges(report)];
  const segments: LogSegment[] = [];
  let room = whole ? lineCount : mostLines;
  for (const [from, to] of mergeRanges(ranges, lineCount)) {
    const last = Math.min(to, from + room - 1);
    let lines: string[] = [];
    for (let number = from; number <= last + 1; number++) {
      const line = number <= last ? log.raw(number) : null;
      if (line !== null) lines.push(clip(line));
      else if (lines.length > 0) {
        // Of a very long log the lines between are gone: the pane folds them.
        segments.push({ from: number - lines.length, lines });
        room -= lines.length;
        lines = [];
      }
    }
  }
  return { lineCount, whole, segments };
}

/** No longer than a reader can use: a line may be a megabyte. */
function clip(line: string): string {
  return line.length <= longestLine ? line : `${line.slice(0, longestLine)} … (the line goes on)`;
}
