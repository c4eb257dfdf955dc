// In: the runbooks of a library. Out: the same to be looked up by id and by kind. A page that looked
// through all of them would cost a library of thousands the square of it.

import type { Runbook } from '../../model/runbook.ts';

export interface LibraryIndex {
  byId: ReadonlyMap<string, Runbook>;
  /** Where each stands in the library, by its id. */
  places: ReadonlyMap<string, number>;
  /** Ids of all. */
  known: ReadonlySet<string>;
  /** Those that cover a kind, in the order of the library. */
  byKind: ReadonlyMap<string, readonly Runbook[]>;
}

const made = new WeakMap<readonly Runbook[], LibraryIndex>();

/** The same list gives the same index, made once. */
export function libraryIndex(runbooks: readonly Runbook[]): LibraryIndex {
  const known = made.get(runbooks);
  if (known) return known;
  const byKind = new Map<string, Runbook[]>();
  for (const runbook of runbooks) {
    for (const kind of new Set(runbook.meta.kinds)) {
      const covering = byKind.get(kind);
      if (covering) covering.push(runbook);
      else byKind.set(kind, [runbook]);
    }
  }
  const index: LibraryIndex = {
    byId: new Map(runbooks.map((runbook) => [runbook.id, runbook])),
    places: new Map(runbooks.map(({ id }, place) => [id, place])),
    known: new Set(runbooks.map(({ id }) => id)),
    byKind,
  };
  made.set(runbooks, index);
  return index;
}

/** Other runbooks that share kinds with this one: those that share the most first, then as they stand. */
export function kinOf(
  runbook: Runbook,
  { byId, byKind, places }: LibraryIndex,
  most: number,
): Runbook[] {
  const shared = new Map<string, number>();
  for (const kind of new Set(runbook.meta.kinds)) {
    for (const { id } of byKind.get(kind) ?? []) {
      if (id !== runbook.id) shared.set(id, (shared.get(id) ?? 0) + 1);
    }
  }
  return [...shared]
    .sort(([one, left], [other, right]) => right - left || places.get(one)! - places.get(other)!)
    .slice(0, most)
    .map(([id]) => byId.get(id)!);
}
