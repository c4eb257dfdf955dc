// A folder → the files in it that are wanted, links followed as long as they stay in it: a repository
// of runbooks that somebody else filled must not put a file of this machine into the pages. Whatever the
// disk holds (links in circles, links outwards, folders that cannot be read) becomes diagnostics, never
// an endless walk.

import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { fileProblem, reasonOf, unreadable } from './text-file.ts';

const hidden = new Set(['node_modules']);

/**
 * Paths relative to `root`, with slashes, in the order of their characters.
 * @param root a real path, as realpath gives it.
 * @param wanted what the names of files must meet.
 */
export async function walkFiles(
  root: string,
  wanted: RegExp,
  diagnostics: Diagnostic[],
): Promise<string[]> {
  const files = await filesBelow(root, '', [root], wanted, diagnostics);
  return files.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Both are real paths. */
const isWithin = (root: string, path: string) =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);

/** `above` are the real paths of the folders that this one stands in: a link back is a loop. */
async function filesBelow(
  root: string,
  below: string,
  above: readonly string[],
  wanted: RegExp,
  diagnostics: Diagnostic[],
): Promise<string[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(join(root, below), { withFileTypes: true });
  } catch (error) {
    diagnostics.push(unreadable(below, reasonOf(error)));
    return [];
  }
  const files: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.') || hidden.has(entry.name)) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const isWanted = wanted.test(entry.name);
    try {
      const target = entry.isSymbolicLink() ? await stat(join(root, path)) : entry;
      if (
        entry.isSymbolicLink() &&
        (isWanted || target.isDirectory()) &&
        !isWithin(root, await realpath(join(root, path)))
      ) {
        diagnostics.push(
          fileProblem(
            path,
            'error',
            'symlink-outside',
            'This link leads out of the folder that is read; it is not followed.',
            'Put the file itself here in its place, or remove the link.',
          ),
        );
        continue;
      }
      if (target.isDirectory()) {
        const real = await realpath(join(root, path));
        if (above.includes(real)) {
          diagnostics.push(
            fileProblem(
              path,
              'warning',
              'symlink-loop',
              'This link leads back to a folder that it stands in; it is not followed.',
              'Remove the link.',
            ),
          );
          continue;
        }
        files.push(...(await filesBelow(root, path, [...above, real], wanted, diagnostics)));
      } else if (target.isFile() && isWanted) {
        files.push(path);
      }
    } catch (error) {
      // A broken link of another kind of file is none of ours.
      if (isWanted || reasonOf(error) === 'it links to itself') {
        diagnostics.push(unreadable(path, reasonOf(error)));
      }
    }
  }
  return files;
}
