// In: runbooks, and the areas that have a name. Out: the runbooks of each area, in the order of the
// named ones, then of those that only runbooks name; an area without runbooks is none.

import type { Runbook } from '../../model/runbook.ts';

export interface AreaRunbooks {
  slug: string;
  label: string;
  about: string;
  runbooks: Runbook[];
}

export function byArea(
  runbooks: readonly Runbook[],
  areas: readonly { slug: string; label: string; about?: string }[],
): AreaRunbooks[] {
  const slugs = new Set([...areas.map(({ slug }) => slug), ...runbooks.map(({ area }) => area)]);
  return [...slugs]
    .map((slug) => ({
      about: '',
      label: slug,
      ...areas.find((area) => area.slug === slug),
      slug,
      runbooks: runbooks.filter(({ area }) => area === slug),
    }))
    .filter((area) => area.runbooks.length > 0);
}
