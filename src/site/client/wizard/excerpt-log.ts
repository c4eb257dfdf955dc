// In: the text as pasted and its report. Out: the lines that the log pane can show. A short text
// goes over whole; of a long one only the key ranges do, so that 50 MB never reach the page.
//
//   text ─┬─ ≤ 2 M characters, ≤ 40,000 lines ─▶ one segment, every line
//         └─ longer ───────────────────────────▶ a segment per key range, at most 4,000 lines

import { splitLines } from '../../../klog/split-lines.ts';
import type { TriageReport } from '../../../model/triage-report.ts';
import { keyRanges, type LineRange, mergeRanges } from './key-ranges.ts';

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

/** In UTF-16 units: beyond this the page does not get the whole text. */
const longestWholeText = 2_000_000;
const longestLine = 4000;
const mostWholeLines = 40_000;
const mostLines = 4000;
const headLines = 20;

export function excerptLog(text: string, report: TriageReport): LogExcerpt {
  const table = splitLines(text);
  const whole = text.length <= longestWholeText && table.count <= mostWholeLines;
  const ranges: LineRange[] = whole ? [[1, table.count]] : [[1, headLines], ...keyRanges(report)];
  const segments: LogSegment[] = [];
  let room = whole ? table.count : mostLines;
  for (const [from, to] of mergeRanges(ranges, table.count)) {
    const last = Math.min(to, from + room - 1);
    const lines: string[] = [];
    for (let number = from; number <= last; number++) {
      lines.push(clippedLine(text, table.start(number - 1), table.end(number - 1)));
    }
    if (lines.length > 0) segments.push({ from, lines });
    room -= lines.length;
  }
  return { lineCount: table.count, whole, segments };
}

/** No longer than a reader can use: a line may be a megabyte. */
function clippedLine(text: string, start: number, end: number): string {
  if (end - start <= longestLine) return text.slice(start, end);
  return `${text.slice(start, start + longestLine)} … (${end - start - longestLine} more characters)`;
}
