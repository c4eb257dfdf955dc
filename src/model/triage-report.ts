// What the wizard renders and `panicroom triage --json` prints. Field names are a public contract:
// they may be added to, never renamed.

import type { Frame, KernelEvent, Machine } from './kernel-log.ts';
import type { Contact } from './organisation.ts';
import type { FailureClass, Need, Risk, RunsOn } from './runbook.ts';

export interface TriageReport {
  format: 'panicroom-report';
  version: 1;
  input: {
    name: string;
    lines: number;
    bytes: number;
    framing: string[];
    /** What a person should know about how it was read: an archive that ends early. */
    remarks: string[];
  };
  machine: Machine;
  /** `failure`: something broke; `notice`: worth a line; `healthy`: kernel text, nothing wrong;
   *  `no-kernel-text`: nothing in the input was said by a kernel; `empty`; `guess`: no words of a
   *  kernel's failure, but some like them (`matches` says which). */
  answer: 'failure' | 'notice' | 'healthy' | 'no-kernel-text' | 'empty' | 'guess';
  events: ReportedEvent[];
  /** Events beyond the 2,000 that are told one by one. */
  eventsLeftOut: number;
  primary: number | null;
  matches: Match[];
  verdict: Verdict | null;
  plan: PlannedCommand[];
  /** Whom of the organisation to call, the nearest first; absent where nobody's own is laid over. */
  contacts?: Contact[];
  /** The steps of the plan in its order, those that only decide too, with their ways on. */
  steps: PlannedStep[];
  /** What the first match's runbook asks for before the first step. */
  requirements: { text: string; needs: Need[] }[];
  /** When to wake whom, and what to hand them; null where its runbook does not say. */
  escalation: PlannedEscalation | null;
  /** What to gather when no runbook is known for the primary event. */
  collect: PlannedCommand[];
  /** Lines that sound like trouble where no failure is known; absent where there are none. */
  telling?: TellingLine[];
  /** Runbooks whose words come nearest where none matches: hints, no claim; absent where none does. */
  kin?: Kin[];
}

export interface TellingLine {
  line: number;
  /** The kernel's words. */
  text: string;
  /** How often the same words were said, their numbers aside. */
  times: number;
}

export interface Kin {
  runbook: string;
  title: string;
  /** The line that is like its words. */
  line: number;
}

/** An event as the reader found it; what the machine is stands in `machine`. */
export interface ReportedEvent
  extends Omit<KernelEvent, 'kernel' | 'hardware' | 'architecture' | 'frames'> {
  frames: Omit<Frame, 'line'>[];
}

export interface Match {
  runbook: string;
  title: string;
  kind: string;
  /** 0–1. */
  confidence: number;
  /** Index of the event that it explains. */
  event: number | null;
  evidence: Evidence[];
  /** What would have made it surer. */
  missing: string[];
  /** Why it does not lead; empty for the one that does. */
  against: string[];
}

export interface Evidence {
  line: number;
  /** Columns of the message in the pasted line, from 1, end excluded. */
  columns: [number, number];
  signature: string;
  text: string;
  captures: Record<string, string>;
}

export interface Verdict {
  class: FailureClass;
  for: string[];
  /** What speaks for another class, and what to keep in mind. */
  against: string[];
  /** Most suspicious first; empty where the report blames nobody. */
  suspects: Suspect[];
}

export interface Suspect {
  what: 'module' | 'function' | 'task' | 'device';
  name: string;
  /** `out-of-tree, unsigned`: what the list of modules says of it. */
  about: string[];
  /** A sentence that goes on after the name. */
  why: string;
  /** Line of the log that says so; null where it is worked out from several. */
  line: number | null;
}

/** When a step is done, in the order of the plan. */
export type PlanPhase = 'save' | 'look' | 'decide' | 'fix' | 'verify' | 'escalate';

export interface PlannedStep {
  runbook: string;
  /** Id of the section in the runbook, its anchor in the page. */
  step: string;
  title: string;
  phase: PlanPhase;
  branches: PlannedBranch[];
}

/** One way on from a step. */
export interface PlannedBranch {
  /** What has to be seen; null: in all other cases. */
  when: string | null;
  advice: string;
  target: { runbook: string; step: string | null; title: string } | null;
  /** Line of the log that says it already; null where the log does not tell. */
  seen: number | null;
}

export interface PlannedEscalation {
  step: string | null;
  calls: { when: string | null; whom: string | null; text: string }[];
  attach: string[];
}

export interface PlannedCommand {
  runbook: string;
  /** Id of the section in the runbook, its anchor in the page. */
  step: string;
  stepTitle: string;
  phase: PlanPhase;
  /** With values filled in and quoted for the shell. */
  command: string;
  /** As the author wrote it. */
  template: string;
  purpose: string | null;
  risk: Risk;
  runs: RunsOn;
  filled: Record<string, string>;
  /** Line of the log that each value came from. */
  filledFrom: Record<string, number>;
  unfilled: string[];
  /** Name of the organisation whose own it is; absent: the library's. */
  origin?: string;
  /** Distributions that it is for; empty: for all. Those of others than the machine's are left out. */
  distributions: string[];
}
