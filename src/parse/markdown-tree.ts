// Source → Markdown tree, with positions that point into the source as written.
//
// remark-directive is used with two changes, both because of what kernels print: its inline form
// would eat `RIP: 0010:do_exit` and `10:30:45`, and its leaf form `::name` has no use here, so only
// containers stay; and titles behind a directive's name are masked first (directive-lines.ts).
//
// A directive that is never closed would swallow the rest of the file. It is reported and its
// opening line ignored, so that what follows is read as if the line were not there. A fence that is
// never closed ends at the next heading.

import type { Code, Definition, Nodes, Root, RootContent } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { type DirectiveOpening, maskDirectives, maxNesting } from './directive-lines.ts';
import { fenceLines, isFenced } from './fence-lines.ts';
import type { LineIndex } from './line-index.ts';
import type { ProblemList } from './problem-list.ts';

export interface MarkdownTree {
  children: RootContent[];
  /** What stood behind each directive's name, by the line it opens on. */
  openings: Map<number, DirectiveOpening>;
}

const colon = 58;

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGfm)
  .use(remarkDirective)
  .use(onlyContainerDirectives)
  .freeze();

function onlyContainerDirectives(this: Processor): undefined {
  for (const extension of this.data().micromarkExtensions ?? []) {
    const constructs = extension.flow?.[colon];
    if (!Array.isArray(constructs)) continue;
    // The container is the one of the two that may hold other blocks.
    extension.flow = { [colon]: constructs.filter((construct) => construct.concrete === true) };
    extension.text = {};
  }
}

const maxPasses = 4;
/** Each fence without an end costs another reading of all that follows it. */
const maxResumes = 10;

export function markdownTree(lines: LineIndex, problems: ProblemList): MarkdownTree {
  const ignored = new Set<number>();
  const unclosed: DirectiveOpening[] = [];
  for (let pass = 1; ; pass++) {
    const masked = maskDirectives(lines, ignored);
    const segments = parseSegments(masked.text, lines);
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
    reportFences(segments, lines, problems);
    restoreCode(segments.nodes, lines);
    resolveReferences(segments.nodes);
    return { children: segments.nodes, openings: masked.openings };
  }
}

interface Segments {
  nodes: RootContent[];
  /** Fences without an end, with the line at which reading went on; null: the end of the file. */
  openFences: { code: Code; resumedAt: number | null }[];
}

/** Parses, and where a fence at the top level never ends, again from the heading that follows. */
function parseSegments(text: string, lines: LineIndex): Segments {
  const segments: Segments = { nodes: [], openFences: [] };
  let rest = text;
  for (;;) {
    const root = parseMarkdown(rest, lines);
    const last = root.children.at(-1);
    const resume =
      last?.type === 'code' && isOpenFence(last, lines) ? headingInside(last, lines) : null;
    if (last?.type !== 'code' || resume === null || segments.openFences.length >= maxResumes) {
      segments.nodes.push(...root.children);
      break;
    }
    endBefore(last, resume, lines);
    segments.openFences.push({ code: last, resumedAt: resume });
    segments.nodes.push(...root.children);
    const cut = lines.starts[resume - 1]!;
    rest = text.slice(0, cut).replace(/[^\r\n]/g, ' ') + text.slice(cut);
  }
  walk(segments.nodes, (node) => {
    if (node.type === 'code' && isOpenFence(node, lines)) {
      if (!segments.openFences.some((open) => open.code === node)) {
        segments.openFences.push({ code: node, resumedAt: null });
      }
    }
  });
  return segments;
}

/**
 * The library's parser recurses on what an author nests; the cap on containers keeps that shallow.
 * Should it fail all the same, the file is one paragraph of text, and says so.
 */
function parseMarkdown(text: string, lines: LineIndex): Root {
  // A byte order mark is taken off by the parser, which then counts one less than the file has.
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  let root: Root;
  try {
    root = processor.parse(text.slice(mark)) as Root;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const position = lines.span(0, lines.source.length);
    return { type: 'root', children: [{ type: 'html', value: lines.source, position }] };
  }
  if (mark === 1) walk(root.children, (node) => shift(node, lines));
  return root;
}

function shift(node: Nodes, lines: LineIndex): void {
  const { start, end } = node.position!;
  node.position = { start: lines.point(start.offset! + 1), end: lines.point(end.offset! + 1) };
}

