// The vocabulary that a mistyped query is mended against: every word that a reader can search for,
// the commonest first, so that of two equally near words the likelier one is offered.

import type { DefaultTreeAdapterTypes } from 'parse5';
import { attributeOf, elementsOf } from './html-tree.ts';

const shortest = 4; // shorter words have too many neighbours to be mended
const longest = 32;
const most = 20_000;

/** Of one page: each word once, with spaces between, and how often it stands there. */
export interface WordCounts {
  words: string;
  counts: Uint32Array;
}

/** Null where search does not know the page: nothing in it is marked as its text. */
export function wordCounts(tree: DefaultTreeAdapterTypes.Document): WordCounts | null {
  const searched = elementsOf(tree).filter(
    (element) => attributeOf(element, 'data-pagefind-body') !== undefined,
  );
  if (searched.length === 0) return null;
  const counts = new Map<string, number>();
  for (const element of searched) {
    for (const word of wordsIn(textOf(element))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return { words: [...counts.keys()].join(' '), counts: Uint32Array.from(counts.values()) };
}

export class SearchWords {
  readonly #counts = new Map<string, number>();

  add({ words, counts }: WordCounts): void {
    if (words === '') return;
    for (const [index, word] of words.split(' ').entries()) {
      this.#counts.set(word, (this.#counts.get(word) ?? 0) + counts[index]!);
    }
  }

  words(): string[] {
    return [...this.#counts]
      .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
      .slice(0, most)
      .map(([word]) => word);
  }
}

export function wordsIn(text: string): string[] {
  return (text.toLowerCase().match(/[a-z][a-z0-9_]*/g) ?? []).filter(
    (word) => word.length >= shortest && word.length <= longest,
  );
}

/** Words of two elements do not run together. */
function textOf(node: DefaultTreeAdapterTypes.Node): string {
  const texts: string[] = [];
  const waiting = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ('value' in next) texts.push(next.value);
    if (!('childNodes' in next)) continue;
    for (let at = next.childNodes.length - 1; at >= 0; at--) waiting.push(next.childNodes[at]!);
  }
  return texts.join(' ');
}
