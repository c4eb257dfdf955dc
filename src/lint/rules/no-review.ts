// When somebody last tried it.

import { frontMatterPlace } from '../front-matter-place.ts';
import { headed } from '../review-age.ts';
import type { Finding, RunbookRule } from '../rule.ts';

export const noReview: RunbookRule = {
  code: 'review/no-date',
  level: 'required',
  of: 'runbook',
  asks: 'A runbook says when it was last reviewed.',
  why: 'A reader cannot tell advice of last month from advice of another decade.',
  bad: { runbooks: headed('kinds: [gpf]') },
  good: { runbooks: headed('reviewed: 2026-01-15'), today: '2026-02-01' },
  *check(input): Generator<Finding> {
    for (const runbook of input.runbooks) {
      if (runbook.meta.reviewed !== null) continue;
      yield {
        runbook,
        span: frontMatterPlace(input, runbook, 'reviewed'),
        message: 'It does not say when it was reviewed.',
        fix: 'Add `reviewed: YYYY-MM-DD` to the front matter, with the day on which you tried its commands.',
      };
    }
  },
};
