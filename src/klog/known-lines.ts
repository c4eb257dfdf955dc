// What lines of reports say, remembered for a while: of one report many lines are read twice, and a flood is
// the same report again and again.
//
// In: the kernel's words alone. Out: what readReportLine makes of them, the same object for the same words.

import { KnownWords } from './known-words.ts';
import { type ReportLine, readReportLine } from './report-line.ts';

/** Made for one log, and gone with it: it holds pieces of the text. */
export class KnownLines {
  readonly #known = new KnownWords<ReportLine | null>();

  read(text: string): ReportLine | null {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const read = readReportLine(text);
    this.#known.set(text, read);
    return read;
  }
}
