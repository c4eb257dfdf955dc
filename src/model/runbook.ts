// One failure scenario as its author wrote it, understood.
//
// The document stays a tree of sections in the author's order, so that a page can be rendered from
// it without reading the Markdown again. What Panicroom recognised (steps, fixes, causes, …) are
// sections or blocks of that tree; the flat lists at the end of `Runbook` point at the same objects.
// Every part carries its span in the author's file.

import type { RootContent } from 'mdast';
import type { Origin } from './organisation.ts';
import type { Span } from './position.ts';

export type Risk = 'read-only' | 'changes-state' | 'reboots' | 'destroys-data';
export type RunsOn = 'host' | 'crash' | 'grub' | 'bmc' | 'workstation';
export type NoteKind = 'tip' | 'note' | 'info' | 'important' | 'warning' | 'caution' | 'danger';
export type FailureClass = 'hardware' | 'software' | 'configuration' | 'resource' | 'unknown';
export type RunbookStatus = 'draft' | 'published';

/** A guide is a procedure that many failures need: it covers no kind, and no log leads to it. */
export type RunbookType = 'runbook' | 'guide';

/** What a section is for. `other` is a heading that no rule knows; its content is kept all the same. */
export type SectionRole =
  | 'overview'
  | 'symptoms'
  | 'signatures'
  | 'before'
  | 'save'
  | 'investigation'
  | 'step'
  | 'decide'
  | 'causes'
  | 'cause'
  | 'fixes'
  | 'fix'
  | 'verify'
  | 'prevention'
  | 'measure' // one preventive measure, under prevention
  | 'practices'
  | 'procedure' // a section of no known name that holds commands
  | 'escalation'
  | 'sources'
  | 'next'
  | 'other';

/** How a section was written: a heading, a bold lead-in paragraph, an ordered list's item. */
export type SectionForm = 'heading' | 'lead-in' | 'list-item';

export interface Section {
  /** Anchor in the page, unique in the runbook: `collect-logs`. Stable while the title is. */
  id: string;
  role: SectionRole;
  form: SectionForm;
  /** Plain text, without `Step 1:` or `Option 2:`. */
  title: string;
  /** The number that the author gave: 1 for `Step 1:` or `**1. Hardware:**`; else null. */
  number: number | null;
  /** Heading depth as written, 1–6; of a lead-in or item, one more than its parent's. */
  depth: number;
  /** Fixes only: when it applies. */
  term: 'immediate' | 'long-term' | null;
  /** Set where its title is nothing but their names: an alternative among others. */
  distributions: string[];
  blocks: Block[];
  sections: Section[];
  span: Span;
  /** Absent: as that of the section around it, or of the runbook. `span` is in its file. */
  origin?: Origin;
}

export type Block =
  | { type: 'prose'; nodes: RootContent[]; text: string; span: Span }
  | { type: 'listing'; language: string | null; text: string; span: Span }
  | { type: 'commands'; language: string; lines: CommandLine[]; span: Span }
  | { type: 'note'; note: Note; span: Span }
  | { type: 'signature'; signature: Signature; span: Span }
  | { type: 'symptoms'; symptoms: Symptom[]; span: Span }
  | { type: 'causes'; causes: Cause[]; span: Span }
  | { type: 'taint-flags'; flags: TaintFlagMention[]; span: Span }
  | { type: 'decision'; decision: Decision; span: Span };

/** A line of a shell fence, in order; together they give the fence back. */
export type CommandLine =
  | { type: 'command'; command: Command }
  | { type: 'comment'; text: string; span: Span }
  | { type: 'output'; text: string; span: Span }
  | { type: 'blank'; span: Span };

export interface Command {
  id: string;
  /** As typed: no prompt, no trailing comment, continuation lines joined by their newline. */
  text: string;
  /** The comment above or behind it; null where the author gave none. */
  purpose: string | null;
  runs: RunsOn;
  risk: Risk;
  /** Where `risk` came from: the author's word or the table of known tools. */
  riskFrom: 'author' | 'tool' | 'unknown';
  /** The program that it starts (after sudo, env and the like): `journalctl`; null if none. */
  tool: string | null;
  /** Absolute paths that it names. */
  files: string[];
  placeholders: Placeholder[];
  /** Names as the log reader gives them: `RHEL and kin`; empty: for all. */
  distributions: string[];
  span: Span;
}

/** `<driver-package>` in a command: `start` and `end` are offsets in the command's text. */
export interface Placeholder {
  name: string;
  start: number;
  end: number;
}

export interface Symptom {
  id: string;
  label: string;
  detail: string | null;
  /** What the console shows, where the symptom is a fenced log; its `label` is then the first line. */
  log: string | null;
  nodes: RootContent[];
  span: Span;
}

export interface Cause {
  id: string;
  label: string;
  nodes: RootContent[];
  span: Span;
}

export interface TaintFlagMention {
  letter: string;
  meaning: string;
  span: Span;
}

/** What a requirement asks for, where it has a name: the same in all runbooks. */
export type Need =
  | 'root'
  | 'console'
  | 'kdump'
  | 'debug-symbols'
  | 'vendor-tools'
  | 'rescue-system'
  | 'second-machine'
  | 'backup'
  | 'maintenance-window';

