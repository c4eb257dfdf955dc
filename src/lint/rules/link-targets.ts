// Links that lead nowhere: to a runbook, a place in one, or a file that is not there.

import type { Link, Runbook } from '../../model/runbook.ts';
import { didYouMean, nearestWords } from '../../parse/nearest-word.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { walkSections } from '../walk-sections.ts';
import { waysOn } from './decision-targets.ts';

const nameOf = (path: string) => path.split('/').at(-1)!;

function* linksOf({ runbooks }: LintInput): Generator<{ runbook: Runbook; link: Link }> {
  for (const runbook of runbooks) {
    const ways = waysOn(runbook);
    for (const link of runbook.links) if (!ways.has(link)) yield { runbook, link };
  }
}

function targets({ runbooks }: LintInput): Map<string, Runbook> {
  return new Map(
    runbooks.flatMap((runbook) => [
      [runbook.id, runbook],
      [runbook.file.replace(/\.(?:md|markdown)$/i, ''), runbook],
    ]),
  );
}

export const unknownRunbook: Rule = {
  code: 'links/unknown-runbook',
  level: 'required',
  asks: 'A link to another runbook names one that is there.',
  why: 'Whoever follows it at 3 a.m. ends at a page that does not exist.',
  bad: { runbooks: { 'memory/oom-kill.md': '# OOM kill\n\nSee [panics](../faults/panic.md).\n' } },
  good: {
    runbooks: {
      'memory/oom-kill.md': '# OOM kill\n\nSee [panics](../faults/kernel-panic.md).\n',
      'faults/kernel-panic.md': '# Kernel panic\n',
    },
  },
  *check(input): Generator<Finding> {
    const known = targets(input);
    const ids = [...known.keys()];
    const byName = new Map(ids.map((id) => [nameOf(id), id]));
    for (const { runbook, link } of linksOf(input)) {
      if (link.runbook === null || known.has(link.runbook)) continue;
      const near =
        byName.get(nameOf(link.runbook)) ??
        byName.get(nearestWords(nameOf(link.runbook), [...byName.keys()])[0] ?? '');
      yield {
        runbook,
        span: link.span,
        message: `No runbook \`${link.runbook}\` is in this library.`,
        fix: near
          ? `Did you mean \`${relativePath(runbook.file, near)}\`? Links are relative to the file that they stand in.`
          : `Write ${link.runbook}.md, or take the link out.`,
      };
    }
  },
};

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
    const known = targets(input);
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

export const missingFile: Rule = {
  code: 'links/missing-file',
  level: 'required',
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

/** `faults/bug-on.md`, `memory/oom-kill` → `../memory/oom-kill.md` */
function relativePath(from: string, id: string): string {
  const folders = from.split('/').slice(0, -1);
  const parts = id.split('/');
  while (folders.length > 0 && parts.length > 1 && folders[0] === parts[0]) {
    folders.shift();
    parts.shift();
  }
  return `${'../'.repeat(folders.length)}${parts.join('/')}.md`;
}

/** The file that a link means, relative to the runbooks' folder; null where it means none. */
function fileOf(link: Link, { file }: Runbook): string | null {
  if (link.runbook !== null || /^(?:[a-z][a-z0-9+.-]*:|\/|#|\?|$)/i.test(link.url)) return null;
  const parts = file.split('/').slice(0, -1);
  for (const part of decoded(link.url.replace(/[?#].*$/, '')).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
