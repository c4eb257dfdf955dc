// In: a report. Out: for each pasted line that a claim rests on, the columns to mark and why. The
// log pane draws them; a claim's link leads to them.

import type { TriageReport } from '../../../model/triage-report.ts';

export interface LitSpan {
  /** Columns from 1 in UTF-16 units, end excluded. */
  start: number;
  end: number;
  why: 'evidence' | 'fact';
}

export function litLines(report: TriageReport): Map<number, LitSpan[]> {
  const lines = new Map<number, LitSpan[]>();
  const light = (line: number, span: LitSpan) => {
    const spans = lines.get(line);
    if (spans) spans.push(span);
    else lines.set(line, [span]);
  };
  for (const found of report.matches[0]?.evidence ?? []) {
    light(found.line, { start: found.columns[0], end: found.columns[1], why: 'evidence' });
  }
  const primary = report.primary === null ? undefined : report.events[report.primary];
  for (const fact of primary?.facts ?? []) {
    light(fact.at.line, { start: fact.at.start, end: fact.at.end, why: 'fact' });
  }
  return lines;
}

export interface LitPiece {
  text: string;
  evidence: boolean;
  fact: boolean;
}

/** Cuts a line where marks begin and end; marks may overlap. */
export function litPieces(text: string, spans: readonly LitSpan[]): LitPiece[] {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of spans) {
    cuts.add(Math.min(Math.max(start - 1, 0), text.length));
    cuts.add(Math.min(Math.max(end - 1, 0), text.length));
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const pieces: LitPiece[] = [];
  for (let index = 0; index + 1 < edges.length; index++) {
    const from = edges[index]!;
    const covers = (why: LitSpan['why']) =>
      spans.some((span) => span.why === why && span.start - 1 <= from && from < span.end - 1);
    pieces.push({
      text: text.slice(from, edges[index + 1]),
      evidence: covers('evidence'),
      fact: covers('fact'),
    });
  }
  return pieces;
}
