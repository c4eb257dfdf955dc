// What people type into a search field: words of titles, of symptoms and of texts, and the same with one
// slip of the finger. The same seed gives the same queries.

import { type Random, randomSource } from '../mutate-log.ts';

export interface SearchedPage {
  title: string;
  symptoms: readonly string[];
  prose: string;
}

export type QuerySource = 'title' | 'symptom' | 'words';
export type Slip = 'left out' | 'put in' | 'swapped' | 'replaced';

export interface Query {
  source: QuerySource;
  text: string;
}

export interface Mistyped extends Query {
  typed: string;
  slip: Slip;
}

const sources: readonly QuerySource[] = ['title', 'symptom', 'words'];
const slips: readonly Slip[] = ['left out', 'put in', 'swapped', 'replaced'];
const letters = 'abcdefghijklmnopqrstuvwxyz';
/** A slip in a shorter word makes another word more often than not. */
const shortestMistyped = 4;
const wordPattern = /[a-z][a-z0-9_]*/g;
/** What of a symptom's line is typed. */
const mostSymptomWords = 3;

/** Sources in turn, each of a page that is drawn, with one word at least that can be mistyped. */
export function typedQueries(pages: readonly SearchedPage[], count: number, seed: number): Query[] {
  const random = randomSource(seed);
  const queries: Query[] = [];
  for (let tries = 0; queries.length < count && tries < count * 100; tries++) {
    const source = sources[queries.length % sources.length]!;
    const text = textOf(source, pages[Math.floor(random() * pages.length)]!, random);
    if (text?.match(wordPattern)?.some(canBeMistyped)) {
      queries.push({ source, text });
    }
  }
  return queries;
}

/** Kinds of slips in turn; never the query itself. */
export function mistyped(queries: readonly Query[], seed: number): Mistyped[] {
  const random = randomSource(seed);
  return queries.map((query, index) => {
    const slip = slips[index % slips.length]!;
    return { ...query, slip, typed: slipIn(query.text, slip, random) };
  });
}

function textOf(source: QuerySource, page: SearchedPage, random: Random): string | null {
  if (source === 'title') return page.title.toLowerCase();
  if (source === 'symptom') {
    if (page.symptoms.length === 0) return null;
    const words = longWords(page.symptoms[Math.floor(random() * page.symptoms.length)]!);
    return words.length === 0 ? null : words.slice(0, mostSymptomWords).join(' ');
  }
  const words = longWords(page.prose);
  const [one, other] = [0, 0].map(() => words[Math.floor(random() * words.length)]);
  if (one === undefined || other === undefined) return null;
  return one === other ? one : `${one} ${other}`;
}

const longWords = (text: string) =>
  [...new Set(text.toLowerCase().match(wordPattern))].filter(canBeMistyped);

const canBeMistyped = (word: string) => word.length >= shortestMistyped;

function slipIn(text: string, slip: Slip, random: Random): string {
  const words = [...text.matchAll(wordPattern)].filter(([word]) => canBeMistyped(word));
  for (;;) {
    const { 0: word, index } = words[Math.floor(random() * words.length)]!;
    const at = Math.floor(random() * word.length);
    const letter = letters[Math.floor(random() * letters.length)]!;
    const changed = slipAt(word, slip, at, letter);
    if (changed !== word) return text.slice(0, index) + changed + text.slice(index + word.length);
  }
}

function slipAt(word: string, slip: Slip, at: number, letter: string): string {
  const [before, after] = [word.slice(0, at), word.slice(at)];
  switch (slip) {
    case 'left out':
      return before + after.slice(1);
    case 'put in':
      return before + letter + after;
    case 'swapped':
      return after.length < 2 ? word : before + after[1] + after[0] + after.slice(2);
    case 'replaced':
      return before + letter + after.slice(1);
  }
}
