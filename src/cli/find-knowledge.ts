// Which runbooks triage works with: those built in, those of a folder instead, and an organisation's
// own laid over them.

import { gunzipSync } from 'node:zlib';
import { buildKnowledge, withOrganisation } from '../graph/build-knowledge.ts';
import { formatDiagnostics } from '../library/format-diagnostics.ts';
import { type Library, readLibrary } from '../library/read-library.ts';
import { isNoOverlay, isOverlay, readOverlay, showOverlayPaths } from '../library/read-overlay.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Knowledge } from '../model/knowledge.ts';
import {
  type LaidOverlay,
  type LibraryBelow,
  layOverlay,
  wholeLibrary,
} from '../overlay/lay-overlay.ts';
import { parseRunbook } from '../parse/parse-runbook.ts';
import type { Io } from './io.ts';

export interface WhichRunbooks {
  /** Of this folder instead of those built in; laid over them where it is an overlay. */
  runbooks?: string;
  /** Laid over those built in, or over those of `runbooks`. */
  overlay?: string;
}

/** The library that a single file was built from, for laying another overlay over it. */
export interface BuiltInLibrary {
  /** Without the overlay that it was built with; null: it was built with none. */
  knowledge: Knowledge | null;
  /** Text of each runbook by its id, as JSON, gzipped, in base64. */
  files: string;
}

declare global {
  /** Put in front of the single file by the build; absent in a checkout. */
  var __PANICROOM_KNOWLEDGE__: Knowledge | undefined;
  var __PANICROOM_LIBRARY__: BuiltInLibrary | undefined;
}

/**
 * Null, with the reason told, where there is nothing to work with. What is wrong in single files is
 * told as well, and what remains is used: a wrong comma must not stop anybody at night.
 */
export async function findKnowledge(which: WhichRunbooks, io: Io): Promise<Knowledge | null> {
  const { instead, over } = await foldersOf(which);
  if (over === undefined) {
    const builtIn = instead === undefined ? globalThis.__PANICROOM_KNOWLEDGE__ : undefined;
    if (builtIn) return builtIn;
    const library = await readFolder(instead, io);
    return library && buildKnowledge(library.runbooks);
  }
  const below = await findLibrary(instead, io);
  if (below === null) return null;
  const overlay = await readOverlay(over);
  const laid = layOverlay(below, overlay);
  const said = showOverlayPaths(
    over,
    [...overlay.diagnostics, ...laid.diagnostics],
    overlay.sources,
  );
  tell(said.diagnostics, said.sources, io);
  if (overlay.diagnostics.some(isNoOverlay)) return null;
  return withOrganisation(layKnowledge(below.knowledge, laid), overlay.organisation);
}

/** What an overlay is laid over: the library built in, or that of a folder. Null where it is told. */
export async function findLibrary(
  instead: string | undefined,
  io: Io,
): Promise<(LibraryBelow & { knowledge: Knowledge }) | null> {
  if (instead === undefined && globalThis.__PANICROOM_KNOWLEDGE__) {
    const knowledge = builtInBase();
    return { ...builtInRunbooks(knowledge), knowledge };
  }
  const library = await readFolder(instead, io);
  if (library === null) return null;
  const { runbooks, sources } = library;
  return { ...wholeLibrary(runbooks, sources), knowledge: buildKnowledge(runbooks) };
}

async function readFolder(folder: string | undefined, io: Io): Promise<Library | null> {
  const dir = folder ?? 'content/runbooks';
  const library = await readLibrary(dir);
  tell(library.diagnostics, library.sources, io);
  if (library.runbooks.length > 0) return library;
  io.stderr(`There are no runbooks in ${dir}. Name their folder: --runbooks DIR\n`);
  return null;
}

/** The library alone, without the overlay that the single file was built with. */
function builtInBase(): Knowledge {
  return globalThis.__PANICROOM_LIBRARY__?.knowledge ?? globalThis.__PANICROOM_KNOWLEDGE__!;
}

type PackedFiles = Record<string, { file: string; source: string }>;

/** Text of each runbook that is built in, by its id; null in a checkout. */
function packedFiles(): PackedFiles | null {
  const packed = globalThis.__PANICROOM_LIBRARY__?.files;
  if (packed === undefined) return null;
  return JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')) as PackedFiles;
}

/** Only the runbooks that are corrected are parsed: each costs some milliseconds. */
function builtInRunbooks({ runbooks }: Knowledge): LibraryBelow {
  let files: PackedFiles | null = null;
  return {
    ids: runbooks.map(({ id }) => id),
    runbook(id) {
      files ??= packedFiles();
      if (files === null || !Object.hasOwn(files, id)) return null;
      const { file, source } = files[id]!;
      return { runbook: parseRunbook(source, file).runbook, source };
    },
  };
}

/** All of the library that is built in, parsed; null in a checkout. */
export function builtInLibrary(): Library | null {
  const files = packedFiles();
  if (files === null) return null;
  const all = Object.values(files);
  return {
    runbooks: all.map(({ file, source }) => parseRunbook(source, file).runbook),
    corrections: [],
    diagnostics: [],
    sources: new Map(all.map(({ file, source }) => [file, source])),
  };
}

function layKnowledge(base: Knowledge, { corrected, added }: LaidOverlay): Knowledge {
  const theirs = buildKnowledge([...corrected.values(), ...added]);
  const byId = new Map(theirs.runbooks.map((runbook) => [runbook.id, runbook]));
  const changed = (id: string) => corrected.has(id);
  return {
    ...base,
    runbooks: [
      ...base.runbooks.map((runbook) => byId.get(runbook.id) ?? runbook),
      ...theirs.runbooks.filter(({ id }) => !changed(id)),
    ],
    signatures: [
      ...base.signatures.filter(({ runbook }) => !changed(runbook)),
      ...theirs.signatures,
    ],
  };
}

/** `--runbooks` with a folder that says it is an overlay means what `--overlay` does. */
export async function foldersOf({
  runbooks,
  overlay,
}: WhichRunbooks): Promise<{ instead: string | undefined; over: string | undefined }> {
  if (runbooks !== undefined && overlay === undefined && (await isOverlay(runbooks))) {
    return { instead: undefined, over: runbooks };
  }
  return { instead: runbooks, over: overlay };
}

function tell(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  io: Io,
): void {
  const errors = diagnostics.filter(({ level }) => level === 'error');
  if (errors.length > 0) io.stderr(`${formatDiagnostics(errors, sources)}\n`);
}
