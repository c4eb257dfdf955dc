// Diagnostics → text for a person at a terminal.
//
//     memory/oom-kill.md:14:3 error parse/unclosed-fence  This code fence is never closed.
//         ```bash
//         ^^^
//       Fix: put a line with ``` alone behind the code.

import type { Diagnostic } from '../model/diagnostic.ts';
import { wrapWords } from './wrap-words.ts';

/** How a terminal wants it; without, the text is plain and a finding's message one line. */
export interface TerminalLook {
  colour: boolean;
  /** Columns; longer sentences are broken between words. */
  columns: number | null;
}

const plain: TerminalLook = { colour: false, columns: null };
const widestLine = 100;
/** Red and yellow of the terminal's own palette, beside the word. */
const colours: Record<Diagnostic['level'], string> = { error: '1;31', warning: '33', info: '36' };

/** `sources`: the text of each file, by the diagnostics' `file`; where one is missing, no line is shown. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  look: TerminalLook = plain,
): string {
  const lines = new Map<string, string[]>();
  const lineOf = (file: string, number: number): string | undefined => {
    if (!lines.has(file)) lines.set(file, (sources.get(file) ?? '').split(/\r\n|\n|\r/));
    return lines.get(file)![number - 1];
  };
  return diagnostics.map((diagnostic) => formatOne(diagnostic, lineOf, look)).join('\n');
}

function formatOne(
  { file, span, level, code, message, fix }: Diagnostic,
  lineOf: (file: string, line: number) => string | undefined,
  { colour, columns }: TerminalLook,
): string {
  const paint = (style: string, words: string) =>
    colour ? `\u001b[${style}m${words}\u001b[0m` : words;
  const { line, column } = span.start;
  const place = printable(`${file}:${line}:${column}`);
  const head = `${paint('1', place)} ${paint(colours[level], level)} ${paint('2', code)}`;
  const said = printable(message);
  const length = place.length + level.length + code.length + said.length + 4;
  let text =
    columns === null || length <= columns
      ? `${head}  ${said}\n`
      : `${head}\n${wrapWords(said, columns, 2)}\n`;
  const written = lineOf(file, line);
  if (written !== undefined && written.trim() !== '') {
    const [shown, carets] = underlined(written, span, Math.min(widestLine, (columns ?? 999) - 6));
    text += `    ${shown}\n    ${paint(colours[level], carets)}\n`;
  }
  const mend = `Fix: ${printable(fix)}`;
  return `${text}${columns === null ? `  ${mend}` : wrapWords(mend, columns, 2, 7)}\n`;
}

/** The line, cut to what fits around the place, and carets below it. */
function underlined(
  line: string,
  span: Diagnostic['span'],
  widest: number,
): [shown: string, carets: string] {
  const from = span.start.column - 1;
  const to = span.end.line === span.start.line ? span.end.column - 1 : line.length;
  const cut = from > widest - 20 ? from - 20 : 0;
  const shown = printable(line.slice(cut, cut + widest));
  const left = (cut > 0 ? '…' : '') + shown + (line.length > cut + widest ? '…' : '');
  const indent = from - cut + (cut > 0 ? 1 : 0);
  const width = Math.max(1, Math.min(to, cut + widest) - from);
  return [left, `${' '.repeat(indent)}${'^'.repeat(width)}`];
}

/** A terminal is told nothing but text; a tab is one column, as it is counted. */
function printable(text: string): string {
  return text.replace(/\t/g, ' ').replace(/\p{Cc}/gu, '\uFFFD');
}
