// A format is the kernel's own words, in which nothing is a pattern but its conversions.

import type { Finding, RunbookRule } from '../rule.ts';
import { runbookOfFormats, writtenFormats } from '../written-formats.ts';

/** `%.*s` is printk's own. */
const anything = /(?<!%)\.[*+]\??/g;
const number = /\\d[+*]?|\[0-9\][+*]?/g;
const hexadecimal = /\[[0-9a-fA-F]{0,24}-[0-9a-fA-F-]{0,24}\][+*]/g;
const word = /\\[wS][+*]?|\[(?:a-z|A-Z|\^[^\]]{1,8})[^\]]{0,16}\][+*]/g;
const escaped = /\\([[\]().*+?|{}/-])/g;
const shapes = [anything, number, hexadecimal, word, escaped];

export const regularExpression: RunbookRule = {
  code: 'signatures/regular-expression',
  level: 'error',
  of: 'runbook',
  asks: 'A format is no regular expression: what changes in it is a conversion such as `%d` or `%s`.',
  why: 'A `.*` is looked for as a point and a star. The kernel prints neither, so the line never fires.',
  bad: {
    runbooks: { 'a/b.md': runbookOfFormats('soft-lockup', 'soft lockup - CPU#\\d+ stuck .*') },
  },
  good: {
    runbooks: { 'a/b.md': runbookOfFormats('soft-lockup', 'soft lockup - CPU#%d{cpu} stuck') },
  },
  *check(input): Generator<Finding> {
    for (const { runbook, format } of writtenFormats(input)) {
      const { format: written, span } = format;
      if (shapes.every((shape) => written.search(shape) < 0)) continue;
      yield {
        runbook,
        span,
        message: 'This is a regular expression, not what the kernel prints.',
        fix: `Copy the format from the kernel's source, or write what changes as a conversion: \`${inConversions(written)}\``,
      };
    }
  },
};

function inConversions(written: string): string {
  return written
    .replace(number, '%d')
    .replace(hexadecimal, '%x')
    .replace(word, '%s')
    .replace(anything, '%s')
    .replace(escaped, '$1');
}
