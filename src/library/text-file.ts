// A file of an author → its text, whatever the disk holds: too large, not to be read, bytes that are
// no text. What is wrong becomes a diagnostic, never a crash.

import { readFileSync, statSync } from 'node:fs';
import type { Diagnostic } from '../model/diagnostic.ts';

const megabyte = 1024 * 1024;

/** How long a file may be, and what its author does where it is longer. */
export interface FileLimit {
  bytes: number;
  tooLarge: string;
}

/**
 * Thirty times what the longest of ours has. The Markdown library takes some 14 seconds for a list of
 * that length and twice that for a table; beyond it, whoever writes would wait too long at every save.
 */
export const runbookLimit: FileLimit = {
  bytes: megabyte,
  tooLarge:
    'Move logs out of it into samples/ (one may have 5 MB), or split it into several runbooks.',
};
export const sampleLimit: FileLimit = {
  bytes: 5 * megabyte,
  tooLarge: 'Cut it down to the report and what stands around it.',
};

/**
 * Null where it cannot be read. Broken bytes are read as U+FFFD and reported.
 * @param file as it is called in diagnostics.
 */
export async function readTextFile(
  path: string,
  file: string,
  diagnostics: Diagnostic[],
  { bytes: most, tooLarge }: FileLimit,
): Promise<string | null> {
  try {
    // Without waiting: a thousand small files take less than handing each to another thread and back.
    const { size } = statSync(path);
    if (size > most) {
      diagnostics.push(
        fileProblem(
          file,
          'error',
          'file-too-large',
          `This file has ${shownSize(size)}; it may have up to ${most / megabyte} MB. It is left out.`,
          tooLarge,
        ),
      );
      return null;
    }
    const bytes = readFileSync(path);
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

/** Rounded up: a file is never said to have just what it may have. */
function shownSize(bytes: number): string {
  return `${(Math.ceil((bytes / megabyte) * 10) / 10).toFixed(1)} MB`;
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

export function unreadable(file: string, reason: string): Diagnostic {
  return fileProblem(
    file,
    'error',
    'unreadable',
    `This cannot be read: ${reason}.`,
    'Check its permissions and what it links to, or remove it.',
  );
}

/** About a file as a whole, at its beginning. */
export function fileProblem(
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
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
};

/** Why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (code && reasons[code]) ?? message ?? String(error);
}
