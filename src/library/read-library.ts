// A folder → the runbooks in it. The file-system edge of the parser: whatever the disk holds, it
// becomes runbooks and diagnostics, never a crash half-way.

import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Correction, Runbook } from '../model/runbook.ts';
import { type ParsedRunbook, parseRunbook } from '../parse/parse-runbook.ts';
import type { LibraryCache } from './content-cache.ts';
import { type ParseJob, parsedKind, parseInThreads } from './parse-threads.ts';
import { fileProblem, readTextFile, reasonOf, runbookLimit } from './text-file.ts';
import { walkFiles } from './walk-files.ts';

export interface ReadLibraryOptions {
  /** Put before each file's path in all that is returned: `overlay/runbooks/`. */
  prefix?: string;
  /** Runbooks that correct others are welcome: the folder is that of an overlay. */
  corrections?: boolean;
}

export interface Library {
  /** In the order of their paths. */
  runbooks: Runbook[];
  /** Corrections of other runbooks; of an overlay alone. */
  corrections: Runbook[];
  diagnostics: Diagnostic[];
  /** Text of each file that could be read, by its path below the folder; for showing diagnostics. */
  sources: Map<string, string>;
}

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
  { prefix = '', corrections = false }: ReadLibraryOptions = {},
): Promise<Library> {
  const library: Library = {
    runbooks: [],
    corrections: [],
    diagnostics: [],
    sources: new Map(),
  };
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
  const { diagnostics } = library;
  const walked: Diagnostic[] = [];
  const files = await walkFiles(root, /\.md$/i, walked);
  diagnostics.push(...walked.map((each) => ({ ...each, file: prefix + each.file })));
  const byId = new Map<string, string>();
  const byFoldedId = new Map<string, string>();
  const texts: { file: string; problems: Diagnostic[]; job: ParseJob | null }[] = [];
  for (const path of files) {
    const file = prefix + path;
    const problems: Diagnostic[] = [];
    const source = await readTextFile(join(root, path), file, problems, runbookLimit);
    const job = source === null ? null : { path, source, parts: [file, source] };
    texts.push({ file, problems, job });
  }
  if (cache?.place) {
    const unknown = texts.flatMap(({ job }) =>
      job === null || cache.has(parsedKind, job.parts) ? [] : [job],
    );
    await parseInThreads(unknown, cache.place);
  }
  for (const { file, problems, job } of texts) {
    diagnostics.push(...problems);
    if (job === null) continue;
    library.sources.set(file, job.source);
    const read = await parsed(job, cache);
    const runbook = { ...read.runbook, file };
    diagnostics.push(...read.diagnostics.map((each) => ({ ...each, file })));
    if (runbook.correction) {
      if (corrections) library.corrections.push(runbook);
      else diagnostics.push(correctionInside(file, runbook.correction));
      continue;
    }
    const other = byId.get(runbook.id);
    if (other !== undefined) {
      diagnostics.push(
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
    const alike = byFoldedId.get(foldedId(runbook.id));
    if (alike !== undefined) {
      diagnostics.push(
        fileProblem(
          file,
          'error',
          'case-collision',
          `Its id \`${runbook.id}\` differs from that of ${alike} only in upper and lower case or accents' spelling: on macOS and Windows one page would take the other's place.`,
          'Rename one of the two files.',
        ),
      );
      continue;
    }
    byId.set(runbook.id, file);
    byFoldedId.set(foldedId(runbook.id), file);
    library.runbooks.push(runbook);
  }
  return library;
}

function correctionInside(file: string, { corrects, at }: Correction): Diagnostic {
  return {
    file,
    span: at,
    level: 'error',
    code: 'library/correction',
    message: `This corrects \`${corrects}\`, which only an overlay does; it is left out.`,
    fix: 'Correct that runbook itself, or lay this folder over the library: docs/overlay.md.',
  };
}

/** What two names have in common that a file system may take for one. */
export const foldedId = (id: string): string => id.normalize('NFC').toLowerCase();

async function parsed(
  { path, source, parts }: ParseJob,
  cache: LibraryCache | null,
): Promise<ParsedRunbook> {
  const known = await cache?.read<ParsedRunbook>(parsedKind, parts);
  if (known) return known;
  const read = parseRunbook(source, path);
  await cache?.keep(parsedKind, parts, read);
  return read;
}
