// Headings go down one level at a time.

import { headingPlace } from '../heading-place.ts';
import type { Finding, RunbookRule } from '../rule.ts';
import { walkSections } from '../walk-sections.ts';

export const headingSkip: RunbookRule = {
  code: 'structure/heading-skip',
  level: 'warning',
  of: 'runbook',
  asks: 'A heading is one level below the one that it stands under.',
  why: 'A screen reader and the contents list show a level that is not there, and steps end up beside their section.',
  bad: { runbooks: { 'a/b.md': '# A title\n\n## Fix\n\n#### Now\n\nText.\n' } },
  good: { runbooks: { 'a/b.md': '# A title\n\n## Fix\n\n### Now\n\nText.\n' } },
  *check(input): Generator<Finding> {
    for (const runbook of input.runbooks) {
      for (const { section, above } of walkSections(runbook)) {
        const parent = above.findLast(({ form }) => form === 'heading');
        const least = (parent?.depth ?? 1) + 1;
        if (section.form !== 'heading' || section.depth <= least) continue;
        yield {
          runbook,
          span: headingPlace(input, runbook, section),
          message: `This heading has ${section.depth} \`#\`; the one above it has ${least - 1}.`,
          fix: `Write it with ${least}: \`${'#'.repeat(least)} ${section.title}\`.`,
        };
      }
    }
  },
};
