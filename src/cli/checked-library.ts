// What `check` looks at: a folder of runbooks, of which most are as they were the last time, or one
// with an organisation's own laid over it, which is read whole.

import { checkShell, type ShellCheckResult } from '../library/check-shell.ts';
import type { ContentCache, LibraryCache } from '../library/content-cache.ts';
import { KeptLooks } from '../library/kept-looks.ts';
import { type Library, readFolder, readLibrary } from '../library/read-library.ts';
import { readOverlay } from '../library/read-overlay.ts';
import { type Looked, lookAt } from '../lint/lint-library.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Overlay } from '../model/overlay.ts';
import { checkedRunbooks } from '../overlay/checked-runbooks.ts';
import { layOverlay, wholeLibrary } from '../overlay/lay-overlay.ts';

export interface CheckedLibrary {
  looked: readonly Looked[];
  sources: ReadonlyMap<string, string>;
  /** Of reading them, and of laying one over the other. */
  diagnostics: readonly Diagnostic[];
  overlay: Overlay | null;
  /** What bash and ShellCheck say of those that are asked for. */
  checkShell(isAsked: (file: { file: string }) => boolean): Promise<ShellCheckResult>;
  /** Keeps what was found for the next time. */
  store(): Promise<void>;
}

export async function checkedFolder(
  dir: string,
  cache: ContentCache | null,
): Promise<CheckedLibrary> {
  if (cache === null) return withOverlay(await readLibrary(dir), null, null);
  const looks = await KeptLooks.read(cache, dir);
  const { runbooks, diagnostics, sources } = await readFolder(dir, (jobs) => looks.readFiles(jobs));
  return {
    looked: looks.looked(runbooks),
    sources,
    diagnostics,
    overlay: null,
    checkShell: (isAsked) => looks.checkShell(runbooks.filter(isAsked), sources),
    store: () => looks.store(),
  };
}

/** @param overlayFolder null: nothing lies over it. */
export async function withOverlay(
  library: Library,
  overlayFolder: string | null,
  cache: LibraryCache | null,
): Promise<CheckedLibrary> {
  const overlay = overlayFolder === null ? null : await readOverlay(overlayFolder, cache);
  const laid = overlay && layOverlay(wholeLibrary(library.runbooks, library.sources), overlay);
  const runbooks =
    overlay && laid ? checkedRunbooks(library.runbooks, overlay, laid) : library.runbooks;
  const sources = new Map([...library.sources, ...(overlay?.sources ?? [])]);
  return {
    looked: runbooks.map((runbook) => lookAt(runbook, sources.get(runbook.file) ?? '')),
    sources,
    diagnostics: [
      ...library.diagnostics,
      ...(overlay?.diagnostics ?? []),
      ...(laid?.diagnostics ?? []),
    ],
    overlay,
    checkShell: (isAsked) => checkShell(runbooks.filter(isAsked), sources, cache),
    store: async () => {},
  };
}
