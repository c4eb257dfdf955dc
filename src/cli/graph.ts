// `panicroom graph DIR`: the graph of the runbooks in DIR as JSON on standard output, and nothing
// else there; what is to be said about them goes to standard error.

import { buildGraph } from '../graph/build-graph.ts';
import { danglingLinks } from '../graph/dangling-links.ts';
import { formatDiagnostics } from '../library/format-diagnostics.ts';
import { isUnreadableFolder, readLibrary } from '../library/read-library.ts';
import { isNoOverlay, readOverlay, showOverlayPaths } from '../library/read-overlay.ts';
import { laidRunbooks, layOverlay, wholeLibrary } from '../overlay/lay-overlay.ts';
import type { Io } from './io.ts';

export interface GraphOptions {
  /** Folder of an organisation's own, laid over DIR. */
  overlay?: string;
}

/** Exit status: 0 where all was well or merely warned about, 1 with errors, 2 without a DIR. */
export async function graphCommand(
  dir: string,
  io: Io,
  { overlay: folder }: GraphOptions = {},
): Promise<number> {
  const library = await readLibrary(dir);
  const overlay = folder === undefined ? null : await readOverlay(folder);
  const laid = overlay && layOverlay(wholeLibrary(library.runbooks, library.sources), overlay);
  const runbooks = laid ? laidRunbooks(library.runbooks, laid) : library.runbooks;
  const { diagnostics, sources } = showOverlayPaths(
    folder ?? '',
    [
      ...library.diagnostics,
      ...(overlay?.diagnostics ?? []),
      ...(laid?.diagnostics ?? []),
      ...danglingLinks(runbooks),
    ].filter(({ level }) => level !== 'info'),
    new Map([...library.sources, ...(overlay?.sources ?? [])]),
  );
  if (diagnostics.length > 0) io.stderr(formatDiagnostics(diagnostics, sources, io.look));
  if (diagnostics.some((each) => isUnreadableFolder(each) || isNoOverlay(each))) return 2;
  io.stdout(`${JSON.stringify(buildGraph(runbooks), null, 2)}\n`);
  return diagnostics.some((diagnostic) => diagnostic.level === 'error') ? 1 : 0;
}
