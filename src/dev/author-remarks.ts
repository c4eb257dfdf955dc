// In: diagnostics and the files' texts. Out: the same with the line that each speaks of, for a page.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { AuthorRemark } from './author-messages.ts';

const widest = 400;

export function authorRemarks(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): AuthorRemark[] {
  return diagnostics.flatMap(({ file, span, level, code, message, fix }) => {
    if (level === 'info') return [];
    const { line, column } = span.start;
    const text = (lineOf(sources.get(file) ?? '', line) ?? '').slice(0, widest);
    const end = span.end.line === line ? span.end.column - 1 : text.length;
    const columns: [number, number] = [column - 1, Math.max(column, Math.min(end, text.length))];
    return [{ file, line, column, level, code, message, fix, text, columns }];
  });
}

function lineOf(text: string, number: number): string | undefined {
  return text.split(/\r\n|\n|\r/)[number - 1];
}
