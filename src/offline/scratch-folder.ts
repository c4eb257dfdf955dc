// The folder that a build works in, beside its target, and what a build that was killed left there.
//
//     .build-<host>-<process>-XXXXXX/
//
// A killed build leaves its folder. Where it was killed between the two renames of the swap
// (swap-directory.ts), the last good build lies in there as `retired-N`, and nothing stands at the target.

import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

const prefix = '.build-';
const host = hostname().replaceAll(/[^A-Za-z0-9]/g, '');
/** Where two machines share a folder: whether a build of the other still runs cannot be asked. */
const abandonedAfter = 24 * 3_600_000;

/** Puts back and clears away what killed builds left, then makes a folder beside `target`. */
export async function openScratch(target: string): Promise<string> {
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  await healTarget(target);
  return mkdtemp(join(parent, `${prefix}${host}-${process.pid}-`));
}

async function healTarget(target: string): Promise<void> {
  const parent = dirname(target);
  for (const name of await readdir(parent)) {
    const folder = join(parent, name);
    if (!name.startsWith(prefix) || !(await isAbandoned(folder))) continue;
    if (!(await exists(target))) {
      for (const retired of await readdir(folder).catch(() => [])) {
        if (!retired.startsWith('retired-')) continue;
        // Another build that heals at the same moment may have been first.
        await rename(join(folder, retired), target).catch(() => {});
      }
    }
    await rm(folder, { recursive: true, force: true });
  }
}

async function isAbandoned(folder: string): Promise<boolean> {
  const [, owner, pid] = /^\.build-([A-Za-z0-9]*)-(\d+)-/.exec(basename(folder)) ?? [];
  if (owner === host && pid !== undefined) return !isRunning(Number(pid));
  const found = await stat(folder).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > abandonedAfter;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, as somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
