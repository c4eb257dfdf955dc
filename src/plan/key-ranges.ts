// In: a report. Out: the ranges of pasted lines that a reader needs: the report of the primary
// event, the evidence with a little around it, where each other event begins, each fact; of a text
// without events its beginning and its end. All else may be folded.

import type { TriageReport } from '../model/triage-report.ts';

/** First and last line, counted from 1, both included. */
export type LineRange = [number, number];

const around = 2;
const longestReport = 60;
const reportTail = 8;
const endsShown = 12;
const eventsShown = 200;

export function keyRanges(report: TriageReport, extraLines: readonly number[] = []): LineRange[] {
  const ranges: LineRange[] = [];
  const near = (line: number) => ranges.push([line - around, line + around]);

  if (report.events.length === 0) {
    ranges.push([1, endsShown], [report.input.lines - endsShown + 1, report.input.lines]);
  }
  report.events.slice(0, eventsShown).forEach((event, index) => {
    const [first, last] = event.lines;
    if (index !== report.primary) near(first);
    else if (last - first < longestReport + reportTail)
      ranges.push([first - around, last + around]);
    else ranges.push([first - around, first + longestReport], [last - reportTail, last + around]);
  });
  for (const match of report.matches) for (const found of match.evidence) near(found.line);
  if (report.primary !== null) {
    for (const fact of report.events[report.primary]!.facts) near(fact.at.line);
  }
  for (const planned of report.plan)
    for (const line of Object.values(planned.filledFrom)) near(line);
  for (const line of extraLines) near(line);
  return mergeRanges(ranges, report.input.lines);
}

/** Sorted, inside 1…lineCount, overlapping and touching ranges made one. */
export function mergeRanges(ranges: readonly LineRange[], lineCount: number): LineRange[] {
  const merged: LineRange[] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const clamped: LineRange = [Math.max(1, from), Math.min(lineCount, to)];
    if (clamped[0] > clamped[1]) continue;
    const last = merged.at(-1);
    if (last && clamped[0] <= last[1] + 1) last[1] = Math.max(last[1], clamped[1]);
    else merged.push(clamped);
  }
  return merged;
}
