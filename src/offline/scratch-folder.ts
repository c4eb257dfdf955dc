// The folders that a build works in, and what a build that was killed left there.
//
//     .build-<host>-<process>-XXXXXX/         beside the target
//     .build/astro-<host>-<process>-XXXXXX/   in the project, for Astro's own files
//
// A killed build leaves its folder. Where it was killed between the two renames of the swap
// (swap-directory.ts), the last good build lies in there as `retired-N`, and nothing stands at the target.

import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

const host = hostname().replaceAll(/[^A-Za-z0-9]/g, '');
/** Where two machines share a folder: whether a build of the other still runs cannot be asked. */
const abandonedAfter = 24 * 3_600_000;

/** Puts back and clears away what killed builds left, then makes a folder beside `target`. */
export async function openScratch(target: string): Promise<string> {
  return openFolder(dirname(target), '.build-', async (abandoned) => {
    if (await exists(target)) return;
    for (const retired of await readdir(abandoned).catch(() => [])) {
      if (!retired.startsWith('retired-')) continue;
      // Another build that heals at the same moment may have been first.
      await rename(join(abandoned, retired), target).catch(() => {});
    }
  });
}

/**
 * A new folder of this process in `parent`; those of the same prefix whose process has ended are
 * removed, after `rescue` has had a look at each.
 */
export async function openFolder(
  parent: string,
  prefix: string,
  rescue: (abandoned: string) => Promise<void> = async () => {},
): Promise<string> {
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const folder = join(parent, name);
    if (!name.startsWith(prefix) || !(await isAbandoned(folder, prefix))) continue;
    await rescue(folder);
    await rm(folder, { recursive: true, force: true });
  }
  return mkdtemp(join(parent, `${prefix}${host}-${process.pid}-`));
}

async function isAbandoned(folder: string, prefix: string): Promise<boolean> {
  const [owner, pid] = basename(folder).slice(prefix.length).split('-');
  if (owner === host && /^\d+$/.test(pid ?? '')) return !isRunning(Number(pid));
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
