// The terminal that a report is shown on: its width, and colours if it has them.

import { wrapWords } from '../library/wrap-words.ts';

/** Behind a longer sign than this, such as a risk with its place and owner, words go on further left. */
const widestHang = 18;

export interface Screen {
  paint: (code: string, words: string) => string;
  /** Words behind their sign, `  + `, on as many rows as they need. */
  hang: (sign: string, words: string) => string;
  columns: number;
}

export function makeScreen({
  colour,
  columns,
}: Pick<Screen, 'columns'> & { colour: boolean }): Screen {
  return {
    columns,
    paint: (code, words) => (colour ? `\u001b[${code}m${words}\u001b[0m` : words),
    hang: (sign, words) => {
      const { length } = sign;
      // What fits is left as it is: a file's name may have two blanks in a row.
      if (length + words.length <= columns && !words.includes('\n')) return sign + words;
      const rows = wrapWords(words, columns, length, Math.min(length, widestHang));
      return sign + rows.slice(length);
    },
  };
}
