// Pagefind knows no typing errors: a word that begins no word of the site may be one. In: the query and
// the site's words, commonest first. Out: what may have been meant, the likelier first; which of it finds
// most is for the searcher to say.

import type { Vocabulary } from './vocabulary.ts';

export interface Correction {
  from: string;
  to: string;
}

export interface Reading {
  /** In small letters. */
  query: string;
  corrections: Correction[];
}

/** Shorter words have too many neighbours. */
const shortest = 4;
/** Where nothing was found at all, there is nothing to lose. */
const shortestFurther = 3;
/** From here on, two errors are mended where no word is one error away. */
const longWord = 7;
const mostNearWords = 6;
const mostReadings = 8;
const wordPattern = /[a-z][a-z0-9_]*/g;

/** The query as it stands, or with each unknown word replaced by one of the words that are nearest to it. */
export function readingsOf(query: string, words: Vocabulary): Reading[] {
  const asked = query.toLowerCase();
  let readings: Correction[][] = [[]];
  for (const word of new Set(asked.match(wordPattern))) {
    if (word.length < shortest || words.knows(word)) continue;
    const near = nearWords(word, words);
    if (near.length === 0) continue;
    readings = readings.flatMap((made) => near.map((to) => [...made, { from: word, to }]));
  }
  return readings.slice(0, mostReadings).map((corrections) => read(asked, corrections));
}

/** For a query that finds nothing: one of its words may be a slip for another although the site has it. */
export function furtherReadingsOf(query: string, words: Vocabulary): Reading[] {
  const asked = query.toLowerCase();
  return [...new Set(asked.match(wordPattern))]
    .filter((word) => word.length >= shortestFurther)
    .flatMap((word) =>
      nearWords(word, words)
        .filter((to) => to !== word)
        .map((to) => read(asked, [{ from: word, to }])),
    )
    .slice(0, mostReadings);
}

function read(asked: string, corrections: Correction[]): Reading {
  const meant = new Map(corrections.map(({ from, to }) => [from, to]));
  return { query: asked.replace(wordPattern, (word) => meant.get(word) ?? word), corrections };
}

/** Words within one error, or else, from seven letters on, within two; the commonest first. */
export function nearWords(word: string, words: Vocabulary): string[] {
  const within = (limit: number) => words.within(word, limit).slice(0, mostNearWords);
  const near = within(1);
  return near.length > 0 || word.length < longWord ? near : within(2);
}
