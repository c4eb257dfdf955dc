// Pagefind knows no typing errors: a word that begins no word of the site is replaced by the nearest
// one that does. In: the query and the site's words, commonest first. Out: what was replaced.

export interface Correction {
  from: string;
  to: string;
}

const shortest = 4;

export function correctQuery(query: string, words: string[]): Correction[] {
  const corrections: Correction[] = [];
  for (const word of query.toLowerCase().match(/[a-z][a-z0-9_]*/g) ?? []) {
    if (word.length < shortest || isKnown(word, words)) continue;
    const to = nearestWord(word, words);
    if (to) corrections.push({ from: word, to });
  }
  return corrections;
}

/** A prefix of a known word, or a known word with an ending: Pagefind finds both. */
function isKnown(word: string, words: string[]): boolean {
  return words.some(
    (known) =>
      known.startsWith(word) || (word.startsWith(known) && word.length - known.length <= 3),
  );
}

/** The nearest word within one error, two from seven letters on; of equals, the commonest. */
export function nearestWord(word: string, words: string[]): string | null {
  let best: string | null = null;
  let limit = word.length >= 7 ? 2 : 1;
  for (const known of words) {
    if (Math.abs(known.length - word.length) > limit) continue;
    const distance = editDistance(word, known, limit);
    if (distance > limit || (best !== null && distance === limit)) continue;
    best = known;
    limit = distance;
    if (distance <= 1) break;
  }
  return best;
}

/**
 * Insertions, deletions, replacements and swaps of neighbours (optimal string alignment) from `a`
 * to `b`; more than `limit` is told as `limit + 1`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        previous[column]! + 1,
        current[column - 1]! + 1,
        previous[column - 1]! + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, before[column - 2]! + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length]!;
}
