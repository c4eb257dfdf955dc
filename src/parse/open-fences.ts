// Code fences without an end, and how reading goes on behind them.
//
//     ```bash
//     dmesg
//                       no ``` here
//     ## Fix            a heading: the fence was meant to end above it
//     ```bash           a language behind the mark: this opens a fence and ends none
//     reboot
//     ```

import type { Code, RootContent } from 'mdast';
import { isFenced } from './fence-lines.ts';
import type { LineIndex } from './line-index.ts';
import { type LimitedLines, parseMarkdown, walk } from './markdown-parser.ts';
import type { ProblemList } from './problem-list.ts';

/** Each fence without an end costs another reading of all that follows it. */
const maxResumes = 10;

export interface Segments {
  nodes: RootContent[];
  /** Fences without an end, with the line at which reading went on; null: the end of the file. */
  openFences: { code: Code; resumedAt: number | null }[];
  /** The text is more than the parser can take; `nodes` is empty. */
  tooComplex: boolean;
  /** Lines that were read as text from some place on, in no order. */
  limited: LimitedLines;
}

/** Parses, and where a fence at the top level has no end of its own, again from where it should. */
export function parseSegments(text: string, lines: LineIndex): Segments {
  const limited: LimitedLines = { marks: new Set(), blocks: new Set() };
  const segments: Segments = { nodes: [], openFences: [], tooComplex: false, limited };
  let rest = text;
  for (;;) {
    const parsed = parseMarkdown(rest, lines);
    if (parsed === null) return { ...segments, tooComplex: true };
    const children = parsed.nodes;
    for (const line of parsed.limited.marks) limited.marks.add(line);
    for (const line of parsed.limited.blocks) limited.blocks.add(line);
    const broken = children.findIndex(
      (node) => node.type === 'code' && resumeLine(node, lines) !== null,
    );
    const code = children[broken];
    if (code?.type !== 'code' || segments.openFences.length >= maxResumes) {
      segments.nodes.push(...children);
      break;
    }
    const resumedAt = resumeLine(code, lines)!;
    endBefore(code, resumedAt, lines);
    segments.openFences.push({ code, resumedAt });
    segments.nodes.push(...children.slice(0, broken + 1));
    const cut = lines.starts[resumedAt - 1]!;
    rest = text.slice(0, cut).replace(/[^\r\n]/g, ' ') + text.slice(cut);
  }
  walk(segments.nodes, (node) => {
    if (node.type !== 'code' || !isOpenFence(node, lines)) return;
    if (segments.openFences.some((open) => open.code === node)) return;
    segments.openFences.push({ code: node, resumedAt: null });
  });
  return segments;
}

/** A fence that nothing closes, or that only the end of the next fence does. */
function isOpenFence(code: Code, lines: LineIndex): boolean {
  if (!isFenced(code, lines)) return false;
  const { start, end } = code.position!;
  if (end.line === start.line) return true;
  const mark = fenceMark(code, lines);
  const last = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(lines.line(end.line));
  const closed = last && last[1]![0] === mark[0] && last[1]!.length >= mark.length;
  return !closed || innerOpening(code, lines) !== null;
}

function fenceMark(code: Code, lines: LineIndex): string {
  return /^(`{3,}|~{3,})/.exec(lines.source.slice(code.position!.start.offset))![1]!;
}

/** Line inside code that would open a fence of its kind: a language behind the mark closes none. */
function innerOpening(code: Code, lines: LineIndex): number | null {
  const mark = fenceMark(code, lines);
  const { start, end } = code.position!;
  for (let number = start.line + 1; number < end.line; number++) {
    const found = /^[ \t>]*(`{3,}|~{3,})[A-Za-z{]/.exec(lines.line(number));
    if (found && found[1]![0] === mark[0] && found[1]!.length >= mark.length) return number;
  }
  return null;
}

/**
 * Where reading goes on behind a fence without an end: at the first heading of level two or deeper
 * behind a blank line (`# ` alone is a shell comment), else at the next fence.
 */
function resumeLine(code: Code, lines: LineIndex): number | null {
  if (!isOpenFence(code, lines)) return null;
  const { start, end } = code.position!;
  const inner = innerOpening(code, lines);
  for (let number = start.line + 2; number <= (inner ?? end.line); number++) {
    if (/^#{2,6} \S/.test(lines.line(number)) && lines.line(number - 1).trim() === '') {
      return number;
    }
  }
  return inner;
}

function endBefore(code: Code, line: number, lines: LineIndex): void {
  const start = code.position!.start;
  let last = line - 1;
  while (last > start.line && lines.line(last).trim() === '') last--;
  const end = lines.starts[last - 1]! + lines.line(last).length;
  code.value = code.value
    .split(/\r\n|\n|\r/)
    .slice(0, last - start.line)
    .join('\n');
  code.position = { start, end: lines.point(end) };
}

export function reportFences(segments: Segments, lines: LineIndex, problems: ProblemList): void {
  for (const { code, resumedAt } of segments.openFences) {
    const start = code.position!.start;
    const mark = fenceMark(code, lines);
    const until = resumedAt === null ? 'the end of what it stands in' : `line ${resumedAt}`;
    problems.addAt(
      'error',
      'unclosed-fence',
      start.offset!,
      start.offset! + mark.length,
      `This code fence is never closed; everything up to ${until} was taken for code.`,
      `Put a line with ${mark} alone behind the code.`,
    );
  }
}