function isOpenFence(code: Code, lines: LineIndex): boolean {
  if (!isFenced(code, lines)) return false;
  const { start, end } = code.position!;
  const mark = /^(`{3,}|~{3,})/.exec(lines.source.slice(start.offset))![1]!;
  if (end.line === start.line) return true;
  const last = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(lines.line(end.line));
  return !(last && last[1]![0] === mark[0] && last[1]!.length >= mark.length);
}

/** First heading of level two or deeper behind a blank line: `# ` alone is a shell comment. */
function headingInside(code: Code, lines: LineIndex): number | null {
  const { start, end } = code.position!;
  for (let number = start.line + 2; number <= end.line; number++) {
    if (/^#{2,6} \S/.test(lines.line(number)) && lines.line(number - 1).trim() === '') {
      return number;
    }
  }
  return null;
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

function unclosedDirectives(
  nodes: RootContent[],
  openings: Map<number, DirectiveOpening>,
  lines: LineIndex,
): DirectiveOpening[] {
  const found = new Set<DirectiveOpening>();
  walk(nodes, (node, parents) => {
    if (node.type !== 'containerDirective') return;
    const own = openings.get(node.position!.start.line);
    if (!own || isClosed(node, own.colons, lines)) return;
    // The first `:::` ends the outermost directive with as many colons. Where one stands inside
    // another of its own size, the outer one is what was never closed.
    const blamed = [...parents, node]
      .map((each) => openings.get(each.position!.start.line))
      .find((opening) => opening && opening.colons <= own.colons && !found.has(opening));
    found.add(blamed ?? own);
  });
  return [...found];
}

function isClosed(
  node: { children: Nodes[]; position?: Nodes['position'] },
  colons: number,
  lines: LineIndex,
): boolean {
  const { start, end } = node.position!;
  if (end.line === start.line) return false;
  const close = /^[ \t>]*(:{3,})[ \t]*$/.exec(lines.line(end.line));
  if (!close || close[1]!.length < colons) return false;
  // A directive inside that ends on the same line took those colons for itself.
  const last = node.children.at(-1);
  return !(last?.type === 'containerDirective' && last.position?.end.line === end.line);
}

function reportUnclosed(opening: DirectiveOpening, problems: ProblemList): void {
  const colons = ':'.repeat(opening.colons);
  problems.addAt(
    'error',
    'unclosed-directive',
    opening.start,
    opening.end,
    `${colons}${opening.name} is opened here and never closed.`,
    `Put a line with ${colons} alone behind its text; a directive around others needs more colons than they have.`,
  );
}

function reportFences(segments: Segments, lines: LineIndex, problems: ProblemList): void {
  for (const { code, resumedAt } of segments.openFences) {
    const start = code.position!.start;
    const mark = /^(`{3,}|~{3,})/.exec(lines.source.slice(start.offset))![1]!;
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

function codeLines(nodes: RootContent[]): Set<number> {
  const inCode = new Set<number>();
  walk(nodes, (node) => {
    if (node.type !== 'code') return;
    for (let n = node.position!.start.line; n <= node.position!.end.line; n++) inCode.add(n);
  });
  return inCode;
}

function reportTooDeep(line: number, lines: LineIndex, problems: ProblemList): void {
  const start = lines.starts[line - 1]!;
  problems.addAt(
    'error',
    'nesting-too-deep',
    start,
    start + lines.line(line).length,
    `Lists, quotes, directives or emphasis nest too deep here (${maxNesting} levels are read); what is deeper is read as text.`,
    'Write the inner part as a section or a runbook of its own.',
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

/** Every node in document order, without recursion: depth is the author's, the stack is ours. */
export function walk(
  nodes: readonly Nodes[],
  visit: (node: Nodes, parents: readonly Nodes[]) => void,
): void {
  const parents: Nodes[] = [];
  const stack: { list: readonly Nodes[]; at: number }[] = [{ list: nodes, at: 0 }];
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const node = top.list[top.at++];
    if (!node) {
      stack.pop();
      parents.pop();
      continue;
    }
    visit(node, parents);
    if ('children' in node && node.children.length > 0) {
      parents.push(node);
      stack.push({ list: node.children as Nodes[], at: 0 });
    }
  }
}
