// Pagefind knows no typing errors: a word that begins no word of the site is replaced by the nearest
// one that does. In: the query and the site's words, commonest first. Out: what was replaced.

import { editDistance } from '../../scan/edit-distance.ts';

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
