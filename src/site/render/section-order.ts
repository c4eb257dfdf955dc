// In: a runbook's sections in the author's order. Out: the same in the order in which they are
// needed at 3 a.m.; sections of one rank keep the author's order.

import type { Section, SectionRole } from '../../model/runbook.ts';

/** Where a section stands on the page; the names are those of the side contents' groups. */
export type PagePart = 'now' | 'fix' | 'after' | 'reference';

const ranks: Record<SectionRole, [rank: number, part: PagePart]> = {
  overview: [0, 'now'],
  before: [1, 'now'],
  save: [1, 'now'],
  investigation: [2, 'now'],
  step: [2, 'now'],
  decide: [3, 'now'],
  causes: [4, 'fix'],
  cause: [4, 'fix'],
  fixes: [5, 'fix'],
  fix: [5, 'fix'],
  verify: [6, 'fix'],
  escalation: [7, 'fix'],
  symptoms: [8, 'reference'],
  signatures: [9, 'reference'],
  procedure: [10, 'after'],
  other: [10, 'after'],
  prevention: [11, 'after'],
  measure: [11, 'after'],
  practices: [12, 'after'],
  sources: [13, 'reference'],
  next: [14, 'reference'],
};

/** What is done now or fixed, rather than read afterwards or looked up. */
export function isForTonight(role: SectionRole): boolean {
  const part = ranks[role][1];
  return part === 'now' || part === 'fix';
}

export function sectionsInOrder(sections: Section[]): Section[] {
  return sections
    .map((section, index) => ({ section, index, rank: ranks[section.role][0] }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ section }) => section);
}
