// The part of the library that triage needs, small enough to ship to the browser: signatures to
// match and steps to plan with, as plain JSON.

import type { Contact } from './organisation.ts';
import type {
  Escalation,
  FailureClass,
  NoteKind,
  Placeholder,
  Requirement,
  Risk,
  RunsOn,
  SignatureFacts,
} from './runbook.ts';
import type { PlanPhase } from './triage-report.ts';

export interface Knowledge {
  format: 'panicroom-knowledge';
  version: 1;
  runbooks: KnownRunbook[];
  signatures: KnownSignature[];
  /** Whose own lies over the library; absent: nobody's. */
  organisation?: KnownOrganisation;
}

export interface KnownOrganisation {
  name: string;
  /** `runbooks` names those of the contact's areas as well. */
  contacts: Contact[];
}

export interface KnownRunbook {
  id: string;
  title: string;
  summary: string;
  area: string;
  kinds: string[];
  class: FailureClass | null;
  severity: string | null;
  /** What a person must have before the first step. */
  requirements: Pick<Requirement, 'text' | 'needs'>[];
  escalation: Escalation | null;
  steps: KnownStep[];
}

export interface KnownStep {
  /** Anchor in the runbook's page. */
  id: string;
  title: string;
  phase: PlanPhase;
  /** Plain text of its paragraphs, for the plan; may be empty. */
  text: string;
  commands: KnownCommand[];
  /** Where a fix that holds no command sends for them: sections of other runbooks. */
  doneAt: KnownTarget[];
  branches: KnownBranch[];
  notes: { kind: NoteKind; title: string | null; text: string }[];
}

export interface KnownBranch {
  when: string | null;
  /** What the condition names in code: words that a log may hold. */
  outputs: string[];
  advice: string;
  target: KnownTarget | null;
}

export interface KnownTarget {
  runbook: string;
  /** Anchor; null: the page. */
  step: string | null;
  title: string;
}

export interface KnownCommand {
  text: string;
  purpose: string | null;
  risk: Risk;
  runs: RunsOn;
  placeholders: Placeholder[];
  /** Names as in `machine.distribution`; empty: for all. */
  distributions: string[];
  /** Name of the organisation whose own it is; absent: the library's. */
  origin?: string;
}

export interface KnownSignature {
  id: string;
  runbook: string;
  kind: string | null;
  formats: string[];
  requires: SignatureFacts;
  absent: string[];
}
