// `panicroom check DIR`: everything that is wrong in a folder of runbooks, at once.

import { stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { checkShell } from '../library/check-shell.ts';
import { listFiles } from '../library/list-files.ts';
import { isUnreadableFolder, readLibrary } from '../library/read-library.ts';
import { readForeignSamples } from '../library/read-samples.ts';
import { byPlace, lintLibrary } from '../lint/lint-library.ts';
import { sampleKinds } from '../lint/sample-kinds.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type CheckReport, type ReporterName, reporters } from './check-reporters.ts';
import { checkoutCache } from './checkout-cache.ts';
import type { Io } from './io.ts';

export interface CheckOptions {
  reporter?: ReporterName;
  /** Folder of samples; beside the runbooks' folder where it is absent. */
  samples?: string;
  /** False: commands are not handed to bash and ShellCheck. */
  shell?: boolean;
  /** ISO day that reviews are counted to. */
  today?: string;
}

/** Exit status: 0 clean or warnings only, 1 errors, 2 the folder cannot be read. */
export async function checkCommand(dir: string, options: CheckOptions, io: Io): Promise<number> {
  const cache = await checkoutCache();
  const { runbooks, diagnostics, sources } = await readLibrary(dir, cache);
  const notes: string[] = [];
  const folder = options.samples ?? join(dirname(dir), 'samples');
  const prefix = `${relative(dir, folder).split(sep).join('/')}/`;
  const wrongSamples: Diagnostic[] = [];
  const samples = (await stat(folder).catch(() => null))?.isDirectory()
    ? await readForeignSamples(folder, prefix, wrongSamples)
    : null;
  const found: Diagnostic[] = [
    ...wrongSamples,
    ...sampleKinds(samples ?? [], prefix),
    ...diagnostics.filter(({ level }) => level !== 'info'),
    ...lintLibrary({
      runbooks,
      sources,
      samples,
      files: await listFiles(dir),
      today: options.today ?? new Date().toISOString().slice(0, 10),
    }),
  ];
  if (options.shell !== false) {
    const shell = await checkShell(runbooks, sources, cache);
    found.push(...shell.diagnostics);
    for (const program of shell.missing) {
      notes.push(`${program} is not installed: it did not look at the commands.`);
    }
  }
  await cache?.prune();
  const report: CheckReport = { dir, runbooks, diagnostics: found.sort(byPlace), sources, notes };
  reporters[options.reporter ?? 'text'](report, io);
  if (found.some(isUnreadableFolder)) return 2;
  return found.some(({ level }) => level === 'error') ? 1 : 0;
}
