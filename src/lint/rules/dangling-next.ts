// Where the reader is told to go on is there.

import { linksOf, linkTargets, relativePath, targetFinder } from '../link-places.ts';
import type { Finding, LibraryRule } from '../rule.ts';

export const danglingNext: LibraryRule = {
  code: 'links/dangling-next',
  level: 'required',
  of: 'library',
  asks: 'What `next:` and the section "Next steps" lead to is there.',
  why: 'The procedure ends, the machine is still down, and the page that should go on is missing.',
  bad: {
    runbooks: {
      'memory/oom-kill.md': '---\nnext: ../faults/kernel-panik.md\n---\n\n# OOM kill\n',
      'faults/kernel-panic.md': '# Kernel panic\n',
    },
  },
  good: {
    runbooks: {
      'memory/oom-kill.md': '---\nnext: ../faults/kernel-panic.md\n---\n\n# OOM kill\n',
      'faults/kernel-panic.md': '# Kernel panic\n',
    },
  },
  *check(input): Generator<Finding> {
    const known = linkTargets(input);
    const meant = targetFinder(input);
    for (const { runbook, link } of linksOf(input)) {
      if (link.runbook === null || !link.next || known.has(link.runbook)) continue;
      const near = meant(link.runbook);
      yield {
        runbook,
        span: link.span,
        message: `The way on leads to \`${link.runbook}\`, which is not in this library.`,
        fix: near
          ? `Did you mean \`${relativePath(runbook.file, near)}\`? Paths are relative to this file.`
          : `Write ${link.runbook}.md, or say in words how to go on.`,
      };
    }
  },
};
