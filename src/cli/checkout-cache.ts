// The cache of a checkout: in its .build folder, for the sources as they are. The single-file program
// has none: it leaves nothing on the machine that it is run on.

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ContentCache } from '../library/content-cache.ts';

export async function checkoutCache(): Promise<ContentCache | null> {
  const project = resolve(import.meta.dirname, '../..');
  if (!import.meta.url.endsWith('/src/cli/checkout-cache.ts')) return null;
  return new ContentCache(join(project, '.build/cache'), await programDigest(project));
}

/** Another one after each change of the sources, the vocabulary, a dependency or Node. */
export async function programDigest(project: string): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  const files = [
    ...['package-lock.json', 'package.json', 'astro.config.mjs', 'tsconfig.json'].map((name) =>
      join(project, name),
    ),
    ...(await filesBelow(join(project, 'src'))),
    ...(await filesBelow(join(project, 'content/vocabulary'))),
  ];
  for (const file of files.sort()) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file}\0${mtimeMs}\0${size}\0`);
  }
  return hash.digest('hex');
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
