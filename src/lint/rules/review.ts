// Whether somebody can still vouch for it: where the facts are from, and when they were looked at.

import { frontMatterPlace } from '../front-matter-place.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { walkSections } from '../walk-sections.ts';

const dayMs = 86_400_000;
/** Days after which a review is due, and after which it is overdue. */
const dueAfter = 180;
const overdueAfter = 365;

const headed = (fields: string) => ({ 'a/b.md': `---\n${fields}\n---\n\n# A title\n` });

export const noSource: Rule = {
  code: 'review/no-source',
  level: 'required',
  asks: 'A runbook says where its facts are from: kernel files with their version, man pages, packages.',
  why: 'Advice that nobody can look up cannot be trusted at night, nor corrected by day.',
  bad: { runbooks: headed('kinds: [gpf]') },
  good: { runbooks: headed('kinds: [gpf]\nsources: ["arch/x86/kernel/traps.c, Linux 6.12"]') },
  *check(input): Generator<Finding> {
    for (const runbook of input.runbooks) {
      if (runbook.meta.sources.length > 0) continue;
      if ([...walkSections(runbook)].some(({ section }) => section.role === 'sources')) continue;
      yield {
        runbook,
        span: frontMatterPlace(input, runbook, 'sources'),
        message: 'It names no source.',
        fix: 'Add `sources:` to the front matter, or a section "Sources": kernel files and versions, man pages, packages.',
      };
    }
  },
};

export const noReview: Rule = {
  code: 'review/no-date',
  level: 'required',
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

export const reviewDue: Rule = {
  code: 'review/due',
  level: 'warning',
  asks: `A review is not older than ${dueAfter} days, nor in the future.`,
  why: 'Kernels change their words and tools their options twice a year.',
  bad: { runbooks: headed('reviewed: 2025-10-01'), today: '2026-05-01' },
  good: { runbooks: headed('reviewed: 2026-04-01'), today: '2026-05-01' },
  check: (input) => reviewsOlder(input, dueAfter, overdueAfter),
};

export const reviewOverdue: Rule = {
  code: 'review/overdue',
  level: 'required',
  asks: `A review is not older than ${overdueAfter} days.`,
  why: 'Nobody has tried these commands for a year.',
  bad: { runbooks: headed('reviewed: 2024-10-01'), today: '2026-05-01' },
  good: { runbooks: headed('reviewed: 2025-10-01'), today: '2026-05-01' },
  check: (input) => reviewsOlder(input, overdueAfter, Number.POSITIVE_INFINITY),
};

function* reviewsOlder(input: LintInput, after: number, before: number): Generator<Finding> {
  if (input.today === null) return;
  for (const runbook of input.runbooks) {
    const { reviewed } = runbook.meta;
    if (reviewed === null) continue;
    const days = (Date.parse(input.today) - Date.parse(reviewed)) / dayMs;
    const isFuture = days < -1 && after === dueAfter;
    if (!isFuture && !(days > after && days <= before)) continue;
    yield {
      runbook,
      span: frontMatterPlace(input, runbook, 'reviewed', reviewed),
      message: isFuture
        ? `Its review of ${reviewed} is yet to come.`
        : `Its last review is ${Math.floor(days)} days old.`,
      fix: 'Try its commands again, correct what changed, and write that day here.',
    };
  }
}
