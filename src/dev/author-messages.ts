// What the dev server tells the panel in the author's pages.

/** Entry of the `Server-Timing` header that says which reading a page was made from. */
export const readingTiming = 'panicroom-reading';

export interface AuthorState {
  /** How often the library was read until now. */
  reading: number;
  /** Milliseconds that the last reading took; null while there was none. */
  tookMs: number | null;
  /** The rules have not spoken of the last reading yet. */
  checking: boolean;
  /** Why the library could not be read; the pages then are those of the last reading. */
  failure: string | null;
  /** By file and place. */
  remarks: AuthorRemark[];
  /** Files of each runbook, by its id: its own, and those that correct it. */
  files: Record<string, string[]>;
}

export interface AuthorRemark {
  file: string;
  line: number;
  column: number;
  level: 'error' | 'warning';
  code: string;
  message: string;
  fix: string;
  /** The line of the file, and the columns that are meant, from 0, end excluded. */
  text: string;
  columns: [number, number];
}
