// Where a command writes. Handed in, so that tests can read what a person would see.

import type { TerminalLook } from '../library/format-diagnostics.ts';

export interface Io {
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** Of standard error, where a person watches it; absent where a file or a program does. */
  look?: TerminalLook;
  /** Waits until what was written has gone: a slow reader must not fill the memory. */
  drained: () => Promise<void>;
}
