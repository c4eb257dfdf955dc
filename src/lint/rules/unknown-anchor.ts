// A link to a place in a page.

import type { Runbook } from '../../model/runbook.ts';
import { didYouMean } from '../../parse/nearest-word.ts';
import { decoded, linksOf, linkTargets } from '../link-places.ts';
import type { Finding, Rule } from '../rule.ts';
import { walkSections } from '../walk-sections.ts';

export const unknownAnchor: Rule = {
  code: 'links/unknown-anchor',
  level: 'required',
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
    const anchors = new Map<Runbook, Set<string>>();
    const anchorsOf = (runbook: Runbook) => {
      let ids = anchors.get(runbook);
      if (!ids) {
        ids = new Set([...walkSections(runbook)].map(({ section }) => section.id));
        for (const part of [...runbook.notes, ...runbook.commands, ...runbook.signatures]) {
          ids.add(part.id);
        }
        anchors.set(runbook, ids);
      }
      return ids;
    };
    for (const { runbook, link } of linksOf(input)) {
      const hash = link.url.indexOf('#');
      if (hash < 0 || (link.runbook === null && hash > 0)) continue;
      const target = link.runbook === null ? runbook : known.get(link.runbook);
      const anchor = decoded(link.url.slice(hash + 1));
      if (!target || anchor === '' || anchorsOf(target).has(anchor)) continue;
      const titles = [...walkSections(target)].map(({ section }) => section.id);
      yield {
        runbook,
        span: link.span,
        message: `${target === runbook ? 'This page' : `\`${target.id}\``} has no heading \`#${anchor}\`.`,
        fix: `${didYouMean(anchor, titles, '#')}An anchor is the heading in small letters with hyphens. Link to one that is there, or to the page alone.`,
      };
    }
  },
};
