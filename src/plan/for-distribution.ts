// Which commands of a plan are for a machine's distribution. The log tells it, else a person may.

import type { PlannedCommand, TriageReport } from '../model/triage-report.ts';

/** Whether a command is for `distribution`; null: it is not known, and all are. */
export function isForDistribution(
  { distributions }: Pick<PlannedCommand, 'distributions'>,
  distribution: string | null,
): boolean {
  return (
    distribution === null || distributions.length === 0 || distributions.includes(distribution)
  );
}

/**
 * Names that a person may choose from, in the order of the plan; none where the log tells, or where
 * there is nothing to choose.
 */
export function distributionChoices({ machine, plan }: TriageReport): string[] {
  if (machine.distribution !== null) return [];
  const names = [...new Set(plan.flatMap(({ distributions }) => distributions))];
  return names.length > 1 ? names : [];
}

/** What the person chose counts only where there is a choice: another log may tell its own. */
export function chosenDistribution(report: TriageReport, chosen: string | null): string | null {
  return chosen !== null && distributionChoices(report).includes(chosen) ? chosen : null;
}
