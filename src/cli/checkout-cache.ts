// The cache of a checkout: in its .build folder, for the sources as they are. The single-file program
// has none: it leaves nothing on the machine that it is run on.

import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ContentCache } from '../library/content-cache.ts';

export async function checkoutCache(): Promise<ContentCache | null> {
  const project = resolve(import.meta.dirname, '../..');
  const source = join(project, 'src');
  if (!import.meta.url.endsWith('/src/cli/checkout-cache.ts')) return null;
  const hash = createHash('sha256').update(process.version);
  const files = [
    join(project, 'package-lock.json'),
    ...(await filesBelow(source)),
    ...(await filesBelow(join(project, 'content/vocabulary'))),
  ];
  for (const file of files.sort()) {
    const { mtimeMs, size } = await stat(file);
    hash.update(`${file}\0${mtimeMs}\0${size}\0`);
  }
  return new ContentCache(join(project, '.build/cache'), hash.digest('hex'));
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
