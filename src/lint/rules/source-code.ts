// A format stands alone, without the C around it.

import type { Finding, RunbookRule } from '../rule.ts';
import { runbookOfFormats, writtenFormats } from '../written-formats.ts';

/** `pr_err("…`, `dev_warn(dev, "…`; a macro has no blank before its bracket, the message `XFS (sda1): …` has. */
const call =
  /^(?:(?:(?:[a-z]\w{0,30}_)?(?:emerg|alert|crit|err|warn|notice|info|debug|printk|cont|panic)\w{0,20}|die)\s?|[A-Z]{3,10}(?:_ONCE)?)\(/;
const level = /^KERN_[A-Z]{1,10}\b|^KERN_SOH/;
const quoted = /^"/;
const escaped = /\\[nt]/;

export const sourceCode: RunbookRule = {
  code: 'signatures/source-code',
  level: 'error',
  of: 'runbook',
  asks: 'A format is the message alone: no function around it, no quotes, no `\\n`.',
  why: 'The kernel prints the message, not the call: with the code around it the signature never fires.',
  bad: {
    runbooks: {
      'a/b.md': runbookOfFormats('soft-lockup', 'pr_emerg("soft lockup - CPU#%d stuck\\n",'),
    },
  },
  good: {
    runbooks: { 'a/b.md': runbookOfFormats('soft-lockup', 'soft lockup - CPU#%d{cpu} stuck') },
  },
  *check(input): Generator<Finding> {
    for (const { runbook, format } of writtenFormats(input)) {
      const { format: written, span } = format;
      if (![call, level, quoted, escaped].some((shape) => shape.test(written))) continue;
      const message = messageIn(written);
      yield {
        runbook,
        span,
        message: 'This is a line of C, not the message that it prints.',
        fix:
          message === ''
            ? 'Keep what stands between the quotes.'
            : `Keep the message alone: \`${message}\``,
      };
    }
  },
};

/** What stands in the quotes, pieces joined as the compiler joins them. */
function messageIn(code: string): string {
  const strings = [...code.matchAll(/"((?:[^"\\]|\\.){0,400})(?:"|$)/g)].map((found) => found[1]!);
  const text = strings.length > 0 ? strings.join('') : code;
  return text
    .replace(/\\[nt]/g, ' ')
    .replace(/\\(.)/g, '$1')
    .trim();
}
