// The Markdown library, set up for kernel text, and the one way to walk what it makes.
//
// remark-directive is used with two changes, both because of what kernels print: its inline form
// would eat `RIP: 0010:do_exit` and `10:30:45`, and its leaf form `::name` has no use here, so only
// containers stay.

import type { Nodes, Root, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { limitBlocks } from './limit-blocks.ts';
import { limitMarkup } from './limit-markup.ts';
import type { LineIndex } from './line-index.ts';

const colon = 58;

/** Called, it makes a processor of its own, which can be told whom to report to. */
const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGfm)
  .use(remarkDirective)
  .use(onlyContainerDirectives);

function onlyContainerDirectives(this: Processor): undefined {
  for (const extension of this.data().micromarkExtensions!) {
    const constructs = extension.flow?.[colon];
    if (!Array.isArray(constructs)) continue;
    // The container is the one of the two that may hold other blocks.
    extension.flow = { [colon]: constructs.filter((construct) => construct.concrete === true) };
    extension.text = {};
  }
}

export interface LimitedLines {
  /** See limit-markup.ts. */
  marks: Set<number>;
  /** See limit-blocks.ts. */
  blocks: Set<number>;
}

export interface ParsedMarkdown {
  nodes: RootContent[];
  /** Lines that were read as text from some place on, by what was too much. */
  limited: LimitedLines;
}

/**
 * Parses `text`, which is as long as the file that `lines` indexes. Null where the library runs out
 * of stack: it recurses on what an author nests, and the caps of directive-lines.ts cannot foresee
 * every way to nest.
 */
export function parseMarkdown(text: string, lines: LineIndex): ParsedMarkdown | null {
  // A byte order mark is taken off by the library, which then counts one less than the file has.
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const limited: LimitedLines = { marks: new Set(), blocks: new Set() };
  const noteIn = (found: Set<number>) => (offset: number) => {
    found.add(lines.point(offset + mark).line);
  };
  try {
    const { children } = processor()
      .use(limitMarkup, noteIn(limited.marks))
      .use(limitBlocks, noteIn(limited.blocks))
      .parse(text.slice(mark)) as Root;
    if (mark === 1) walk(children, (node) => shift(node, lines));
    placeAll(children, lines);
    return { nodes: children, limited };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * GFM makes links of addresses in finished text, and gives them no place. Each gets the place where
 * its words stand behind what is before it, else that of what it stands in.
 */
function placeAll(nodes: readonly Nodes[], lines: LineIndex): void {
  let parent: Nodes | null = null;
  let behind = 0;
  walk(nodes, (node, parents) => {
    const around = parents.at(-1) ?? null;
    if (around !== parent) {
      parent = around;
      behind = around?.position?.start.offset ?? 0;
    }
    if (!node.position) {
      const end = around?.position?.end.offset ?? lines.source.length;
      const words = plainText(node);
      const found = lines.source.slice(behind, end).indexOf(words);
      const start = found < 0 || words === '' ? behind : behind + found;
      node.position = {
        start: lines.point(start),
        end: lines.point(found < 0 ? Math.max(start, end) : start + words.length),
      };
    }
    behind = node.position.end.offset!;
  });
}

function shift(node: Nodes, lines: LineIndex): void {
  if (!node.position) return;
  const { start, end } = node.position;
  node.position = { start: lines.point(start.offset! + 1), end: lines.point(end.offset! + 1) };
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
