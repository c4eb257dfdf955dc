// Where a word of a signature's opening line stands, for what a rule has to say about it.
//
//     :::signature{kind="oom-panik"}
//                        ^~~~~~~~~

import type { Span } from '../model/position.ts';
import type { Runbook, Signature } from '../model/runbook.ts';
import { lineIndex } from '../parse/line-index.ts';
import type { Texts } from './rule.ts';

/** The place of `word`; the whole opening line where it does not stand there. */
export function openingPlace(
  { sources }: Texts,
  { file }: Pick<Runbook, 'file'>,
  { span }: Signature,
  word: string,
): Span {
  const lines = lineIndex(sources.get(file) ?? '');
  const start = span.start.offset;
  const line = lines.line(span.start.line).slice(span.start.column - 1);
  const at = line.indexOf(word, Math.max(line.indexOf('{'), 0));
  return at < 0
    ? lines.span(start, start + line.length)
    : lines.span(start + at, start + at + word.length);
}
