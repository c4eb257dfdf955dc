// Names that a file may have but a page may not: an address or a folder on another system would not
// hold them. Said of what becomes a page; a graph or a plan does not mind.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Runbook } from '../model/runbook.ts';
import { fileProblem } from './text-file.ts';

/** `#`, `?` and `%` end or change an address; Windows refuses the others. */
const impossible = /[#?%\\:*"<>|\p{Cc}]|[. ](?=\/|$)/u;

export function pageNames(runbooks: readonly Pick<Runbook, 'id' | 'file'>[]): Diagnostic[] {
  return runbooks.flatMap(({ id, file }) => {
    const found = impossible.exec(id);
    if (found === null) return [];
    return fileProblem(
      file,
      'error',
      'page-name',
      `Its name holds \`${found[0].replace(/\p{Cc}/gu, '\uFFFD')}\` where no page's address can.`,
      'Rename the file: letters of any language, digits, blanks and hyphens are fine.',
    );
  });
}
