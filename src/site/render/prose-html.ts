// In: the Markdown tree of a prose block. Out: HTML that is safe to set as it is: raw HTML of the
// author is dropped, unknown elements and addresses are filtered, links to runbooks lead to pages.

import type { Element, Nodes, Root } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import type { RootContent } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import type { Runbook } from '../../model/runbook.ts';
import { runbookAddress } from './addresses.ts';

export interface ProseContext {
  runbook: Runbook;
  /** Ids of the runbooks that exist; a link to any other is shown as text. */
  known: ReadonlySet<string>;
}

export function proseHtml(nodes: RootContent[], context: ProseContext): string {
  const tree = sanitize(toHast({ type: 'root', children: nodes })) as Root;
  mendLinks(tree, context);
  return toHtml(tree);
}

function mendLinks(node: Nodes, context: ProseContext): void {
  if (node.type === 'element' && node.tagName === 'a') mendLink(node, context);
  if (node.type === 'element' && node.tagName === 'img') sayPicture(node);
  if ('children' in node) for (const child of node.children) mendLinks(child, context);
}

/** A picture would be fetched from where it lies: its words stand in for it. */
function sayPicture(picture: Element): void {
  picture.children = [{ type: 'text', value: String(picture.properties.alt ?? '') }];
  picture.tagName = 'em';
  picture.properties = {};
}

function mendLink(link: Element, { runbook, known }: ProseContext): void {
  const url = String(link.properties.href ?? '');
  if (/^https?:/i.test(url)) {
    link.properties.rel = ['noreferrer'];
    return;
  }
  if (url.startsWith('#')) return;
  const target = runbook.links.find((each) => each.url === url)?.runbook;
  if (target && known.has(target)) {
    link.properties.href = runbookAddress(target, url.split('#')[1]);
  } else {
    link.tagName = 'span';
    link.properties = {};
  }
}
