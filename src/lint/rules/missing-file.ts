// A link to a file beside the runbooks.

import type { Link } from '../../model/runbook.ts';
import { decoded, linksOf } from '../link-places.ts';
import type { Finding, LibraryRule } from '../rule.ts';

export const missingFile: LibraryRule = {
  code: 'links/missing-file',
  level: 'required',
  of: 'library',
  asks: 'A link to a file beside the runbooks names one that is there.',
  why: 'A diagram or a script that only exists on your machine is lost to everybody else.',
  bad: { runbooks: { 'a/b.md': '# A title\n\n[The script](collect.sh)\n' }, files: [] },
  good: {
    runbooks: { 'a/b.md': '# A title\n\n[The script](collect.sh)\n' },
    files: ['a/collect.sh'],
  },
  *check(input): Generator<Finding> {
    if (input.files === null) return;
    for (const { runbook, link } of linksOf(input)) {
      const path = fileOf(link, runbook);
      if (path === null || input.files.has(path)) continue;
      yield {
        runbook,
        span: link.span,
        message: `There is no file \`${path}\` beside the runbooks.`,
        fix: 'Put it there, or correct the path: it is relative to this file.',
      };
    }
  },
};

/** The file that a link means, relative to the runbooks' folder; null where it means none. */
function fileOf(link: Link, { file }: { file: string }): string | null {
  if (link.runbook !== null || /^(?:[a-z][a-z0-9+.-]*:|\/|#|\?|$)/i.test(link.url)) return null;
  const parts = file.split('/').slice(0, -1);
  for (const part of decoded(link.url.replace(/[?#].*$/, '')).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
