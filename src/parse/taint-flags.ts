// Taint letters with their meaning, where a list or table of them stands.
//
//     - `P` - Proprietary module loaded           | `P` | Proprietary module loaded |
//        ^    ^~~~~~~~~~~~~~~~~~~~~~~~~

import type { List, Nodes, Table } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { TaintFlagMention } from '../model/runbook.ts';
import type { LineIndex } from './line-index.ts';

const letter = /^[A-Za-z]$/;

/** The flags of a list; null where one of its items is none. */
export function taintList(list: List, lines: LineIndex): TaintFlagMention[] | null {
  const flags: TaintFlagMention[] = [];
  for (const item of list.children) {
    const paragraph = item.children[0];
    if (paragraph?.type !== 'paragraph') return null;
    const code = unwrap(paragraph.children[0]);
    if (code?.type !== 'inlineCode' || !letter.test(code.value)) return null;
    const meaning = paragraph.children
      .slice(1)
      .map((node) => plainText(node))
      .join('')
      .replace(/^[\s:=\u2013\u2014-]+/, '')
      .trim();
    flags.push({ letter: code.value, meaning, span: spanOf(item, lines) });
  }
  return flags.length > 0 ? flags : null;
}

/** The flags of a table: the cell that is one letter, and the longest cell as its meaning. */
export function taintTable(table: Table, lines: LineIndex): TaintFlagMention[] | null {
  const flags: TaintFlagMention[] = [];
  for (const row of table.children.slice(1)) {
    const cells = row.children.map((cell) => plainText(cell).trim());
    const found = cells.find((cell) => letter.test(cell));
    if (found === undefined) return null;
    const meaning = cells.filter((cell) => cell !== found);
    meaning.sort((a, b) => b.length - a.length);
    flags.push({ letter: found, meaning: meaning[0] ?? '', span: spanOf(row, lines) });
  }
  return flags.length > 0 ? flags : null;
}

function unwrap(node: Nodes | undefined): Nodes | undefined {
  return node?.type === 'strong' || node?.type === 'emphasis' ? node.children[0] : node;
}

function spanOf(node: Nodes, lines: LineIndex) {
  return lines.span(node.position!.start.offset!, node.position!.end.offset!);
}
