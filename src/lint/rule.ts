// What a rule is. A rule looks at runbooks and says what is wrong, where and how to mend it; it carries
// its own reason and a bad and a good example, which are its tests and its documentation.
//
//   of a runbook    what it says follows from that runbook and its text alone: said once, until it changes
//   of the library  sees of each runbook its outline, so that an unchanged one need not be read back

import type { KeptFirings } from '../match/sample-firings.ts';
import type { DiagnosticLevel } from '../model/diagnostic.ts';
import type { Span } from '../model/position.ts';
import type { Runbook } from '../model/runbook.ts';
import type { Sample } from '../model/sample.ts';
import type { Outline } from './outline.ts';

/** Text of each runbook, by its file. */
export interface Texts {
  sources: ReadonlyMap<string, string>;
}

export interface RunbookInput extends Texts {
  runbooks: readonly Runbook[];
}

/** What there is beside the runbooks. */
export interface Surroundings extends Texts {
  /** Null: the library keeps no samples, so nothing is asked of them. */
  samples: readonly Sample[] | null;
  /** All files that a link may lead to, relative to the runbooks' folder; null: not known. */
  files: ReadonlySet<string> | null;
  /** ISO day; null: dates are not looked at. */
  today: string | null;
  /** What was found before of the same signatures; absent: all of it is found anew. */
  kept?: KeptMatches;
}

export interface LibraryInput extends Surroundings {
  runbooks: readonly Outline[];
}

export interface LintInput extends Surroundings {
  runbooks: readonly Runbook[];
}

/** A format whose every line another one matches as well. */
export interface Shadow {
  /** Which of the library's formats, in the order of `writtenFormats()`. */
  index: number;
  other: string;
  /** Whose the other one is. */
  runbook: string;
  kind: string;
}

/** What follows from the words and conditions of all signatures, wherever in a file they stand. */
export interface KeptMatches extends KeptFirings {
  shadows: readonly Shadow[] | null;
}

export interface Finding {
  runbook: Pick<Runbook, 'file' | 'meta'>;
  span: Span;
  /** What is wrong, a sentence. */
  message: string;
  /** How to mend it, a sentence. */
  fix: string;
}

/** A library in small: each runbook's text by its file, each sample's by its own. */
export interface Example {
  runbooks: Record<string, string>;
  samples?: Record<string, string>;
  files?: string[];
  today?: string;
}

export type Rule = RunbookRule | LibraryRule;

export interface RunbookRule extends RuleText {
  of: 'runbook';
  check(input: RunbookInput): Iterable<Finding>;
}

export interface LibraryRule extends RuleText {
  of: 'library';
  check(input: LibraryInput): Iterable<Finding>;
}

interface RuleText {
  /** Stable, `area/slug`. */
  code: string;
  /** `required`: an error in a published runbook, a warning in a draft. */
  level: Exclude<DiagnosticLevel, 'info'> | 'required';
  /** What it asks for, a sentence an author understands. */
  asks: string;
  /** What goes wrong at 3 a.m. where it is not kept, a sentence or two. */
  why: string;
  /** Each makes exactly this rule speak. */
  bad: Example;
  good: Example;
}
