// What a list item or table row says: a label, and what is said about it.
//
//     **Console shows panic message** - Stack trace visible
//       ^~~~~~~~~~~~~~~~~~~~~~~~~~~     ^~~~~~~~~~~~~~~~~~~ detail

import type { Nodes } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';

export interface ItemWords {
  label: string;
  detail: string | null;
}

/** `children` are those of the item's first paragraph, or of a table's cell. */
export function itemWords(children: readonly Nodes[]): ItemWords {
  const [first, ...rest] = children;
  const text = squeeze(children.map((node) => plainText(node)).join(''));
  if (first?.type !== 'strong') return { label: text, detail: null };
  const label = squeeze(plainText(first)).replace(/\s*:$/, '');
  const detail = squeeze(rest.map((node) => plainText(node)).join('')).replace(
    /^[\s:\u2013\u2014-]+/,
    '',
  );
  // A word in bold at the start of a sentence is no label: "**Never** reboot first".
  const separated = /^\s*[:\u2013\u2014-]/.test(rest.map((node) => plainText(node)).join(''));
  if (detail !== '' && !separated && !/:\s*$/.test(plainText(first))) {
    return { label: text, detail: null };
  }
  // Bold with no words in it, as a picture has none, names nothing.
  return label === '' ? { label: detail, detail: null } : { label, detail: detail || null };
}

export function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
