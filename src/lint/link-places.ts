// The links of a library, and what they may lead to.

import type { Link, Runbook } from '../model/runbook.ts';
import { nearestWords } from '../parse/nearest-word.ts';
import type { LintInput } from './rule.ts';
import { waysOn } from './rules/decision-targets.ts';

/** Those of decisions are left out: a rule of their own says more of them. */
export function* linksOf({ runbooks }: LintInput): Generator<{ runbook: Runbook; link: Link }> {
  for (const runbook of runbooks) {
    const ways = waysOn(runbook);
    for (const link of runbook.links) if (!ways.has(link)) yield { runbook, link };
  }
}

/** Runbooks by their ids, and by their paths without the extension. */
export function linkTargets({ runbooks }: LintInput): Map<string, Runbook> {
  return new Map(
    runbooks.flatMap((runbook) => [
      [runbook.id, runbook],
      [runbook.file.replace(/\.(?:md|markdown)$/i, ''), runbook],
    ]),
  );
}

/** Tells which of the ids a missing one stands for: the same name in another folder, or a like one. */
export function targetFinder(ids: Iterable<string>): (wanted: string) => string | null {
  const byName = new Map([...ids].map((id) => [nameOf(id), id]));
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
