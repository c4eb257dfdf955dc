// A page as Astro wrote it → the same, made to work from anywhere (relative addresses, the content policy, no
// comment left behind), with all that the build wants to know of it. Nothing but the page goes in, so that
// what comes out can be kept for the next build (page-store.ts). It is read as a tree once, here.

import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { addPolicy, contentSecurityPolicy } from './content-security.ts';
import { sha256 } from './file-digests.ts';
import { readHtml, writeHtml } from './html-tree.ts';
import { markInstallable } from './installable.ts';
import { type LinksOfPage, linksOf } from './page-links.ts';
import { makeLinksRelative } from './relative-links.ts';
import { type WordCounts, wordCounts } from './search-words.ts';
import { packPage } from './single-file.ts';
import { type Deflated, deflated } from './zip-folder.ts';

export interface FinishedPage {
  /** From the site's folder, with forward slashes. */
  path: string;
  /** In UTF-8, as the file holds it. */
  html: Uint8Array;
  /** Of the file. */
  digest: string;
  links: LinksOfPage;
  /** Null: search does not know the page. */
  words: WordCounts | null;
  /** As the single file holds it; null where it has no place there. */
  packed: Uint8Array | null;
  /** As the zip holds it. */
  deflated: Deflated;
}

export function finishPage(path: string, written: string): FinishedPage {
  const tree = readHtml(written);
  makeLinksRelative(tree, path);
  const links = linksOf(tree);
  addPolicy(tree, contentSecurityPolicy);
  markInstallable(tree);
  const html = Buffer.from(writeHtml(tree));
  return {
    path,
    html,
    digest: sha256(html),
    links,
    words: wordCounts(tree),
    packed: packPage(path, tree),
    deflated: deflated(html),
  };
}

/** Paths of the pages below `folder`, with forward slashes, sorted. */
export function listPages(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
