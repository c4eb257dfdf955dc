// A format that can be looked for.

import { openingPlace } from '../opening-place.ts';
import type { Finding, RunbookRule } from '../rule.ts';
import { compiledFormats, runbookOfFormats, writtenFormats } from '../written-formats.ts';

export const unsatisfiable: RunbookRule = {
  code: 'signatures/unsatisfiable',
  level: 'error',
  of: 'runbook',
  asks: 'A format can be looked for: its conversions are known, at least five characters of it are fixed, and `absent=` forbids none of its own words.',
  why: 'A signature that never fires, or fires on every line, is worse than none.',
  bad: { runbooks: { 'a/b.md': runbookOfFormats('soft-lockup', '%s: %d %s') } },
  good: {
    runbooks: { 'a/b.md': runbookOfFormats('soft-lockup', 'soft lockup - CPU#%d{cpu} stuck') },
  },
  *check(input): Generator<Finding> {
    const { refused } = compiledFormats(input);
    const reasons = new Map(refused.map(({ format, reason }) => [format, reason]));
    for (const { runbook, signature, format } of writtenFormats(input)) {
      const own = signature.absent.find((text) => format.format.includes(text));
      if (own !== undefined) {
        yield {
          runbook,
          span: openingPlace(input, runbook, signature, own),
          message: `\`absent="${own}"\` forbids words of its own format in line ${format.span.start.line}, so it never fires.`,
          fix: 'Forbid words that only the other failure prints, or give that format a signature of its own.',
        };
      }
      const reason = reasons.get(format.format);
      if (reason === undefined) continue;
      yield {
        runbook,
        span: format.span,
        message: `This format cannot be looked for: ${reason}.`,
        fix: 'Copy it from the kernel source as it stands there, and keep words of the message itself.',
      };
    }
  },
};
