// `panicroom graph DIR`: the graph of the runbooks in DIR as JSON on standard output, and nothing
// else there; what is to be said about them goes to standard error.

import { buildGraph } from '../graph/build-graph.ts';
import { danglingLinks } from '../graph/dangling-links.ts';
import { formatDiagnostics } from '../library/format-diagnostics.ts';
import { isUnreadableFolder, readLibrary } from '../library/read-library.ts';
import type { Io } from './io.ts';

/** Exit status: 0 where all was well or merely warned about, 1 with errors, 2 without a DIR. */
export async function graphCommand(dir: string, io: Io): Promise<number> {
  const library = await readLibrary(dir);
  const diagnostics = [...library.diagnostics, ...danglingLinks(library.runbooks)].filter(
    (diagnostic) => diagnostic.level !== 'info',
  );
  if (diagnostics.length > 0) io.stderr(formatDiagnostics(diagnostics, library.sources, io.look));
  if (diagnostics.some(isUnreadableFolder)) return 2;
  io.stdout(`${JSON.stringify(buildGraph(library.runbooks), null, 2)}\n`);
  return diagnostics.some((diagnostic) => diagnostic.level === 'error') ? 1 : 0;
}
