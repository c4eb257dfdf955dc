// In: a folder. Out: SHA256SUMS as sha256sum(1) reads it back, of all files below it in the order of
// their names: `sha256sum --check SHA256SUMS` in that folder says whether all is as it was built.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

export async function checksums(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  const lines = await Promise.all(
    paths.map(async (path) => line(path.split(sep).join('/'), await readFile(join(folder, path)))),
  );
  return lines.join('');
}

export function line(path: string, content: Uint8Array): string {
  return `${createHash('sha256').update(content).digest('hex')}  ${path}\n`;
}
