// A format begins where the kernel's words begin.

import { unframe } from '../../klog/unframe.ts';
import type { Finding, RunbookRule } from '../rule.ts';
import { runbookOfFormats, writtenFormats } from '../written-formats.ts';

export const framedFormat: RunbookRule = {
  code: 'signatures/framed',
  level: 'error',
  of: 'runbook',
  asks: 'A format has no time stamp, level or host name in front: these are taken off every log before it is read.',
  why: 'With them the signature never fires, in whatever way the log was saved.',
  bad: {
    runbooks: {
      'a/b.md': runbookOfFormats('soft-lockup', '[  100.000000] soft lockup - CPU#%d{cpu} stuck'),
    },
  },
  good: {
    runbooks: { 'a/b.md': runbookOfFormats('soft-lockup', 'soft lockup - CPU#%d{cpu} stuck') },
  },
  *check(input): Generator<Finding> {
    for (const { runbook, format } of writtenFormats(input)) {
      const { text, offset } = unframe(format.format);
      if (offset === 0 || text.trim() === '') continue;
      const { start } = format.span;
      yield {
        runbook,
        span: {
          start,
          end: { ...start, column: start.column + offset, offset: start.offset + offset },
        },
        message: 'This stands in front of what the kernel says, and is no part of it.',
        fix: `Begin with the message: \`${text.trim().slice(0, 120)}\``,
      };
    }
  },
};
