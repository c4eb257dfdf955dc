// A link to another runbook.

import { linksOf, linkTargets, relativePath, targetFinder } from '../link-places.ts';
import type { Finding, LibraryRule } from '../rule.ts';

export const unknownRunbook: LibraryRule = {
  code: 'links/unknown-runbook',
  level: 'required',
  of: 'library',
  asks: 'A link to another runbook names one that is there.',
  why: 'Whoever follows it at 3 a.m. ends at a page that does not exist.',
  bad: { runbooks: { 'memory/oom-kill.md': '# OOM kill\n\nSee [panics](../faults/panic.md).\n' } },
  good: {
    runbooks: {
      'memory/oom-kill.md': '# OOM kill\n\nSee [panics](../faults/kernel-panic.md).\n',
      'faults/kernel-panic.md': '# Kernel panic\n',
    },
  },
  *check(input): Generator<Finding> {
    const known = linkTargets(input);
    const meant = targetFinder(input);
    for (const { runbook, link } of linksOf(input)) {
      if (link.runbook === null || link.next || known.has(link.runbook)) continue;
      const near = meant(link.runbook);
      yield {
        runbook,
        span: link.span,
        message: `No runbook \`${link.runbook}\` is in this library.`,
        fix: near
          ? `Did you mean \`${relativePath(runbook.file, near)}\`? Links are relative to the file that they stand in.`
          : `Write ${link.runbook}.md, or take the link out.`,
      };
    }
  },
};
