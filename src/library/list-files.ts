// A folder → the files in it, as links name them: with slashes, relative to it. None where it cannot
// be read.

import { readdir } from 'node:fs/promises';
import { sep } from 'node:path';

export async function listFiles(folder: string): Promise<Set<string>> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return new Set(names.map((name) => name.split(sep).join('/')));
}
