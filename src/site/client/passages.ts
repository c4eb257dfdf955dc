// Which words of a page to show for a query. In: the page's words, and where Pagefind found what was
// asked. Out: one passage for the page and one for each section with a hit, the hits marked.
//
// Pagefind would do this, and cuts the whole text into words again for each section of each page: that
// was half of a search. Here a page is cut once and only when it is shown.

import type { SearchedPage } from '../../model/searched-page.ts';

/** As Pagefind tells it. */
export interface Place {
  /** Of the word, counted from 0. */
  location: number;
  balanced_score: number;
}

export interface Part {
  text: string;
  isHit: boolean;
}

export interface Passage {
  /** Words around the hits, marked and unmarked ones in turn. */
  excerpt: Part[];
}

export interface SectionPassage extends Passage {
  id: string;
  title: string;
}

const longest = 24;

/** The page's words, cut but once. */
export class PageText {
  readonly page: SearchedPage;
  #words: string[] | null = null;

  constructor(page: SearchedPage) {
    this.page = page;
  }

  get words(): readonly string[] {
    this.#words ??= this.page.content.split(' ');
    return this.#words;
  }
}

export function passageOf(text: PageText, places: readonly Place[]): Passage {
  return { excerpt: excerptOf(text.words, places, 0, text.words.length) };
}

/** The sections that say most of what was asked, the best first. */
export function sectionsOf(
  text: PageText,
  places: readonly Place[],
  most: number,
): SectionPassage[] {
  const { sections } = text.page;
  const found: { at: number; places: Place[]; weight: number }[] = [];
  let at = -1;
  for (const place of inOrder(places)) {
    while (at + 1 < sections.length && sections[at + 1]!.location <= place.location) at++;
    if (at < 0) continue;
    const last = found.at(-1);
    if (last?.at === at) {
      last.places.push(place);
      last.weight += place.balanced_score;
    } else found.push({ at, places: [place], weight: place.balanced_score });
  }
  return found
    .sort((one, other) => other.weight - one.weight)
    .slice(0, most)
    .map((section) => {
      const { id, title, location } = sections[section.at]!;
      const end = sections[section.at + 1]?.location ?? text.words.length;
      return { id, title, excerpt: excerptOf(text.words, section.places, location, end) };
    });
}

const inOrder = (places: readonly Place[]) =>
  [...places].sort((one, other) => one.location - other.location);

/** The words from `from` to `to` that hold most of the hits, these in the middle. */
function excerptOf(
  words: readonly string[],
  places: readonly Place[],
  from: number,
  to: number,
): Part[] {
  const sorted = inOrder(places);
  const { first, last } = densest(sorted);
  const spare = longest - (last - first + 1);
  const start = Math.max(from, Math.min(first - Math.floor(spare / 2), to - longest));
  const hits = new Set(sorted.map(({ location }) => location));
  const parts: Part[] = [];
  let unmarked = '';
  for (let at = start; at < Math.min(start + longest, to); at++) {
    const space = at > start ? ' ' : '';
    const word = words[at] ?? '';
    if (hits.has(at)) {
      parts.push({ text: unmarked + space, isHit: false }, { text: word, isHit: true });
      unmarked = '';
    } else unmarked += space + word;
  }
  return [...parts, { text: unmarked, isHit: false }].filter(({ text }) => text !== '');
}

/** The first and last hit of the window with the greatest sum; the earliest of equals. */
function densest(places: readonly Place[]): { first: number; last: number } {
  let best = { first: 0, last: 0 };
  let most = -1;
  let sum = 0;
  let end = 0;
  for (const { location, balanced_score } of places) {
    while (end < places.length && places[end]!.location < location + longest) {
      sum += places[end++]!.balanced_score;
    }
    if (sum > most) {
      most = sum;
      best = { first: location, last: places[end - 1]!.location };
    }
    sum -= balanced_score;
  }
  return best;
}
