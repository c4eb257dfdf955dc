// A finished folder takes the place of the last one by rename, so that a reader sees the old build
// or the new one, never a half. A crash before the rename leaves the old one as it was.

import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Moves `finished` to `target`; what stood there goes to `retired` and is removed. All three must
 * lie on one file system. When another build swaps at the same moment, the later rename wins whole.
 */
export async function swapDirectory(
  finished: string,
  target: string,
  retired: string,
): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  for (let attempt = 0; ; attempt++) {
    await rename(target, `${retired}-${attempt}`).catch(ignoreMissing);
    try {
      await rename(finished, target);
      break;
    } catch (error) {
      // Another build put its folder there between the two renames: retire that one as well.
      if (isOccupied(error) && attempt < 20) continue;
      // What stood there goes back: no build at all would be worse than the last one.
      await rename(`${retired}-${attempt}`, target).catch(() => {});
      throw error;
    }
  }
  for (let attempt = 0; attempt <= 20; attempt++) {
    await rm(`${retired}-${attempt}`, { recursive: true, force: true });
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

function isOccupied(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error) ?? '');
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}
