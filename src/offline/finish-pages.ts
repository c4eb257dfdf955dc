// In: a folder of pages as Astro wrote them. Out: the same files, made to work from anywhere: relative
// addresses, the content policy, no comment left behind. What else is made of the pages (the search
// index, its words, the single file) is told of each while its tree is there, so that a site of
// thousands is read once.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { addPolicy, contentSecurityPolicy } from './content-security.ts';
import { readHtml, writeHtml } from './html-tree.ts';
import { markInstallable } from './installable.ts';
import { type BrokenLink, PageLinks } from './page-links.ts';
import { makeLinksRelative } from './relative-links.ts';

export interface FinishedPage {
  /** From the site's folder, with forward slashes. */
  path: string;
  /** As it was written. */
  html: string;
  /** The same as a tree; the next reader gets the same one, so leave it as it is. */
  tree: DefaultTreeAdapterTypes.Document;
}

/** What wants to see every page. A promise is waited for before the next page. */
export interface PageReader {
  add(page: FinishedPage): void | Promise<void>;
}

/** Paths of the pages below `folder`, with forward slashes, sorted. */
export function listPages(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Returns how many pages were written, and the links between them that lead nowhere. */
export async function finishPages(
  folder: string,
  readers: readonly PageReader[],
): Promise<{ pages: number; brokenLinks: BrokenLink[] }> {
  const pages = listPages(folder);
  const links = new PageLinks();
  for (const path of pages) {
    const file = join(folder, path);
    // Small files one after another: waiting for each costs more than reading it.
    const tree = readHtml(readFileSync(file, 'utf8'));
    makeLinksRelative(tree, path);
    links.add(path, tree);
    addPolicy(tree, contentSecurityPolicy);
    markInstallable(tree);
    const html = writeHtml(tree);
    writeFileSync(file, html);
    for (const reader of readers) await reader.add({ path, html, tree });
  }
  return { pages: pages.length, brokenLinks: links.broken() };
}
