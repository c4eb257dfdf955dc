// The vocabulary that a mistyped query is mended against: every word that a reader can search for,
// the commonest first, so that of two equally near words the likelier one is offered.

import type { DefaultTreeAdapterTypes } from 'parse5';
import type { FinishedPage, PageReader } from './finish-pages.ts';
import { attributeOf, elementsOf } from './html-tree.ts';

const shortest = 4; // shorter words have too many neighbours to be mended
const longest = 32;
const most = 20_000;

export class SearchWords implements PageReader {
  readonly #counts = new Map<string, number>();

  add({ tree }: Pick<FinishedPage, 'tree'>): void {
    for (const element of elementsOf(tree)) {
      if (attributeOf(element, 'data-pagefind-body') === undefined) continue;
      for (const word of wordsIn(textOf(element)))
        this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
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
