// Links between the pages of a built site, and those of them that lead nowhere. The rules look at what
// authors wrote; this looks at what readers get, whoever made the link.
//
// In: each page's tree, its links relative already. Out: page, address and what is missing.

import { posix } from 'node:path';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { attributeOf, elementsOf } from './html-tree.ts';

export interface BrokenLink {
  /** Path of the page that it stands on, from the site's folder. */
  page: string;
  /** As it stands in the page. */
  address: string;
  /** The page or the place in it that is not there. */
  missing: string;
}

export interface LinksOfPage {
  /** Places in it. */
  ids: string[];
  /** Where its links lead that stay in the site, as they stand in it. */
  addresses: string[];
}

export function linksOf(tree: DefaultTreeAdapterTypes.Document): LinksOfPage {
  const ids: string[] = [];
  const addresses: string[] = [];
  for (const element of elementsOf(tree)) {
    const id = attributeOf(element, 'id');
    if (id !== undefined) ids.push(id);
    const address = element.tagName === 'a' ? attributeOf(element, 'href') : undefined;
    // With a scheme or a host it leaves the site; a query is for the page's own script.
    if (address !== undefined && !/^(?:[a-z][a-z0-9+.-]*:|\/\/)|\?/i.test(address)) {
      addresses.push(address);
    }
  }
  return { ids, addresses };
}

export class PageLinks {
  readonly #ids = new Map<string, Set<string>>();
  readonly #links: { page: string; address: string }[] = [];

  add(page: string, { ids, addresses }: LinksOfPage): void {
    this.#ids.set(page, new Set(ids));
    for (const address of addresses) this.#links.push({ page, address });
  }

  /** Those that lead to no page, or to no place in one, in the order of the pages. */
  broken(): BrokenLink[] {
    return this.#links.flatMap(({ page, address }) => {
      const [path, hash] = split(address);
      const target = path === '' ? page : posix.join(posix.dirname(page), path);
      // Other files (the zip, an image) are not pages and are put there later.
      if (!target.endsWith('.html')) return [];
      const ids = this.#ids.get(target);
      if (ids === undefined) return [{ page, address, missing: target }];
      return hash === '' || ids.has(hash) ? [] : [{ page, address, missing: `${target}#${hash}` }];
    });
  }
}

function split(address: string): [path: string, hash: string] {
  const at = address.indexOf('#');
  const [path, hash] = at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)];
  return [decoded(path), decoded(hash)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
