// A query with a slip may have been meant in several ways, which only the pages can tell apart. In: the
// readings of a query with what each found. Out: the likely ones, their pages in turns, and what to tell
// the reader of it.

import type { Reading } from './correct-query.ts';

export interface Searched<Result> {
  reading: Reading;
  /** Best first. */
  results: readonly Result[];
}

export interface Mended {
  from: string;
  /** The likeliest first. */
  to: string[];
}

interface Scored {
  id: string;
  score: number;
}

const mostLikely = 3;
/** Of the best one's score; words that stand together in a title score many times what strays score. */
const leastShare = 1 / 3;

/** Best first; empty where nothing was found at all. */
export function likelyOf<Result extends Scored>(
  searched: readonly Searched<Result>[],
): Searched<Result>[] {
  const top = ({ results }: Searched<Result>) => results[0]?.score ?? 0;
  const found = searched
    .filter(({ results }) => results.length > 0)
    .sort((one, other) => top(other) - top(one));
  return found.filter((each) => top(each) >= top(found[0]!) * leastShare).slice(0, mostLikely);
}

/** The first of each, then the second of each; each page once, for the reading that has it first. */
export function inTurns<Result extends Scored>(
  likely: readonly Searched<Result>[],
): { result: Result; reading: Reading }[] {
  const taken = new Map<string, { result: Result; reading: Reading }>();
  const longest = Math.max(0, ...likely.map(({ results }) => results.length));
  for (let at = 0; at < longest; at++) {
    for (const { reading, results } of likely) {
      const result = results[at];
      if (result && !taken.has(result.id)) taken.set(result.id, { result, reading });
    }
  }
  return [...taken.values()];
}

export function mendedBy(readings: readonly Reading[]): Mended[] {
  const mended = new Map<string, Set<string>>();
  for (const { from, to } of readings.flatMap(({ corrections }) => corrections)) {
    mended.set(from, (mended.get(from) ?? new Set()).add(to));
  }
  return [...mended].map(([from, to]) => ({ from, to: [...to] }));
}
