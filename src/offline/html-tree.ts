// A page as a tree, read by the rules that browsers follow.

import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, serialize } from 'parse5';

type Document = DefaultTreeAdapterTypes.Document;
type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

export const readHtml = (html: string): Document => parse(html);
export const writeHtml = (tree: Document): string => serialize(tree);

/**
 * Every element below `node`, in document order, those inside <template> too. A list, so that whoever
 * walks it may change the tree; without recursion, since a site has a million nodes.
 */
export function elementsOf(node: Node): Element[] {
  const found: Element[] = [];
  findElement(node, (element) => {
    found.push(element);
    return false;
  });
  return found;
}

/** Throws where there is no element of this name. */
export function firstElement(node: Node, name: string): Element {
  const found = findElement(node, ({ tagName }) => tagName === name);
  if (found === null) throw new Error(`The page has no <${name}>.`);
  return found;
}

function findElement(node: Node, isIt: (element: Element) => boolean): Element | null {
  const waiting = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next !== node && defaultTreeAdapter.isElementNode(next) && isIt(next)) return next;
    if ('childNodes' in next) {
      for (let at = next.childNodes.length - 1; at >= 0; at--) waiting.push(next.childNodes[at]!);
    }
    if ('content' in next) waiting.push(next.content);
  }
  return null;
}

export function attributeOf(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}
