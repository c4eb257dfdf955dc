// The vocabulary that a mistyped query is mended against: every word that a reader can search for,
// the commonest first, so that of two equally near words the likelier one is offered.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { attributeOf, elementsOf, readHtml } from './html-tree.ts';
import { listPages } from './post-process.ts';

const shortest = 4; // shorter words have too many neighbours to be mended
const longest = 32;
const most = 20_000;

export async function searchWords(siteFolder: string): Promise<string[]> {
  const counts = new Map<string, number>();
  for (const page of await listPages(siteFolder)) {
    const tree = readHtml(await readFile(join(siteFolder, page), 'utf8'));
    for (const element of elementsOf(tree)) {
      if (attributeOf(element, 'data-pagefind-body') === undefined) continue;
      for (const word of wordsIn(textOf(element))) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([word]) => word);
}

export function wordsIn(text: string): string[] {
  return (text.toLowerCase().match(/[a-z][a-z0-9_]*/g) ?? []).filter(
    (word) => word.length >= shortest && word.length <= longest,
  );
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value;
  if (!('childNodes' in node)) return '';
  return node.childNodes.map((child) => textOf(child)).join(' ');
}
