// What rules about a whole library see of each runbook: what leads out of it, what others may lead to,
// and its signatures. A twentieth of a runbook, made of plain values, so that it can be kept as JSON.

import type { Span } from '../model/position.ts';
import type { Branch, BranchTarget, Link, Runbook } from '../model/runbook.ts';
import { walkSections } from './walk-sections.ts';

export interface Outline
  extends Pick<Runbook, 'id' | 'file' | 'area' | 'meta' | 'signatures' | 'correction'> {
  /** Those of decisions are left out: they are ways, of which more can be said. */
  links: Link[];
  ways: Way[];
  /** Anchors of its sections, in the author's order. */
  headings: string[];
  /** Those of notes, commands and signatures. */
  parts: string[];
  /** Those of decisions: no link of an author leads there, a branch may. */
  decisions: string[];
}

/** A branch of a decision that leads on, or says so. */
export interface Way {
  /** Its link, or where it has none the branch. */
  span: Span;
  target: BranchTarget | null;
  /** What it names and is not there, and what is. */
  missing: { name: string; numbered: string } | null;
}

export function outlineOf(runbook: Runbook): Outline {
  const { id, file, area, meta, signatures, correction } = runbook;
  const inOrder = linksInOrder(runbook);
  const ofDecisions = new Set<Link>();
  const ways: Way[] = [];
  for (const branch of runbook.decisions.flatMap(({ branches }) => branches)) {
    const { target, missing } = branch;
    if (target === null && missing === null) continue;
    const link = linkOf(branch, inOrder);
    if (link) ofDecisions.add(link);
    ways.push({
      span: link?.span ?? branch.span,
      target,
      missing: missing === null ? null : { name: missing, numbered: numbersOf(missing, runbook) },
    });
  }
  const parts = [...runbook.notes, ...runbook.commands, ...runbook.signatures];
  return {
    id,
    file,
    area,
    meta,
    signatures,
    ...(correction ? { correction } : {}),
    links: runbook.links.filter((link) => !ofDecisions.has(link)),
    ways,
    headings: walkSections(runbook).map(({ section }) => section.id),
    parts: parts.map((part) => part.id),
    decisions: runbook.decisions.map((decision) => decision.id),
  };
}

/** Those that lead to a place of the library, from top to bottom. */
function linksInOrder({ links }: Runbook): Link[] {
  return links
    .filter(({ url, runbook }) => runbook !== null || url.startsWith('#'))
    .sort((a, b) => a.span.start.offset - b.span.start.offset);
}

/** The first one inside the branch. */
function linkOf({ span, target }: Branch, links: readonly Link[]): Link | undefined {
  if (target === null) return undefined;
  let low = 0;
  let high = links.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (links[middle]!.span.start.offset >= span.start.offset) high = middle;
    else low = middle + 1;
  }
  const link = links[low];
  return link && link.span.end.offset <= span.end.offset ? link : undefined;
}

function numbersOf(missing: string, { steps, fixes }: Runbook): string {
  const wanted = missing.startsWith('step') ? steps : fixes;
  const numbers = [...new Set(wanted.flatMap(({ number }) => number ?? []))];
  return numbers.length === 0
    ? 'Number the headings (`### Step 1: …`), or link to one: [its title](#its-title).'
    : `Numbered are ${numbers.sort((a, b) => a - b).join(', ')}; or link to a heading: [its title](#its-title).`;
}
