// Which part of a runbook each heading of a correction means.
//
//     correction                          runbook
//     ## Investigation             ─────▶ ## Investigation            names a place
//     ### One cgroup ran out       ─────▶ ### Step 3: One cgroup …    its text is added, or replaces
//     ### Ask the allocator                                           new: goes behind the one before
//
// The words of the heading count, not its level or number. Where several parts have the same words,
// the headings above decide.

import type { Runbook, Section } from '../model/runbook.ts';
import { titleSlug } from '../parse/anchors.ts';

export interface HeadingMatches {
  /** Part of the runbook by the correction's section; sections that are new are absent. */
  parts: Map<Section, Section>;
  /** Sections whose words several parts have, and which headings do not tell apart. */
  ambiguous: { section: Section; among: Section[] }[];
}

interface Placed {
  section: Section;
  above: Section[];
}

export function matchHeadings(correction: Runbook, target: Runbook): HeadingMatches {
  const bySlug = new Map<string, Placed[]>();
  for (const placed of placedSections(target.sections, [])) {
    const slugs = new Set([placed.section.id, titleSlug(placed.section.title)]);
    for (const slug of slugs) bySlug.set(slug, [...(bySlug.get(slug) ?? []), placed]);
  }
  const found: HeadingMatches = { parts: new Map(), ambiguous: [] };
  const taken = new Set<Section>();
  const visit = (sections: readonly Section[], above: readonly Section[]) => {
    for (const section of sections) {
      const meant = candidates(section, above, bySlug, found.parts);
      const free = meant.filter((each) => !taken.has(each));
      if (free.length > 1) found.ambiguous.push({ section, among: free });
      if (free.length !== 1) continue;
      found.parts.set(section, free[0]!);
      taken.add(free[0]!);
      visit(section.sections, [...above, section]);
    }
  };
  visit(correction.sections, []);
  return found;
}

function candidates(
  { title }: Section,
  above: readonly Section[],
  bySlug: ReadonlyMap<string, Placed[]>,
  parts: ReadonlyMap<Section, Section>,
): Section[] {
  const all = bySlug.get(titleSlug(title)) ?? [];
  if (all.length < 2) return all.map(({ section }) => section);
  const parent = above.length > 0 ? parts.get(above.at(-1)!) : undefined;
  const below = all.filter((placed) =>
    parent === undefined ? placed.above.length === 0 : placed.above.includes(parent),
  );
  return (below.length > 0 ? below : all).map(({ section }) => section);
}

function placedSections(sections: readonly Section[], above: Section[]): Placed[] {
  // What another correction brought is none of ours.
  return sections
    .filter(({ origin }) => origin === undefined)
    .flatMap((section) => [
      { section, above },
      ...placedSections(section.sections, [...above, section]),
    ]);
}
