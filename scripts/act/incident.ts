// An incident that is played from the failure to the fix in one boot of a machine, by the commands
// that triage of its own console proposes.

import type { Scenario } from '../capture/scenario.ts';

export interface Act {
  /** For the page: what the person thinks or decides before the command. */
  says: string;
  /** As the plan of the machine's own log has it, with `values` put in. */
  command: string;
  /** Blanks that the log does not tell: what the person types for them. */
  values?: Readonly<Record<string, string>>;
  /** Each must stand in what the command prints. */
  expect: readonly string[];
  /** Wait before it, for a rebuild to go on. */
  afterSeconds?: number;
}

export interface Incident {
  title: string;
  /** What happened before, and what the machine is. */
  story: string;
  row: Scenario;
  /** Id of the runbook that has to lead. */
  runbook: string;
  acts: readonly Act[];
  /** What the person knows at the end. */
  end: string;
}
