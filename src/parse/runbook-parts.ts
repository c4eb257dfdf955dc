// What the readers of one file share: where to look things up, and the flat lists to fill.

import type { Nodes } from 'mdast';
import type { Span } from '../model/position.ts';
import type {
  Command,
  Decision,
  Link,
  Note,
  SectionRole,
  Signature,
  Symptom,
  TaintFlagMention,
} from '../model/runbook.ts';
import type { Anchors } from './anchors.ts';
import type { PendingBranch, SectionTitles } from './branch-targets.ts';
import type { DirectiveOpening } from './directive-lines.ts';
import type { LineIndex } from './line-index.ts';
import type { ProblemList } from './problem-list.ts';
import type { ShellFences } from './shell-fences.ts';

export interface RunbookParts {
  file: string;
  lines: LineIndex;
  problems: ProblemList;
  fences: ShellFences;
  openings: Map<number, DirectiveOpening>;
  anchors: Anchors;
  commands: Command[];
  symptoms: Symptom[];
  taintFlags: TaintFlagMention[];
  decisions: Decision[];
  /** What is looked up once all sections are known. */
  pendingBranches: PendingBranch[];
  /** What a branch may name as its way on, by title. */
  titles: SectionTitles;
  notes: Note[];
  signatures: Signature[];
  links: Link[];
}

export interface BlockContext {
  role: SectionRole | null;
  /** Id of the section that holds the blocks; null before the first heading. */
  section: string | null;
  /** Its title. */
  about: string;
  /** For which its commands are, where they say nothing else; empty: for all. */
  distributions: readonly string[];
}

/** A node's place, made from its offsets alone. */
export function nodeSpan(node: Nodes, lines: LineIndex): Span {
  const { start, end } = node.position!;
  return lines.span(start.offset!, end.offset!);
}
