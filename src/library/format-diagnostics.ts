// Diagnostics → text for a person at a terminal.
//
//     memory/oom-kill.md:14:3 error parse/unclosed-fence  This code fence is never closed.
//         ```bash
//         ^^^
//       Fix: put a line with ``` alone behind the code.

import type { Diagnostic } from '../model/diagnostic.ts';

const widest = 100;

/** `sources`: the text of each file, by the diagnostics' `file`; where one is missing, no line is shown. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): string {
  const lines = new Map<string, string[]>();
  const lineOf = (file: string, number: number): string | undefined => {
    if (!lines.has(file)) lines.set(file, (sources.get(file) ?? '').split(/\r\n|\n|\r/));
    return lines.get(file)![number - 1];
  };
  return diagnostics.map((diagnostic) => formatOne(diagnostic, lineOf)).join('\n');
}

function formatOne(
  { file, span, level, code, message, fix }: Diagnostic,
  lineOf: (file: string, line: number) => string | undefined,
): string {
  const { line, column } = span.start;
  let text = `${file}:${line}:${column} ${level} ${code}  ${message}\n`;
  const written = lineOf(file, line);
  if (written !== undefined && written.trim() !== '') text += underlined(written, span);
  return `${text}  Fix: ${fix}\n`;
}

/** The line, cut to what fits around the place, and carets below it. */
function underlined(line: string, span: Diagnostic['span']): string {
  const from = span.start.column - 1;
  const to = span.end.line === span.start.line ? span.end.column - 1 : line.length;
  const cut = from > widest - 20 ? from - 20 : 0;
  const shown = printable(line.slice(cut, cut + widest));
  const left = (cut > 0 ? '…' : '') + shown + (line.length > cut + widest ? '…' : '');
  const indent = from - cut + (cut > 0 ? 1 : 0);
  const width = Math.max(1, Math.min(to, cut + widest) - from);
  return `    ${left}\n    ${' '.repeat(indent)}${'^'.repeat(width)}\n`;
}

/** A terminal is told nothing but text; a tab is one column, as it is counted. */
function printable(text: string): string {
  return text.replace(/\t/g, ' ').replace(/\p{Cc}/gu, '\uFFFD');
}
