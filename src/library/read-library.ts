// A folder → the runbooks in it. The file-system edge of the parser: whatever the disk holds, it
// becomes runbooks and diagnostics, never a crash half-way.

import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Runbook } from '../model/runbook.ts';
import { type ParsedRunbook, parseRunbook } from '../parse/parse-runbook.ts';
import type { LibraryCache } from './content-cache.ts';

export interface Library {
  /** In the order of their paths. */
  runbooks: Runbook[];
  diagnostics: Diagnostic[];
  /** Text of each file that could be read, by its path below the folder; for showing diagnostics. */
  sources: Map<string, string>;
}

export const largestFileBytes = 5 * 1024 * 1024;
const hidden = new Set(['node_modules']);

/** Whether this says that the folder itself could not be read: then there is no library at all. */
export function isUnreadableFolder(diagnostic: Diagnostic): boolean {
  return diagnostic.code === 'library/unreadable-folder';
}

/**
 * Reads every *.md below `dir`. Never rejects: what could not be read is in the diagnostics.
 * @param cache what was parsed before need not be parsed again.
 */
export async function readLibrary(
  dir: string,
  cache: LibraryCache | null = null,
): Promise<Library> {
  const library: Library = { runbooks: [], diagnostics: [], sources: new Map() };
  let root: string;
  try {
    root = await realpath(dir);
    if (!(await stat(root)).isDirectory()) throw new Error('it is not a folder');
    await readdir(root);
  } catch (error) {
    library.diagnostics.push(
      fileProblem(
        dir,
        'error',
        'unreadable-folder',
        `The folder cannot be read: ${reasonOf(error)}.`,
        'Give the path of a folder that holds Markdown runbooks.',
      ),
    );
    return library;
  }
  const files = await listFiles(root, '', [root], library.diagnostics);
  files.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const byId = new Map<string, string>();
  for (const file of files) {
    const source = await readSource(join(root, file), file, library.diagnostics);
    if (source === null) continue;
    library.sources.set(file, source);
    const { runbook, diagnostics } = await parsed(source, file, cache);
    library.diagnostics.push(...diagnostics);
    const other = byId.get(runbook.id);
    if (other !== undefined) {
      library.diagnostics.push(
        fileProblem(
          file,
          'error',
          'duplicate-id',
          `Its id \`${runbook.id}\` is already that of ${other}.`,
          'Change the `id:` in the front matter of one of them, or rename the file.',
        ),
      );
      continue;
    }
    byId.set(runbook.id, file);
    library.runbooks.push(runbook);
  }
  return library;
}

async function parsed(
  source: string,
  file: string,
  cache: LibraryCache | null,
): Promise<ParsedRunbook> {
  const known = await cache?.read<ParsedRunbook>('runbooks', [file, source]);
  if (known) return known;
  const read = parseRunbook(source, file);
  await cache?.keep('runbooks', [file, source], read);
  return read;
}

/** `above` are the real paths of the folders that this one stands in: a link back is a loop. */
async function listFiles(
  root: string,
  below: string,
  above: readonly string[],
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
    const isMarkdown = /\.md$/i.test(entry.name);
    try {
      const target = entry.isSymbolicLink() ? await stat(join(root, path)) : entry;
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
        files.push(...(await listFiles(root, path, [...above, real], diagnostics)));
      } else if (target.isFile() && isMarkdown) {
        files.push(path);
      }
    } catch (error) {
      // A broken link of another kind of file is none of ours.
      if (isMarkdown || reasonOf(error) === 'it links to itself') {
        diagnostics.push(unreadable(path, reasonOf(error)));
      }
    }
  }
  return files;
}

async function readSource(
  path: string,
  file: string,
  diagnostics: Diagnostic[],
): Promise<string | null> {
  try {
    const { size } = await stat(path);
    if (size > largestFileBytes) {
      diagnostics.push(
        fileProblem(
          file,
          'error',
          'file-too-large',
          `This file is ${(size / 1024 / 1024).toFixed(1)} MB; a runbook may have up to 5.`,
          'Move logs out of it into content/samples, or split it into several runbooks.',
        ),
      );
      return null;
    }
    const bytes = await readFile(path);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      const text = new TextDecoder('utf-8').decode(bytes);
      diagnostics.push(invalidUtf8(file, text));
      return text;
    }
  } catch (error) {
    diagnostics.push(unreadable(file, reasonOf(error)));
    return null;
  }
}

/** The text is read all the same, each broken byte as U+FFFD; the first one is pointed at. */
function invalidUtf8(file: string, text: string): Diagnostic {
  const offset = Math.max(0, text.indexOf('\uFFFD'));
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - (before.lastIndexOf('\n') + 1) + 1;
  const start = { line, column, offset };
  return {
    file,
    span: { start, end: { line, column: column + 1, offset: offset + 1 } },
    level: 'error',
    code: 'library/invalid-utf8',
    message: 'This file is not valid UTF-8; from here on characters are lost.',
    fix: 'Save it as UTF-8: `iconv -f latin1 -t utf-8 old.md > new.md` where it was Latin-1.',
  };
}

function unreadable(file: string, reason: string): Diagnostic {
  return fileProblem(
    file,
    'error',
    'unreadable',
    `This cannot be read: ${reason}.`,
    'Check its permissions and what it links to, or remove it.',
  );
}

function fileProblem(
  file: string,
  level: Diagnostic['level'],
  slug: string,
  message: string,
  fix: string,
): Diagnostic {
  const start = { line: 1, column: 1, offset: 0 };
  return { file, span: { start, end: start }, level, code: `library/${slug}`, message, fix };
}

const reasons: Record<string, string> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ENOENT: 'it is not there',
  ELOOP: 'it links to itself',
  ENOTDIR: 'it is not a folder',
  EISDIR: 'it is a folder',
  EIO: 'the disk reports an error',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (code && reasons[code]) ?? message ?? String(error);
}
