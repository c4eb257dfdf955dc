// Where a field of the front matter stands, for what a rule has to say about its value.

import type { Span } from '../model/position.ts';
import type { Runbook } from '../model/runbook.ts';
import { lineIndex } from '../parse/line-index.ts';
import type { Texts } from './rule.ts';

const block = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*$/m;

/**
 * The place of `value` in the field, or of the field's line where no value is given; the file's first
 * line where it has no such field.
 */
export function frontMatterPlace(
  { sources }: Texts,
  { file }: Pick<Runbook, 'file'>,
  field: string,
  value?: string,
): Span {
  const source = sources.get(file) ?? '';
  const lines = lineIndex(source);
  const front = block.exec(source);
  const at = front ? front[0].search(new RegExp(`^${field}[ \\t]*:`, 'm')) : -1;
  if (!front || at < 0) return lines.span(0, lines.line(1).length);
  const start = front.index + at;
  const end = front.index + front[0].length;
  const found = value === undefined ? -1 : source.slice(0, end).indexOf(value, start);
  if (found >= 0) return lines.span(found, found + value!.length);
  const { line } = lines.point(start);
  return lines.span(start, start + lines.line(line).length);
}
