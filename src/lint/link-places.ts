// The links of a library, and what they may lead to.

import type { Link } from '../model/runbook.ts';
import { nearestWords } from '../parse/nearest-word.ts';
import type { Outline } from './outline.ts';
import type { LibraryInput } from './rule.ts';

/** Those of decisions are left out: a rule of their own says more of them. */
export function* linksOf({ runbooks }: LibraryInput): Generator<{ runbook: Outline; link: Link }> {
  for (const runbook of runbooks) {
    for (const link of runbook.links) yield { runbook, link };
  }
}

const anchors = new WeakMap<Outline, ReadonlySet<string>>();

/** All that a link of an author may lead to in a page. */
export function anchorsOf(runbook: Outline): ReadonlySet<string> {
  let own = anchors.get(runbook);
  if (own === undefined) {
    own = new Set([...runbook.headings, ...runbook.parts]);
    anchors.set(runbook, own);
  }
  return own;
}

/** Runbooks by their ids, and by their paths without the extension. */
export function linkTargets({ runbooks }: LibraryInput): Map<string, Outline> {
  return new Map(
    runbooks.flatMap((runbook) => [
      [runbook.id, runbook],
      [runbook.file.replace(/\.(?:md|markdown)$/i, ''), runbook],
    ]),
  );
}

const finders = new WeakMap<LibraryInput, (wanted: string) => string | null>();

/** Tells which runbook a missing one stands for: the same name in another folder, or a like one. */
export function targetFinder(input: LibraryInput): (wanted: string) => string | null {
  const finder = finders.get(input) ?? finderAmong([...linkTargets(input).keys()]);
  finders.set(input, finder);
  return finder;
}

function finderAmong(ids: readonly string[]): (wanted: string) => string | null {
  const byName = new Map(ids.map((id) => [nameOf(id), id]));
  const names = [...byName.keys()];
  // The same page is missed from many, and each time compared with all there are.
  const found = new Map<string, string | null>();
  return (wanted) => {
    const name = nameOf(wanted);
    let id = found.get(name);
    if (id === undefined) {
      id = byName.get(name) ?? byName.get(nearestWords(name, names)[0] ?? '') ?? null;
      found.set(name, id);
    }
    return id;
  };
}

const nameOf = (path: string) => path.split('/').at(-1)!;

/** `faults/bug-on.md`, `memory/oom-kill` → `../memory/oom-kill.md` */
export function relativePath(from: string, id: string): string {
  const folders = from.split('/').slice(0, -1);
  const parts = id.split('/');
  while (folders.length > 0 && parts.length > 1 && folders[0] === parts[0]) {
    folders.shift();
    parts.shift();
  }
  return `${'../'.repeat(folders.length)}${parts.join('/')}.md`;
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
