// `panicroom note DIR`: keeps which texts of ours the corrections in an overlay were written for, so
// that `check` and the build can say when one of them changed or went.

import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatDiagnostics } from '../library/format-diagnostics.ts';
import { notedName, readOverlay, showOverlayPaths } from '../library/read-overlay.ts';
import { reasonOf } from '../library/text-file.ts';
import { layOverlay } from '../overlay/lay-overlay.ts';
import { findLibrary } from './find-knowledge.ts';
import type { Io } from './io.ts';

/** What noting is there to settle: no reason to refuse it. */
const settled = new Set([
  'overlay/not-noted',
  'overlay/part-changed',
  'overlay/part-gone',
  'overlay/noted',
]);

/** Exit status: 0 noted, 1 something has to be mended first, 2 the folder cannot be read or written. */
export async function noteCommand(
  dir: string,
  options: { runbooks?: string },
  io: Io,
): Promise<number> {
  const below = await findLibrary(options.runbooks, io);
  if (below === null) return 2;
  const overlay = await readOverlay(dir);
  const laid = layOverlay(below, overlay);
  const { diagnostics, sources } = showOverlayPaths(
    dir,
    [...overlay.diagnostics, ...laid.diagnostics].filter(
      ({ level, code }) => level === 'error' && !settled.has(code),
    ),
    overlay.sources,
  );
  if (diagnostics.length > 0) {
    io.stderr(`${formatDiagnostics(diagnostics, sources)}\nMend this first; nothing was noted.\n`);
    return overlay.corrections.length === 0 ? 2 : 1;
  }
  if (overlay.corrections.length === 0) {
    io.stdout('There are no corrections in this folder, so there is nothing to note.\n');
    return 0;
  }
  const path = join(dir, notedName);
  const aside = `${path}.${process.pid}`;
  const notes = {
    about:
      'Written by `panicroom note`: which texts of the library the corrections in this folder were written for. Keep it with them.',
    corrected: laid.noted,
  };
  try {
    await writeFile(aside, `${JSON.stringify(notes, null, 2)}\n`);
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => {});
    io.stderr(`${path} cannot be written: ${reasonOf(error)}. Nothing was noted.\n`);
    return 2;
  }
  for (const [file, done] of laid.done) {
    const [shown] = showOverlayPaths(dir, [], new Map([[file, '']])).sources.keys();
    io.stdout(`${shown}\n${done.map((each) => `  ${each}\n`).join('')}`);
  }
  io.stdout(`Noted in ${path}.\n`);
  return 0;
}
