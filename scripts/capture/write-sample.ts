// Puts a sample in its place: built aside, then renamed, so that a reader sees a whole one or none.

import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export async function writeSample(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const aside = `${path}.${process.pid}.part`;
  await writeFile(aside, text);
  await rename(aside, path);
}
