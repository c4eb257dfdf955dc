// What differs the next time is a conversion.

import { proposeFormat } from '../../draft/propose-format.ts';
import type { Finding, RunbookRule } from '../rule.ts';
import { runbookOfFormats, writtenFormats } from '../written-formats.ts';

export const fixedValues: RunbookRule = {
  code: 'signatures/fixed-values',
  level: 'warning',
  of: 'runbook',
  asks: 'A format is no line of a log: numbers, addresses and names that change are conversions.',
  why: 'It fires in the one log that it was copied from, and never again.',
  bad: {
    runbooks: {
      'a/b.md': runbookOfFormats('soft-lockup', 'BUG: soft lockup - CPU#3 stuck for 22s! [cat:80]'),
    },
  },
  good: {
    runbooks: {
      'a/b.md': runbookOfFormats(
        'soft-lockup',
        'BUG: soft lockup - CPU#%d{cpu} stuck for %us! [%s{comm}:%d{pid}]',
      ),
    },
  },
  *check(input): Generator<Finding> {
    for (const { runbook, format } of writtenFormats(input)) {
      if (format.format.includes('%')) continue;
      const proposal = proposeFormat(format.format);
      if (proposal === null || !isOfOneLog(format.format, proposal.format)) continue;
      yield {
        runbook,
        span: format.span,
        message:
          'This looks like a line of one log: its numbers and names will differ the next time.',
        fix: `Copy the format from the kernel source, or write: \`${proposal.format}\``,
      };
    }
  },
};

/** A single small number may well be part of the message: `decrement hit 0; leaking memory`. */
function isOfOneLog(line: string, proposed: string): boolean {
  const values = proposed.match(/%[^%]/g)?.length ?? 0;
  return values > 1 || (values === 1 && /\d{3}|0x[0-9a-f]/.test(line));
}
