// Directives without an end. The parser lets one run to the end of what it stands in, and the first
// `:::` end the outermost one that it can; an author meant neither.
//
//     :::warning One        never closed: its text runs into the next
//     Text.
//     :::tip Two
//     More.
//     :::                   ends `One` for the parser, `Two` for the author

import type { Nodes, RootContent } from 'mdast';
import type { DirectiveOpening } from './directive-lines.ts';
import type { LineIndex } from './line-index.ts';
import { walk } from './markdown-parser.ts';
import type { ProblemList } from './problem-list.ts';

/** Directives of the tree that no line of colons ends. */
export function unclosedDirectives(
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

export function reportUnclosed(opening: DirectiveOpening, problems: ProblemList): void {
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
