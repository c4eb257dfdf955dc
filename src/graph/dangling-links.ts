// Links to runbooks that are not in the library, as warnings: the graph shows them as missing
// nodes, and the author gets the line.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Runbook } from '../model/runbook.ts';

const namesOf = (runbooks: readonly Runbook[]) =>
  new Set(
    runbooks.flatMap((runbook) => [runbook.id, runbook.file.replace(/\.(?:md|markdown)$/i, '')]),
  );

/** Only links to go on with (`next`); the others: linksWithoutPage. */
export function danglingLinks(runbooks: readonly Runbook[]): Diagnostic[] {
  const known = namesOf(runbooks);
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

/**
 * The others, for whoever makes pages: a link that leads to no page is written as its words alone, and
 * whoever wrote it is told.
 */
export function linksWithoutPage(runbooks: readonly Runbook[]): Diagnostic[] {
  const known = namesOf(runbooks);
  return runbooks.flatMap((runbook) =>
    runbook.links
      .filter(
        ({ next, runbook: target, url }) =>
          !next && (target === null ? !/^(?:https?:|#)/i.test(url) : !known.has(target)),
      )
      .map(
        (link): Diagnostic => ({
          file: link.origin?.file ?? runbook.file,
          span: link.span,
          level: 'warning',
          code: 'graph/link-without-page',
          message:
            link.runbook === null
              ? `\`${link.url}\` is no runbook and no address: the page shows the words of the link alone.`
              : `No runbook \`${link.runbook}\` is in this library: the page shows the words of the link alone.`,
          fix:
            link.runbook === null
              ? 'Link to a runbook, or to an address that begins with https://.'
              : `Add ${link.runbook}.md, or correct or remove the link.`,
        }),
      ),
  );
}
