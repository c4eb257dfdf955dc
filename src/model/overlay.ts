// What a folder of an organisation's own holds, read: laid over a library by src/overlay.

import type { Diagnostic } from './diagnostic.ts';
import type { AddedArea, Organisation } from './organisation.ts';
import type { Span } from './position.ts';
import type { Runbook } from './runbook.ts';
import type { Sample } from './sample.ts';

export interface Overlay {
  organisation: Organisation;
  areas: AddedArea[];
  /** Its name is `organisation.logo`; cleaned. */
  logo: { name: string; bytes: Uint8Array } | null;
  /** Their own, each with its origin. */
  runbooks: Runbook[];
  /** Of ours, by them; each with its origin. */
  corrections: Runbook[];
  /** What of ours they were written for, as `panicroom note` found it: a note by anchor by runbook. */
  noted: Record<string, Record<string, string>>;
  /** Runbooks that the settings name, to be looked for in both. */
  named: { id: string; file: string; at: Span }[];
  samples: Sample[];
  diagnostics: Diagnostic[];
  /** Text of each file, by the diagnostics' `file`. */
  sources: Map<string, string>;
  /** Files that links may lead to, as the runbooks' own `file` is given. */
  files: Set<string>;
}
