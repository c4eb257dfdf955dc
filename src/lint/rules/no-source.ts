// Where the facts are from.

import { frontMatterPlace } from '../front-matter-place.ts';
import { headed } from '../review-age.ts';
import type { Finding, RunbookRule } from '../rule.ts';
import { walkSections } from '../walk-sections.ts';

export const noSource: RunbookRule = {
  code: 'review/no-source',
  level: 'required',
  of: 'runbook',
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
