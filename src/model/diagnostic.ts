// What a reader or a rule has to say about an author's file. Written for the person who must act:
// where, what, and how to mend it.

import type { Span } from './position.ts';

export type DiagnosticLevel = 'error' | 'warning' | 'info';

export interface Diagnostic {
  /** Path as the author knows it, relative to the folder that was read. */
  file: string;
  span: Span;
  level: DiagnosticLevel;
  /** Stable and documented, `area/slug`: `parse/unclosed-directive`. */
  code: string;
  /** What is wrong, a sentence. */
  message: string;
  /** How to mend it, a sentence. */
  fix: string;
}
