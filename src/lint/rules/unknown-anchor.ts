// A link to a place in a page.

import { didYouMean } from '../../parse/nearest-word.ts';
import { anchorsOf, decoded, linksOf, linkTargets } from '../link-places.ts';
import type { Finding, LibraryRule } from '../rule.ts';

export const unknownAnchor: LibraryRule = {
  code: 'links/unknown-anchor',
  level: 'required',
  of: 'library',
  asks: 'A link to a place in a page (`#…`) names a heading of that page.',
  why: 'The page opens at its top, and the reader has to search for what you meant.',
  bad: {
    runbooks: { 'a/b.md': '# A title\n\nGo to [the fix](#the-fix).\n\n## Fix it\n\nText.\n' },
  },
  good: {
    runbooks: { 'a/b.md': '# A title\n\nGo to [the fix](#fix-it).\n\n## Fix it\n\nText.\n' },
  },
  *check(input): Generator<Finding> {
    const known = linkTargets(input);
    for (const { runbook, link } of linksOf(input)) {
      const hash = link.url.indexOf('#');
      if (hash < 0 || (link.runbook === null && hash > 0)) continue;
      const target = link.runbook === null ? runbook : known.get(link.runbook);
      const anchor = decoded(link.url.slice(hash + 1));
      if (!target || anchor === '' || anchorsOf(target).has(anchor)) continue;
      yield {
        runbook,
        span: link.span,
        message: `${target === runbook ? 'This page' : `\`${target.id}\``} has no heading \`#${anchor}\`.`,
        fix: `${didYouMean(anchor, target.headings, '#')}An anchor is the heading in small letters with hyphens. Link to one that is there, or to the page alone.`,
      };
    }
  },
};
