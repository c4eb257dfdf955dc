// Compares the runbooks that triage ranks with the kind that a log's label names, and the confidence
// that it states with how often it is right.
//
// In: labelled cases and the library's knowledge. Out: for kinds that a runbook covers, whether the
// right one came first or among three; for kinds that none covers, whether nothing was claimed; and a
// row a band of stated confidence. Cases without a failure count in the bands, where a match is wrong.

import type { Knowledge } from '../src/model/knowledge.ts';
import { primaryMatch } from '../src/plan/find-match.ts';
import { triage } from '../src/plan/triage.ts';
import type { LabelledCase } from './score-corpora.ts';

export interface MatchScore {
  corpus: string;
  /** Of covered kinds. */
  covered: { of: number; first: number; amongThree: number };
  /** Of kinds without a runbook: silent is right. */
  uncovered: { of: number; silent: number };
  bands: Band[];
  wrong: { id: string; wanted: string; matched: string; confidence: number }[];
}

export interface Band {
  from: number;
  to: number;
  stated: number;
  matches: number;
  right: number;
}

const edges = [0, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1];

export function scoreMatches(
  corpus: string,
  cases: readonly LabelledCase[],
  knowledge: Knowledge,
): MatchScore {
  const covers = new Set(knowledge.runbooks.flatMap(({ kinds }) => kinds));
  const score: MatchScore = {
    corpus,
    covered: { of: 0, first: 0, amongThree: 0 },
    uncovered: { of: 0, silent: 0 },
    bands: edges.slice(1).map((to, index) => ({
      from: edges[index]!,
      to,
      stated: 0,
      matches: 0,
      right: 0,
    })),
    wrong: [],
  };
  for (const { id, text, expect } of cases) {
    const kind = String(expect.kind);
    const allowed = new Set([kind, ...((expect.also as string[] | undefined) ?? [])]);
    const report = triage(text, id, knowledge);
    const match = primaryMatch(report);
    const right = match !== null && allowed.has(match.kind);
    if (kind !== 'none' && covers.has(kind)) {
      score.covered.of++;
      if (right) score.covered.first++;
      if (report.matches.slice(0, 3).some((each) => allowed.has(each.kind)))
        score.covered.amongThree++;
    } else if (kind !== 'none') {
      score.uncovered.of++;
      if (match === null || right) score.uncovered.silent++;
    }
    if (match === null) continue;
    // A notice (a program crashed, firmware is missing) is no claim that the kernel failed.
    const event = match.event === null ? null : report.events[match.event];
    if (kind === 'none' && event?.severity === 'notice') continue;
    const band = score.bands.find(({ to }) => match.confidence < to)!;
    band.matches++;
    band.stated += match.confidence;
    if (right) band.right++;
    else score.wrong.push({ id, wanted: kind, matched: match.kind, confidence: match.confidence });
  }
  return score;
}
