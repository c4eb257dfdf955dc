// What was made of some words, remembered for a while: a flood is the same lines again and again.
//
// In: words, and what was made of them. Out: the same for the same words, until other words took their place.

/** A power of two. Several reports of usual length. */
const mostKnown = 1024;
/** Longer lines are hardly said twice, and would keep much of a text in memory. */
export const longestKnown = 256;

/** Made for one log, and gone with it: it holds pieces of the text. */
export class KnownWords<Made> {
  readonly #words: (string | undefined)[] = new Array(mostKnown);
  readonly #made: (Made | undefined)[] = new Array(mostKnown);

  /** Undefined where it is not known any more. */
  get(words: string): Made | undefined {
    if (words.length > longestKnown) return undefined;
    const place = placeOf(words);
    return this.#words[place] === words ? this.#made[place] : undefined;
  }

  /** Each text has one place: what another left there is forgotten. */
  set(words: string, made: Made): void {
    if (words.length > longestKnown) return;
    const place = placeOf(words);
    this.#words[place] = words;
    this.#made[place] = made;
  }
}

/** Of a few characters: to look at all of them would cost as much as it saves. */
function placeOf(text: string): number {
  const { length } = text;
  let sum = length;
  for (let at = length - 1; at >= 0; at -= 1 + (length >> 3)) {
    sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  }
  return (sum ^ (sum >>> 10)) & (mostKnown - 1);
}
