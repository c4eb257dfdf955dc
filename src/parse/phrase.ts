// The words of a paragraph, an item's first line or a table's cell, flat: as they read, and once more
// with code and links set apart, so that a colon or a comma inside code ends no clause.
//
//     If it prints `a: b`, go to [step 4](#fix)
//     plain   If it prints a: b, go to step 4
//     masked  If it prints ####, go to step 4        # stands for a character of code

import type { InlineCode, Link, Nodes } from 'mdast';

/** Stands for a character of code in `masked`: no author's text holds it. */
export const codeMark = '\uE000';

export interface Phrase {
  plain: string;
  /** As long as `plain`. */
  masked: string;
  codes: { value: string; start: number; end: number }[];
  links: { node: Link; start: number; end: number }[];
  /** Offset in the file of a place in `plain`. */
  fileOffset(at: number): number;
}

export function readPhrase(children: readonly Nodes[]): Phrase {
  let plain = '';
  let masked = '';
  const codes: Phrase['codes'] = [];
  const links: Phrase['links'] = [];
  const pieces: { start: number; offset: number }[] = [];
  const add = (text: string, shown: string, node: Nodes, inside: number) => {
    pieces.push({ start: plain.length, offset: node.position!.start.offset! + inside });
    plain += text;
    masked += shown;
  };
  const visit = (node: Nodes) => {
    const start = plain.length;
    if (node.type === 'inlineCode') {
      add(node.value, codeMark.repeat(node.value.length), node, codeIndent(node));
      codes.push({ value: node.value, start, end: plain.length });
    } else if (node.type === 'text') {
      const value = node.value.replaceAll(codeMark, '?').replace(/\s/g, ' ');
      add(value, value, node, 0);
    } else if (node.type === 'break') {
      add(' ', ' ', node, 0);
    } else if ('children' in node) {
      for (const child of node.children) visit(child as Nodes);
      if (node.type === 'link') links.push({ node, start, end: plain.length });
    }
  };
  for (const child of children) visit(child);
  return {
    plain,
    masked,
    codes,
    links,
    fileOffset(at) {
      const piece = pieces.findLast(({ start }) => start <= at)!;
      return piece.offset + (at - piece.start);
    },
  };
}

/** Backticks before the code; a blank that Markdown takes off counts with them. */
function codeIndent(node: InlineCode): number {
  const { start, end } = node.position!;
  return Math.max(1, Math.floor((end.offset! - start.offset! - node.value.length) / 2));
}
