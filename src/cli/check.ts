// `panicroom check DIR`: everything that is wrong in a folder of runbooks, at once.

import { stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { ContentCache, LibraryCache } from '../library/content-cache.ts';
import { listFiles } from '../library/list-files.ts';
import { pageNames } from '../library/page-names.ts';
import { isUnreadableFolder, type Library, readLibrary } from '../library/read-library.ts';
import {
  isNoOverlay,
  isOverlay,
  overlayPrefix,
  showOverlayPaths,
} from '../library/read-overlay.ts';
import { readForeignSamples } from '../library/read-samples.ts';
import { StoredMatches } from '../library/stored-matches.ts';
import { withoutFollowUps } from '../lint/follow-ups.ts';
import { byPlace, lintLooked } from '../lint/lint-library.ts';
import { sampleKinds } from '../lint/sample-kinds.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type CheckReport, type ReporterName, reporters } from './check-reporters.ts';
import { type CheckedLibrary, checkedFolder, withOverlay } from './checked-library.ts';
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
  const checked = await checkedLibrary(dir, overlayFolder, cache, io);
  if (checked === null) return 2;
  const { looked, sources, overlay } = checked;
  const below = dir ?? ownRunbooks;
  const notes: string[] = [];
  const folder = options.samples ?? join(dirname(below), 'samples');
  const prefix = `${relative(below, folder).split(sep).join('/')}/`;
  const found: Diagnostic[] = [...checked.diagnostics];
  const ownSamples = (await stat(folder).catch(() => null))?.isDirectory()
    ? await readForeignSamples(folder, prefix, found)
    : null;
  found.push(...sampleKinds(ownSamples ?? [], prefix));
  if (overlay) found.push(...sampleKinds(overlay.samples, `${overlayPrefix}samples/`));
  const outlines = looked.map(({ outline }) => outline);
  found.push(...pageNames(outlines));
  const samples = [...(ownSamples ?? []), ...(overlay?.samples ?? [])];
  const kept = cache && (await StoredMatches.read(cache, outlines));
  found.push(
    ...lintLooked(looked, {
      ...(kept ? { kept } : {}),
      sources,
      samples: ownSamples === null && samples.length === 0 ? null : samples,
      files: new Set([...(await listFiles(below)), ...(overlay?.files ?? [])]),
      today: options.today ?? new Date().toISOString().slice(0, 10),
    }),
  );
  await kept?.store();
  const isTheirs = ({ file }: { file: string }) => file.startsWith(overlayPrefix);
  const isAsked = dir === null ? isTheirs : () => true;
  if (options.shell !== false) {
    const shell = await checked.checkShell(isAsked);
    found.push(...shell.diagnostics);
    for (const program of shell.missing) {
      notes.push(`${program} is not installed: it did not look at the commands.`);
    }
  }
  await checked.store();
  await cache?.prune();
  // Paths are told relative to the folder that was asked for.
  const shown = showOverlayPaths(
    dir === null ? '' : relative(dir, overlayFolder ?? ''),
    withoutFollowUps(found)
      .filter((each) => each.level !== 'info' && isAsked(each))
      .sort(byPlace),
    sources,
  );
  const report: CheckReport = {
    dir: dir ?? overlayFolder!,
    runbooks: outlines.filter(isAsked).length,
    ...shown,
    notes,
  };
  reporters[options.reporter ?? 'text'](report, io);
  if (found.some((each) => isUnreadableFolder(each) || isNoOverlay(each))) return 2;
  return shown.diagnostics.some(({ level }) => level === 'error') ? 1 : 0;
}

async function checkedLibrary(
  dir: string | null,
  overlayFolder: string | null,
  cache: ContentCache | null,
  io: Io,
): Promise<CheckedLibrary | null> {
  if (dir !== null && overlayFolder === null) return checkedFolder(dir, cache);
  const library = dir === null ? await libraryAtHand(cache, io) : await readLibrary(dir, cache);
  return library && withOverlay(library, overlayFolder, cache);
}

/** That which is built in, or the checkout's; null where there is none, and that is told. */
async function libraryAtHand(cache: LibraryCache | null, io: Io): Promise<Library | null> {
  const library = builtInLibrary() ?? (await readLibrary(ownRunbooks, cache));
  if (library.runbooks.length > 0) return library;
  io.stderr(`There are no runbooks in ${ownRunbooks}. Name their folder: check DIR --overlay …\n`);
  return null;
}
