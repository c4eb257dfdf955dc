// One wording, one signature.

import { parseFormat } from '../../match/parse-format.ts';
import type { Finding, LibraryRule } from '../rule.ts';
import { runbookOfFormats, type WrittenFormat, writtenFormats } from '../written-formats.ts';

export const duplicate: LibraryRule = {
  code: 'signatures/duplicate',
  level: 'required',
  of: 'library',
  asks: 'A wording stands in one signature only.',
  why: 'The same line would lead to two runbooks with the same right, and the reader must guess.',
  bad: {
    runbooks: {
      'a/b.md': runbookOfFormats('soft-lockup', 'soft lockup - CPU#%d{cpu} stuck'),
      'a/c.md': runbookOfFormats('soft-lockup', 'soft lockup - CPU#%d{processor} stuck'),
    },
  },
  good: {
    runbooks: {
      'a/b.md': runbookOfFormats('soft-lockup', 'soft lockup - CPU#%d{cpu} stuck'),
      'a/c.md': runbookOfFormats(
        'hung-task',
        'task %s{comm}:%d{pid} blocked for more than %ld seconds',
      ),
    },
  },
  *check(input): Generator<Finding> {
    const first = new Map<string, WrittenFormat>();
    for (const written of writtenFormats(input)) {
      const { requires, absent } = written.signature;
      const shape = JSON.stringify([shapeOf(written.format.format), requires, absent]);
      const other = first.get(shape);
      if (other === undefined) {
        first.set(shape, written);
        continue;
      }
      const where = `${other.runbook.file}:${other.format.span.start.line}`;
      yield {
        runbook: written.runbook,
        span: written.format.span,
        message: `The same wording stands in ${where} already.`,
        fix: 'Keep it where it belongs, or tell the two apart by a fact: `taint=`, `module=`, `absent=`.',
      };
    }
  },
};

/** The format without the names of its captures: what it matches. */
function shapeOf(format: string): string {
  const parsed = parseFormat(format);
  if (!parsed.ok) return format;
  return JSON.stringify(
    parsed.segments.map((segment) => (segment.type === 'literal' ? segment.text : [segment.shape])),
  );
}
