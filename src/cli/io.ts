// Where a command writes. Handed in, so that tests can read what a person would see.

export interface Io {
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** Waits until what was written has gone: a slow reader must not fill the memory. */
  drained: () => Promise<void>;
}
