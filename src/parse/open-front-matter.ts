// Front matter that is opened and never closed.
//
//     ---
//     title: Soft lockup
//                            no --- here
//     # Soft lockup

import { parseDocument } from 'yaml';
import { longestFrontMatter } from './front-matter.ts';
import type { LineIndex } from './line-index.ts';
import type { ProblemList } from './problem-list.ts';

export interface OpenFrontMatter {
  /** Its last line that is not blank. */
  lastLine: number;
}

const fence = /^---[ \t]*$/;

/**
 * Null where the front matter is closed, or there is none. A `---` far below is no end of it where a
 * heading stands in between and what lies between is no YAML.
 */
export function openFrontMatter(lines: LineIndex): OpenFrontMatter | null {
  if (!fence.test(lines.line(1).replace(/^\uFEFF/, ''))) return null;
  if (!/^[A-Za-z][\w-]*:/.test(lines.line(2))) return null;
  let end = 2;
  while (end < lines.starts.length && !fence.test(lines.line(end))) end++;
  const closed = fence.test(lines.line(end));
  let heading = 3;
  while (heading < end && !isHeading(lines, heading)) heading++;
  if (closed) {
    if (heading >= end) return null;
    const yaml = lines.source.slice(lines.starts[1], lines.starts[end - 1]);
    if (isYaml(yaml)) return null;
  }
  let lastLine = 2;
  while (lastLine + 1 < heading && lines.line(lastLine + 1).trim() !== '') lastLine++;
  return { lastLine };
}

function isYaml(text: string): boolean {
  if (text.length > longestFrontMatter) return false;
  return parseDocument(text, { prettyErrors: false, logLevel: 'error' }).errors.length === 0;
}

function isHeading(lines: LineIndex, number: number): boolean {
  return /^#{1,6} \S/.test(lines.line(number)) && lines.line(number - 1).trim() === '';
}

/** The text without the open front matter, as long as before. */
export function blankFrontMatter(
  text: string,
  open: OpenFrontMatter | null,
  lines: LineIndex,
): string {
  if (!open) return text;
  const end = lines.starts[open.lastLine] ?? text.length;
  return text.slice(0, end).replace(/[^\r\n\uFEFF]/g, ' ') + text.slice(end);
}

export function reportOpenFrontMatter(
  open: OpenFrontMatter,
  lines: LineIndex,
  problems: ProblemList,
): void {
  const mark = lines.line(1).indexOf('---');
  problems.addAt(
    'error',
    'front-matter-unclosed',
    mark,
    mark + 3,
    'The front matter that begins here is never closed; it is ignored.',
    `Put a line with --- alone behind line ${open.lastLine}.`,
  );
}
