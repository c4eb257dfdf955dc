// How a claim reaches the log pane: `light` while it is pointed at, `show` to go to its line.

import { createContext } from 'preact';

export interface LogLinks {
  /** The line that a claim points at now; null when none does. */
  lit: number | null;
  light(line: number | null): void;
  show(line: number): void;
}

export const LogLinksContext = createContext<LogLinks>({ lit: null, light() {}, show() {} });
