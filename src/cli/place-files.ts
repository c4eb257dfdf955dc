// New files, all or none, and never over one that is there.
//
// Each is written aside first and then linked under its name, which fails where the name is taken, also
// by somebody who took it this moment. Where a later one fails, the ones before it go again.

import { constants, copyFile, link, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The name is taken: nothing was written. */
export class NameTaken extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`${path} is there already`);
    this.path = path;
  }
}

/** @param files text by path. Throws NameTaken, or what the disk says. */
export async function placeFiles(files: ReadonlyMap<string, string>): Promise<void> {
  for (const path of files.keys()) {
    if (await stat(path).catch(() => null)) throw new NameTaken(path);
  }
  const aside = new Map([...files.keys()].map((path) => [path, `${path}.${process.pid}.new`]));
  const placed: string[] = [];
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(aside.get(path)!, text, { flag: 'wx' });
    }
    for (const path of files.keys()) {
      await place(aside.get(path)!, path);
      placed.push(path);
    }
  } catch (error) {
    for (const path of placed) await rm(path, { force: true });
    throw error;
  } finally {
    for (const path of aside.values()) await rm(path, { force: true });
  }
}

async function place(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new NameTaken(to);
    // A file system without links, such as that of a USB stick.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS')
      throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}
