// In: a folder of pages as Astro wrote them. Out: the same files, made to work from anywhere:
// relative addresses, the content policy, no comment left behind.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { addPolicy, contentSecurityPolicy } from './content-security.ts';
import { readHtml, writeHtml } from './html-tree.ts';
import { makeLinksRelative } from './relative-links.ts';

/** Paths of the pages below `folder`, with forward slashes, sorted. */
export async function listPages(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Returns how many pages were written. */
export async function postProcess(folder: string): Promise<number> {
  const pages = await listPages(folder);
  for (const page of pages) {
    const file = join(folder, page);
    const tree = readHtml(await readFile(file, 'utf8'));
    makeLinksRelative(tree, page);
    addPolicy(tree, contentSecurityPolicy);
    await writeFile(file, writeHtml(tree));
  }
  return pages.length;
}
