// `panicroom check DIR`: everything that is wrong in a folder of runbooks, at once.

import { stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { checkShell } from '../library/check-shell.ts';
import type { ContentCache, LibraryCache } from '../library/content-cache.ts';
import { listFiles } from '../library/list-files.ts';
import { pageNames } from '../library/page-names.ts';
import { isUnreadableFolder, type Library, readLibrary } from '../library/read-library.ts';
import {
  isNoOverlay,
  isOverlay,
  overlayPrefix,
  readOverlay,
  showOverlayPaths,
} from '../library/read-overlay.ts';
import { readForeignSamples } from '../library/read-samples.ts';
import { StoredMatches } from '../library/stored-matches.ts';
import { byPlace, lintLibrary } from '../lint/lint-library.ts';
import { sampleKinds } from '../lint/sample-kinds.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { checkedRunbooks } from '../overlay/checked-runbooks.ts';
import { layOverlay, wholeLibrary } from '../overlay/lay-overlay.ts';
import { type CheckReport, type ReporterName, reporters } from './check-reporters.ts';
import { checkoutCache } from './checkout-cache.ts';
import { builtInLibrary } from './find-knowledge.ts';
import type { Io } from './io.ts';

export interface CheckOptions {
  reporter?: ReporterName;
  /** Folder of samples; beside the runbooks' folder where it is absent. */
  samples?: string;
  /** False: commands are not handed to bash and ShellCheck. */
  shell?: boolean;
  /** ISO day that reviews are counted to. */
  today?: string;
  /** Folder of an organisation's own, laid over the runbooks and checked with them. */
  overlay?: string;
}

/** The library that an overlay lies over where it is checked by itself. */
const ownRunbooks = 'content/runbooks';

/**
 * Exit status: 0 clean or warnings only, 1 errors, 2 the folder cannot be read. Where `dir` is itself
 * an overlay, it is checked alone, over the library that is at hand.
 * @param cache what was worked out before; null: nothing is kept; absent: that of the checkout.
 */
export async function checkCommand(
  dir: string,
  options: CheckOptions,
  io: Io,
  cache?: ContentCache | null,
): Promise<number> {
  const kept = cache === undefined ? await checkoutCache() : cache;
  if (options.overlay === undefined && (await isOverlay(dir))) {
    return check(null, dir, options, io, kept);
  }
  return check(dir, options.overlay ?? null, options, io, kept);
}

/** @param dir null: only what is said of the overlay is told. */
async function check(
  dir: string | null,
  overlayFolder: string | null,
  options: CheckOptions,
  io: Io,
  cache: ContentCache | null,
): Promise<number> {
  const library = dir === null ? await libraryAtHand(cache, io) : await readLibrary(dir, cache);
  if (library === null) return 2;
  const below = dir ?? ownRunbooks;
  const notes: string[] = [];
  const folder = options.samples ?? join(dirname(below), 'samples');
  const prefix = `${relative(below, folder).split(sep).join('/')}/`;
  const found: Diagnostic[] = [...library.diagnostics];
  const ownSamples = (await stat(folder).catch(() => null))?.isDirectory()
    ? await readForeignSamples(folder, prefix, found)
    : null;
  found.push(...sampleKinds(ownSamples ?? [], prefix));
  const overlay = overlayFolder === null ? null : await readOverlay(overlayFolder, cache);
  const laid = overlay && layOverlay(wholeLibrary(library.runbooks, library.sources), overlay);
  if (overlay && laid) {
    found.push(...overlay.diagnostics, ...laid.diagnostics);
    found.push(...sampleKinds(overlay.samples, `${overlayPrefix}samples/`));
  }
  const runbooks =
    overlay && laid ? checkedRunbooks(library.runbooks, overlay, laid) : library.runbooks;
  found.push(...pageNames(runbooks));
  const sources = new Map([...library.sources, ...(overlay?.sources ?? [])]);
  const samples = [...(ownSamples ?? []), ...(overlay?.samples ?? [])];
  const kept = cache && (await StoredMatches.read(cache, runbooks));
  found.push(
    ...lintLibrary({
      ...(kept ? { kept } : {}),
      runbooks,
      sources,
      samples: ownSamples === null && samples.length === 0 ? null : samples,
      files: new Set([...(await listFiles(below)), ...(overlay?.files ?? [])]),
      today: options.today ?? new Date().toISOString().slice(0, 10),
    }),
  );
  await kept?.store();
  const isTheirs = ({ file }: { file: string }) => file.startsWith(overlayPrefix);
  const isAsked = dir === null ? isTheirs : () => true;
  const asked = runbooks.filter(isAsked);
  if (options.shell !== false) {
    const shell = await checkShell(asked, sources, cache);
    found.push(...shell.diagnostics);
    for (const program of shell.missing) {
      notes.push(`${program} is not installed: it did not look at the commands.`);
    }
  }
  await cache?.prune();
  // Paths are told relative to the folder that was asked for.
  const shown = showOverlayPaths(
    dir === null ? '' : relative(dir, overlayFolder ?? ''),
    found.filter((each) => each.level !== 'info' && isAsked(each)).sort(byPlace),
    sources,
  );
  const report: CheckReport = {
    dir: dir ?? overlayFolder!,
    runbooks: asked,
    ...shown,
    notes,
  };
  reporters[options.reporter ?? 'text'](report, io);
  if (found.some((each) => isUnreadableFolder(each) || isNoOverlay(each))) return 2;
  return shown.diagnostics.some(({ level }) => level === 'error') ? 1 : 0;
}

/** That which is built in, or the checkout's; null where there is none, and that is told. */
async function libraryAtHand(cache: LibraryCache | null, io: Io): Promise<Library | null> {
  const library = builtInLibrary() ?? (await readLibrary(ownRunbooks, cache));
  if (library.runbooks.length > 0) return library;
  io.stderr(`There are no runbooks in ${ownRunbooks}. Name their folder: check DIR --overlay …\n`);
  return null;
}
