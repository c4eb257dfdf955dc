// Source → Markdown tree, with positions that point into the source as written.
//
// What an author left open (front matter, a directive, a fence) would swallow the rest of the file.
// Each is reported where it begins, and reading goes on as if it had been closed.

import type { Definition, RootContent } from 'mdast';
import { type DirectiveOpening, maskDirectives, maxNesting } from './directive-lines.ts';
import { fenceLines } from './fence-lines.ts';
import { mostBlocks } from './limit-blocks.ts';
import { mostEmphasis, mostOpen, mostOther } from './limit-markup.ts';
import type { LineIndex } from './line-index.ts';
import { type LimitedLines, walk } from './markdown-parser.ts';
import { reportUnclosed, unclosedDirectives } from './open-directives.ts';
import { parseSegments, reportFences } from './open-fences.ts';
import { blankFrontMatter, openFrontMatter, reportOpenFrontMatter } from './open-front-matter.ts';
import type { ProblemList } from './problem-list.ts';

export interface MarkdownTree {
  children: RootContent[];
  /** What stood behind each directive's name, by the line it opens on. */
  openings: Map<number, DirectiveOpening>;
}

const maxPasses = 4;

export function markdownTree(lines: LineIndex, problems: ProblemList): MarkdownTree {
  const ignored = new Set<number>();
  const unclosed: DirectiveOpening[] = [];
  const frontMatter = openFrontMatter(lines);
  if (frontMatter) reportOpenFrontMatter(frontMatter, lines, problems);
  for (let pass = 1; ; pass++) {
    const masked = maskDirectives(lines, ignored);
    const segments = parseSegments(blankFrontMatter(masked.text, frontMatter, lines), lines);
    if (segments.tooComplex) {
      reportTooComplex(lines, problems);
      return { children: [], openings: new Map() };
    }
    // Pairing lines does not see that a list's item ends, and its directive with it; the tree does.
    const missed = unclosedDirectives(segments.nodes, masked.openings, lines);
    if (missed.length > 0 && pass < maxPasses) {
      for (const opening of missed) ignored.add(opening.line);
      unclosed.push(...missed);
      continue;
    }
    const inCode = codeLines(segments.nodes);
    const shown = [...unclosed, ...masked.unclosed, ...missed];
    for (const opening of shown) if (!inCode.has(opening.line)) reportUnclosed(opening, problems);
    const deep = masked.tooDeep.find((number) => !inCode.has(number));
    if (deep !== undefined) reportTooDeep(deep, lines, problems);
    reportLimited(segments.limited, lines, problems);
    reportFences(segments, lines, problems);
    restoreCode(segments.nodes, lines);
    resolveReferences(segments.nodes);
    return { children: segments.nodes, openings: masked.openings };
  }
}

function codeLines(nodes: RootContent[]): Set<number> {
  const inCode = new Set<number>();
  walk(nodes, (node) => {
    if (node.type !== 'code') return;
    for (let n = node.position!.start.line; n <= node.position!.end.line; n++) inCode.add(n);
  });
  return inCode;
}

function reportTooComplex(lines: LineIndex, problems: ProblemList): void {
  problems.addAt(
    'error',
    'too-complex',
    0,
    lines.line(1).length,
    'Something in this file nests so deep that it cannot be read at all.',
    'Look for long runs of brackets or markers, and take them out or put them into a code fence.',
  );
}

function reportTooDeep(line: number, lines: LineIndex, problems: ProblemList): void {
  const start = lines.starts[line - 1]!;
  problems.addAt(
    'error',
    'nesting-too-deep',
    start,
    start + lines.line(line).length,
    `Lists, quotes or directives nest too deep here (${maxNesting} levels are read); what is deeper is read as text.`,
    'Write the inner part as a section or a runbook of its own.',
  );
}

function reportLimited(
  { marks, blocks }: LimitedLines,
  lines: LineIndex,
  problems: ProblemList,
): void {
  const report = (found: Set<number>, message: string, fix: string) => {
    if (found.size === 0) return;
    const line = [...found].reduce((a, b) => Math.min(a, b));
    const start = lines.starts[line - 1]!;
    const end = start + lines.line(line).length;
    problems.addAt('error', 'too-much-markup', start, end, message, fix);
  };
  report(
    marks,
    `One paragraph holds more marks than a person writes: brackets in brackets beyond ${mostOpen}, beyond ${mostEmphasis} stars, underlines and tildes, or beyond ${mostOther} other marks. The rest of this line is read as text.`,
    'Put pasted output between lines of ```; split a long paragraph where a blank line may stand.',
  );
  report(
    blocks,
    `Up to here ${mostBlocks} lines began with = or -, or a quote each; from here on a line of = or - underlines no heading, or > begins no quote.`,
    'Put pasted output between lines of ```, or split this file into several runbooks.',
  );
}

/** Gives code the text that was masked in it: a runbook may well show a directive. */
function restoreCode(nodes: RootContent[], lines: LineIndex): void {
  walk(nodes, (node) => {
    if (node.type !== 'code') return;
    const written = fenceLines(node, lines);
    const same = node.value.split(/\r\n|\n|\r/).every((line, at) => line === written[at]!.text);
    if (!same) node.value = written.map((line) => line.text).join('\n');
  });
}

/** `[text][name]` → a link with its address, so that a part can be rendered without the rest. */
function resolveReferences(nodes: RootContent[]): void {
  const definitions = new Map<string, Definition>();
  walk(nodes, (node) => {
    if (node.type === 'definition' && !definitions.has(node.identifier)) {
      definitions.set(node.identifier, node);
    }
  });
  walk(nodes, (node) => {
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return;
    const target = definitions.get(node.identifier);
    if (!target) return;
    const type = node.type === 'linkReference' ? 'link' : 'image';
    Object.assign(node, { type, url: target.url, title: target.title ?? null });
  });
}
