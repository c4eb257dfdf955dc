// In: a folder. Out: SHA256SUMS as sha256sum(1) reads it back, of all files below it in the order of
// their names: `sha256sum --check SHA256SUMS` in that folder says whether all is as it was built.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow } from './files-below.ts';

export async function checksums(folder: string): Promise<string> {
  const paths = await filesBelow(folder);
  const lines = await Promise.all(
    paths.map(async (path) => checksumLine(path, await readFile(join(folder, path)))),
  );
  return lines.join('');
}

export function checksumLine(path: string, content: Uint8Array): string {
  return `${createHash('sha256').update(content).digest('hex')}  ${path}\n`;
}
