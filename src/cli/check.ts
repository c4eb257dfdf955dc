// `panicroom check DIR`: everything that is wrong in a folder of runbooks, at once.

import { formatDiagnostics } from '../library/format-diagnostics.ts';
import { readLibrary } from '../library/read-library.ts';
import type { Io } from './io.ts';

/** Exit status: 0 clean or warnings only, 1 errors, 2 the folder cannot be read. */
export async function checkCommand(dir: string, io: Io): Promise<number> {
  const { runbooks, diagnostics, sources } = await readLibrary(dir);
  const shown = diagnostics.filter(({ level }) => level !== 'info');
  if (shown.length > 0) io.stderr(`${formatDiagnostics(shown, sources)}\n`);
  const errors = shown.filter(({ level }) => level === 'error').length;
  const noun = runbooks.length === 1 ? 'runbook' : 'runbooks';
  io.stdout(`${runbooks.length} ${noun}, ${errors} errors, ${shown.length - errors} warnings\n`);
  if (runbooks.length === 0 && errors > 0) return 2;
  return errors > 0 ? 1 : 0;
}
