// What lines of reports say, remembered for a while: a flood is the same report again and again, and of
// one report many lines are read twice.
//
// In: the kernel's words alone. Out: what readReportLine makes of them, the same object for the same words.

import { type ReportLine, readReportLine } from './report-line.ts';

/** A power of two. Several reports of usual length. */
const mostKnown = 1024;
/** Longer lines are hardly said twice, and would keep much of a text in memory. */
const longestKnown = 256;

/** Made for one log, and gone with it: it holds pieces of the text. */
export class KnownLines {
  readonly #texts: (string | undefined)[] = new Array(mostKnown);
  readonly #read: (ReportLine | null)[] = new Array(mostKnown);

  read(text: string): ReportLine | null {
    if (text.length > longestKnown) return readReportLine(text);
    // Each text has one place: what another left there is forgotten.
    const place = placeOf(text);
    if (this.#texts[place] === text) return this.#read[place]!;
    const read = readReportLine(text);
    this.#texts[place] = text;
    this.#read[place] = read;
    return read;
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
