// Whether a text begins with one of some characters: what most patterns ask for first, and the cheapest
// thing to know of a line.

/** @param letters ASCII. */
export function beginsWithOneOf(letters: string): (text: string) => boolean {
  const known = new Uint8Array(128);
  for (let at = 0; at < letters.length; at++) known[letters.charCodeAt(at)] = 1;
  // Behind the table's end, as for an empty text, there is nothing.
  return (text) => known[text.charCodeAt(0)] === 1;
}
