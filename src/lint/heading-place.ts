// Where a section's heading stands.

import type { Span } from '../model/position.ts';
import type { Runbook, Section } from '../model/runbook.ts';
import { lineIndex } from '../parse/line-index.ts';
import type { Texts } from './rule.ts';

/** The section's first line, from where the section begins. */
export function headingPlace(
  { sources }: Texts,
  { file }: Pick<Runbook, 'file'>,
  { span }: Section,
): Span {
  const lines = lineIndex(sources.get(file) ?? '');
  const { line, column, offset } = span.start;
  const length = lines.line(line).trimEnd().length - (column - 1);
  return lines.span(offset, offset + Math.max(0, length));
}
