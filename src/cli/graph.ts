// `panicroom graph DIR`: the graph of the runbooks in DIR as JSON on standard output, and nothing
// else there; what is to be said about them goes to standard error.

import { buildGraph } from '../graph/build-graph.ts';
import { danglingLinks } from '../graph/dangling-links.ts';
import { formatDiagnostics } from '../library/format-diagnostics.ts';
import { type Library, LibraryError, readLibrary } from '../library/read-library.ts';

export interface GraphStreams {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

/** Exit status: 0 where all was well or merely warned about, 1 with errors, 2 without a DIR. */
export async function graphCommand(dir: string, io: GraphStreams): Promise<number> {
  let library: Library;
  try {
    library = await readLibrary(dir);
  } catch (error) {
    if (!(error instanceof LibraryError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return 2;
  }
  const diagnostics = [...library.diagnostics, ...danglingLinks(library.runbooks)].filter(
    (diagnostic) => diagnostic.level !== 'info',
  );
  if (diagnostics.length > 0) io.stderr.write(formatDiagnostics(diagnostics, library.sources));
  io.stdout.write(`${JSON.stringify(buildGraph(library.runbooks), null, 2)}\n`);
  return diagnostics.some((diagnostic) => diagnostic.level === 'error') ? 1 : 0;
}
