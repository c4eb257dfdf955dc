// The words of the site, for mending a query. In: words, the commonest first. Out: whether a word is known,
// and which are near it.
//
// A query is looked at while somebody waits, and nearly all of its words are known: that is asked of one
// text by the browser's own search, and the words are only cut and measured for one that is not.

import { editDistance } from '../../scan/edit-distance.ts';

/** What Pagefind takes off a word before it compares. */
const ending = /^(?:e?s|e?d|ing|ers?|ly)$/;
const longestEnding = 3;

interface Word {
  word: string;
  rank: number;
  letters: number;
}

export class Vocabulary {
  /** With a space before and behind each. */
  readonly #text: string;
  #byLength: Map<number, Word[]> | null = null;

  /** `words` with one space between. */
  constructor(words: string) {
    this.#text = ` ${words} `;
  }

  /** A prefix of a word of the site, or such a word with an ending: Pagefind finds both. */
  knows(word: string): boolean {
    if (this.#text.includes(` ${word}`)) return true;
    for (let length = 1; length <= longestEnding && length < word.length; length++) {
      if (!ending.test(word.slice(-length))) continue;
      if (this.#text.includes(` ${word.slice(0, -length)} `)) return true;
    }
    return false;
  }

  /** All within as many errors, the word itself aside; the commonest first. */
  within(word: string, most: number): string[] {
    const letters = lettersOf(word);
    const near: Word[] = [];
    for (let length = word.length - most; length <= word.length + most; length++) {
      for (const known of this.#ofLength(length)) {
        // An error puts in one letter and takes out one at most.
        if (bitsOf(known.letters ^ letters) > 2 * most || known.word === word) continue;
        if (editDistance(word, known.word, most) <= most) near.push(known);
      }
    }
    return near.sort((one, other) => one.rank - other.rank).map((each) => each.word);
  }

  #ofLength(length: number): readonly Word[] {
    if (this.#byLength === null) {
      this.#byLength = new Map();
      for (const [rank, word] of this.#text.trim().split(' ').entries()) {
        const same = this.#byLength.get(word.length);
        const entry = { word, rank, letters: lettersOf(word) };
        if (same) same.push(entry);
        else this.#byLength.set(word.length, [entry]);
      }
    }
    return this.#byLength.get(length) ?? [];
  }
}

/** One bit for each letter that is in it, whichever place; other signs share theirs. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

function bitsOf(number: number): number {
  let bits = 0;
  for (let left = number; left !== 0; left &= left - 1) bits++;
  return bits;
}
