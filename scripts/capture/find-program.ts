// Whether a program is there: on PATH, or where Debian keeps those that only root's PATH has.

import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { RequiredTool } from './required-tools.ts';

/** Folders to add to PATH, so that mkfs is found by an ordinary user as well. */
export const systemFolders = ['/usr/sbin', '/sbin'];

export async function missingTools(tools: readonly RequiredTool[]): Promise<RequiredTool[]> {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...systemFolders];
  const found = await Promise.all(
    tools.map(async ({ program }) => {
      for (const folder of folders) {
        if (await canRun(join(folder, program))) return true;
      }
      return false;
    }),
  );
  return tools.filter((_, index) => !found[index]);
}

function canRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
