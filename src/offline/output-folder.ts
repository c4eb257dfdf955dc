// Whether a build may be put in place of what stands there, asked before the work begins: a folder
// that is no build of ours is somebody's, and one that cannot be written is told at once.

import { access, constants, readdir, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reasonOf } from '../library/text-file.ts';
import { openFolder } from './scratch-folder.ts';

/** Null where it may; else a sentence that says why not. */
export async function whyNotWritable(out: string): Promise<string | null> {
  const there = await stat(out).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? null : error,
  );
  if (there instanceof Error) return `${out} cannot be used: ${reasonOf(there)}.`;
  if (there !== null && !there.isDirectory()) {
    return `${out} is a file; a build is a folder. Name another place: --out DIR`;
  }
  try {
    const names = there === null ? [] : await readdir(out);
    if (names.length > 0 && !names.includes('site')) {
      return `${out} holds something else than a build, which would be lost. Name another place: --out DIR`;
    }
    // It is replaced by renaming, which asks for both.
    if (there !== null) await access(out, constants.W_OK);
    const nearest = await nearestFolder(dirname(out));
    await access(nearest, constants.W_OK);
    // Rights are not all: /proc grants them and takes nothing, and a recursive mkdir there never ends.
    await rm(await openFolder(nearest, '.build-probe-'), { recursive: true });
    return null;
  } catch (error) {
    return `${out} cannot be written: ${reasonOf(error)}.`;
  }
}

async function nearestFolder(path: string): Promise<string> {
  const exists = await stat(path).catch(() => null);
  return exists !== null || dirname(path) === path ? path : nearestFolder(dirname(path));
}
