// A folder → the runbooks in it. The file-system edge of the parser: whatever the disk holds, it
// becomes runbooks and diagnostics, never a crash half-way.

import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Correction, Runbook } from '../model/runbook.ts';
import type { LibraryCache } from './content-cache.ts';
import { type ParseJob, parsedKind, parseInThreads } from './parse-threads.ts';
import { parsedRunbook } from './parsed-runbook.ts';
import { fileProblem, readTextFile, reasonOf, runbookLimit } from './text-file.ts';
import { walkFiles } from './walk-files.ts';

export interface ReadLibraryOptions {
  /** Put before each file's path in all that is returned: `overlay/runbooks/`. */
  prefix?: string;
  /** Runbooks that correct others are welcome: the folder is that of an overlay. */
  corrections?: boolean;
}

/** What is asked of whatever stands for a runbook. */
type Named = Pick<Runbook, 'id' | 'file' | 'correction'>;

export interface LibraryOf<Part> {
  /** In the order of their paths. */
  runbooks: Part[];
  /** Corrections of other runbooks; of an overlay alone. */
  corrections: Part[];
  diagnostics: Diagnostic[];
  /** Text of each file that could be read, by its path below the folder; for showing diagnostics. */
  sources: Map<string, string>;
}

export type Library = LibraryOf<Runbook>;

/** What became of one file. */
export interface Read<Part> {
  runbook: Part;
  diagnostics: readonly Diagnostic[];
}

/** Makes something of all files of a folder, in their order. */
export type ReadFiles<Part> = (jobs: readonly ParseJob[]) => Promise<readonly Read<Part>[]>;

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
  options: ReadLibraryOptions = {},
): Promise<Library> {
  return readFolder(dir, (jobs) => parsedRunbooks(jobs, cache), options);
}

/** The same of what somebody else makes of each file. */
export async function readFolder<Part extends Named>(
  dir: string,
  read: ReadFiles<Part>,
  { prefix = '', corrections = false }: ReadLibraryOptions = {},
): Promise<LibraryOf<Part>> {
  const library: LibraryOf<Part> = {
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
  const texts: { problems: Diagnostic[]; job: ParseJob | null }[] = [];
  for (const path of files) {
    const file = prefix + path;
    const problems: Diagnostic[] = [];
    const source = await readTextFile(join(root, path), file, problems, runbookLimit);
    const job = source === null ? null : { path, file, source, parts: [file, source] };
    texts.push({ problems, job });
  }
  const parts = (await read(texts.flatMap(({ job }) => job ?? []))).values();
  for (const { problems, job } of texts) {
    diagnostics.push(...problems);
    if (job === null) continue;
    const { file, source } = job;
    library.sources.set(file, source);
    const { runbook, diagnostics: own } = parts.next().value!;
    diagnostics.push(...own);
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

async function parsedRunbooks(
  jobs: readonly ParseJob[],
  cache: LibraryCache | null,
): Promise<Read<Runbook>[]> {
  await parseUnknown(jobs, cache);
  const all: Read<Runbook>[] = [];
  for (const job of jobs) all.push(await parsedRunbook(job, cache));
  return all;
}

/** Leaves what was not parsed before in the cache, where it is much. */
export async function parseUnknown(
  jobs: readonly ParseJob[],
  cache: LibraryCache | null,
): Promise<void> {
  if (!cache?.place) return;
  const unknown = jobs.filter(({ parts }) => !cache.has(parsedKind, parts));
  await parseInThreads(unknown, cache.place);
}