/** What a person must have, or know, before the first step. */
export interface Requirement {
  id: string;
  text: string;
  /** What it names; several where one of them is enough, none where it has no name. */
  needs: Need[];
  span: Span;
}

export interface EscalationCall {
  /** Without its "when"; null: at any time. */
  when: string | null;
  /** A role or a team; null where it does not say. */
  whom: string | null;
  /** The whole sentence, item or row. */
  text: string;
}

export interface Escalation {
  /** Id of its section; null where only the front matter speaks of it. */
  section: string | null;
  calls: EscalationCall[];
  /** What to hand to whoever is called. */
  attach: string[];
}

/** Where what was seen decides how to go on: "If it prints `X`, go to step 4; otherwise …". */
export interface Decision {
  id: string;
  /** Id of the section that holds it; null before the first heading. */
  section: string | null;
  /** Id of the command right before it, whose output decides; null where none stands there. */
  command: string | null;
  branches: Branch[];
  /** As written, save that "step 4" is a link. */
  nodes: RootContent[];
  span: Span;
}

export interface Branch {
  /** What has to be seen, in the author's words without "if"; null: in all other cases. */
  when: string | null;
  /** Words of the output that the condition names in code: `CONSTRAINT_MEMCG`. */
  outputs: string[];
  /** Id of the step whose output is meant, where the condition names another than its own. */
  step: string | null;
  /** What it means and what to do then. */
  advice: string;
  /** Where it leads; null: `advice` says all. */
  target: BranchTarget | null;
  /** A step or option that it names and that is not there: `step 9`. */
  missing: string | null;
  span: Span;
}

export interface BranchTarget {
  /** Id of the runbook, its own or another. */
  runbook: string;
  /** Anchor in that runbook's page; null: the page. */
  section: string | null;
}

export interface Note {
  id: string;
  kind: NoteKind;
  title: string | null;
  blocks: Block[];
  /** Id of the command, or section, that it stands next to; null at the top of a document. */
  guards: string | null;
  span: Span;
}

export interface Signature {
  id: string;
  /** Slug of content/vocabulary/kinds.json; null: of any kind that the runbook covers. */
  kind: string | null;
  /** All wordings, newest first. Any one of them is enough. */
  formats: SignatureFormat[];
  /** Parsed facts that the event must show. */
  requires: SignatureFacts;
  /** Literal texts that must not stand in the event's lines. */
  absent: string[];
  span: Span;
}

export interface SignatureFormat {
  /** As the kernel has it, with captures named: `soft lockup - CPU#%d{cpu} stuck for %us!`. */
  format: string;
  /** What stands behind `  # `: `until 4.12`. */
  comment: string | null;
  span: Span;
}

export interface SignatureFacts {
  taint?: string;
  architecture?: string;
  function?: string;
  module?: string;
  /** Facts of the event by their names: `where="constraint=CONSTRAINT_MEMCG"`. */
  facts?: Record<string, string>;
}

export interface Link {
  url: string;
  text: string;
  /** Id of the runbook that a relative link means, whether it exists or not; null for others. */
  runbook: string | null;
  /** It stands under Next Steps, or in `next:` of the front matter. */
  next: boolean;
  span: Span;
  /** Absent: as that of the runbook. `span` is in its file. */
  origin?: Origin;
}

export interface Source {
  /** Kernel file and version, documentation page, man page or package. */
  text: string;
  url: string | null;
}

export interface RunbookMeta {
  status: RunbookStatus;
  type: RunbookType;
  severity: 'fatal' | 'failure' | 'notice' | null;
  class: FailureClass | null;
  kinds: string[];
  architectures: string[];
  kernels: string | null;
  distributions: string[];
  owner: string | null;
  /** ISO date, YYYY-MM-DD. */
  reviewed: string | null;
  escalation: string | null;
  sources: Source[];
}

/** Says of a runbook that it is none of its own: it adds to another, or replaces parts of it. */
export interface Correction {
  /** Id of the runbook that is corrected. */
  corrects: string;
  /** Where that stands in the file. */
  at: Span;
  /** Anchors of the parts that are replaced; what else is written is added. */
  replaces: { anchor: string; at: Span }[];
}

export interface Runbook {
  /** Absent: the library's own. */
  origin?: Origin;
  /** Absent: a runbook of its own. Present in an overlay alone, before it is laid. */
  correction?: Correction;
  /** Names of those whose corrections it holds. */
  correctedBy?: string[];
  /** Path without extension, relative to the runbooks' folder: `memory/oom-kill`. */
  id: string;
  /** Path relative to the folder that was read: `memory/oom-kill.md`. */
  file: string;
  title: string;
  /** First paragraph in plain text; empty if there is none. */
  summary: string;
  area: string;
  meta: RunbookMeta;
  sections: Section[];
  symptoms: Symptom[];
  steps: Section[];
  commands: Command[];
  taintFlags: TaintFlagMention[];
  causes: Section[];
  fixes: Section[];
  prevention: Section[];
  decisions: Decision[];
  requirements: Requirement[];
  escalation: Escalation | null;
  notes: Note[];
  signatures: Signature[];
  links: Link[];
  span: Span;
}
