// Links to runbooks that are not in the library, as warnings: the graph shows them as missing
// nodes, and the author gets the line.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Runbook } from '../model/runbook.ts';

type Link = Runbook['links'][number];

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
      .map((link) => warning(runbook, link, 'graph/dangling-link', '')),
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
      .map((link) => warning(runbook, link, 'graph/link-without-page', shownAsWords)),
  );
}

const shownAsWords = ': the page shows the words of the link alone';

/** @param result what comes of it, behind the sentence that says what is missing. */
function warning(runbook: Runbook, link: Link, code: string, result: string): Diagnostic {
  const [missing, fix] =
    link.runbook === null
      ? [
          `\`${link.url}\` is no runbook and no address`,
          'Link to a runbook, or to an address that begins with https://.',
        ]
      : [
          `No runbook \`${link.runbook}\` is in this library`,
          `Add ${link.runbook}.md, or correct or remove the link.`,
        ];
  return {
    file: link.origin?.file ?? runbook.file,
    span: link.span,
    level: 'warning',
    code,
    message: `${missing}${result}.`,
    fix,
  };
}
