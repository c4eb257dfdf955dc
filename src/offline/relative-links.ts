// In: a built page's tree with links as Astro writes them, from the root of the site.
// Out: the same tree with every address relative to the page and naming its file, so that it opens
// from a folder, from any base path, and from a server that knows nothing of index files.
//
//   /runbooks/memory/oom-kill/#save   seen from   /taint/index.html
//   ../runbooks/memory/oom-kill/index.html#save

import { posix } from 'node:path';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { elementsOf } from './html-tree.ts';

const addressAttributes = new Map([
  ['a', 'href'],
  ['area', 'href'],
  ['link', 'href'],
  ['script', 'src'],
  ['img', 'src'],
  ['source', 'src'],
  ['form', 'action'],
]);

/** The address of `target` (`/taint/#flags`) for a page at `page` (`runbooks/index.html`). */
export function relativeAddress(page: string, target: string): string {
  const split = target.search(/[?#]/);
  const path = split < 0 ? target : target.slice(0, split);
  const rest = split < 0 ? '' : target.slice(split);
  const file = /\.[a-z0-9]+$/i.test(path) ? path : posix.join(path, 'index.html');
  const from = posix.dirname(`/${page}`);
  return (posix.relative(from, file) || posix.basename(file)) + rest;
}

/** Changes the tree in place; returns the site's own addresses that the page names. */
export function makeLinksRelative(tree: DefaultTreeAdapterTypes.Document, page: string): string[] {
  const found: string[] = [];
  for (const element of elementsOf(tree)) {
    const name = addressAttributes.get(element.tagName);
    const attribute = element.attrs.find((each) => each.name === name);
    if (!attribute?.value.startsWith('/') || attribute.value.startsWith('//')) continue;
    attribute.value = relativeAddress(page, attribute.value);
    found.push(attribute.value);
  }
  return found;
}
