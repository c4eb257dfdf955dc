// In: a folder. Out: a zip of it, the same bytes for the same content on any day and machine: names
// in order, one date for all, executables marked as such.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AsyncZippable, zip } from 'fflate';
import { filesBelow } from './files-below.ts';

const unix = 3;
const regularFile = 0o100000;

/** Entries stand below `top` in the archive; `executables` are paths that keep their mark. */
export async function zipFolder(
  folder: string,
  top: string,
  executables: readonly string[],
): Promise<Uint8Array> {
  const paths = await filesBelow(folder);
  // The format's first day; fflate reads the local fields, so it is the same in any time zone.
  const date = new Date(1980, 0, 1);
  const files: AsyncZippable = {};
  for (const path of paths) {
    const mode = executables.includes(path) ? 0o755 : 0o644;
    const attrs = ((regularFile | mode) << 16) >>> 0;
    files[`${top}/${path}`] = [readFileSync(join(folder, path)), { mtime: date, os: unix, attrs }];
  }
  // Large files are packed in threads of their own; the bytes are the same.
  return new Promise((resolve, reject) => {
    zip(files, { level: 9 }, (error, bytes) => (error ? reject(error) : resolve(bytes)));
  });
}
