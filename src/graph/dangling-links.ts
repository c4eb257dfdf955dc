// Links to runbooks that are not in the library, as warnings: the graph shows them as missing
// nodes, and the author gets the line.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Runbook } from '../model/runbook.ts';

/** Only links to go on with (`next`); every other relative link is the checker's business. */
export function danglingLinks(runbooks: readonly Runbook[]): Diagnostic[] {
  const known = new Set(
    runbooks.flatMap((runbook) => [runbook.id, runbook.file.replace(/\.(?:md|markdown)$/i, '')]),
  );
  return runbooks.flatMap((runbook) =>
    runbook.links
      .filter((link) => link.next && link.runbook !== null && !known.has(link.runbook))
      .map(
        (link): Diagnostic => ({
          file: link.origin?.file ?? runbook.file,
          span: link.span,
          level: 'warning',
          code: 'graph/dangling-link',
          message: `No runbook \`${link.runbook}\` is in this library.`,
          fix: `Add ${link.runbook}.md, or correct or remove the link.`,
        }),
      ),
  );
}
