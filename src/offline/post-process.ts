// In: a folder of pages as Astro wrote them. Out: the same files, made to work from anywhere:
// relative addresses, the content policy, no comment left behind.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { addPolicy, contentSecurityPolicy } from './content-security.ts';
import { readHtml, writeHtml } from './html-tree.ts';
import { markInstallable } from './installable.ts';
import { type BrokenLink, PageLinks } from './page-links.ts';
import { makeLinksRelative } from './relative-links.ts';

/** Paths of the pages below `folder`, with forward slashes, sorted. */
export async function listPages(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Returns how many pages were written, and the links between them that lead nowhere. */
export async function postProcess(
  folder: string,
): Promise<{ pages: number; brokenLinks: BrokenLink[] }> {
  const pages = await listPages(folder);
  const links = new PageLinks();
  for (const page of pages) {
    const file = join(folder, page);
    const tree = readHtml(await readFile(file, 'utf8'));
    makeLinksRelative(tree, page);
    links.add(page, tree);
    addPolicy(tree, contentSecurityPolicy);
    markInstallable(tree);
    await writeFile(file, writeHtml(tree));
  }
  return { pages: pages.length, brokenLinks: links.broken() };
}
