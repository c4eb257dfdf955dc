// Which runbooks triage works with: those built in, those of a folder instead, and an organisation's
// own laid over them.

import { buildKnowledge } from '../graph/build-knowledge.ts';
import { formatDiagnostics } from '../library/format-diagnostics.ts';
import { readLibrary } from '../library/read-library.ts';
import { isOverlay, readOverlay, showOverlayPaths } from '../library/read-overlay.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Runbook } from '../model/runbook.ts';
import { layOverlay } from '../overlay/lay-overlay.ts';
import type { Io } from './io.ts';

export interface WhichRunbooks {
  /** Of this folder instead of those built in; laid over them where it is an overlay. */
  runbooks?: string;
  /** Laid over those built in, or over those of `runbooks`. */
  overlay?: string;
}

declare global {
  /** Put in front of the single file by the build; absent in a checkout. */
  var __PANICROOM_KNOWLEDGE__: Knowledge | undefined;
}

/**
 * Null, with the reason told, where there is nothing to work with. What is wrong in single files is
 * told as well, and what remains is used: a wrong comma must not stop anybody at night.
 */
export async function findKnowledge(which: WhichRunbooks, io: Io): Promise<Knowledge | null> {
  const { instead, over } = await foldersOf(which);
  const builtIn = instead === undefined ? globalThis.__PANICROOM_KNOWLEDGE__ : undefined;
  if (builtIn && over === undefined) return builtIn;
  const dir = instead ?? 'content/runbooks';
  const library = builtIn ? null : await readLibrary(dir);
  if (library !== null) {
    tell(library.diagnostics, library.sources, io);
    if (library.runbooks.length === 0) {
      io.stderr(`There are no runbooks in ${dir}. Name their folder: --runbooks DIR\n`);
      return null;
    }
  }
  if (over === undefined) return buildKnowledge(library!.runbooks);

  const overlay = await readOverlay(over);
  const below: readonly Pick<Runbook, 'id'>[] = library?.runbooks ?? builtIn!.runbooks;
  const laid = layOverlay(below, overlay);
  const said = showOverlayPaths(
    over,
    [...overlay.diagnostics, ...laid.diagnostics],
    overlay.sources,
  );
  tell(said.diagnostics, said.sources, io);
  if (overlay.diagnostics.some(({ code }) => code === 'overlay/unreadable-folder')) return null;
  const base = builtIn ?? buildKnowledge(library!.runbooks);
  const added = buildKnowledge(laid.added);
  return {
    ...base,
    runbooks: [...base.runbooks, ...added.runbooks],
    signatures: [...base.signatures, ...added.signatures],
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
