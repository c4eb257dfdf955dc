// In: the report's plan, a flat list in order. Out: phases in the order in which they are done, in
// each the runbook's steps, numbered through, in each its commands.

import type { PlannedCommand, PlanPhase, TriageReport } from '../model/triage-report.ts';

export interface PhaseOfPlan {
  phase: PlanPhase;
  heading: string;
  steps: StepOfPlan[];
}

export interface StepOfPlan {
  number: number;
  runbook: string;
  step: string;
  title: string;
  commands: PlannedCommand[];
}

export const phaseHeadings: Readonly<Record<PlanPhase, string>> = {
  save: 'Save before you reboot',
  look: 'Look',
  decide: 'Decide',
  fix: 'Stop it happening',
  verify: 'Check that it worked',
  escalate: 'Wake someone',
};
export const phaseOrder = Object.keys(phaseHeadings) as PlanPhase[];

export function planPhases(plan: readonly PlannedCommand[]): PhaseOfPlan[] {
  const phases: PhaseOfPlan[] = [];
  let number = 0;
  for (const phase of phaseOrder) {
    const steps: StepOfPlan[] = [];
    for (const planned of plan) {
      if (planned.phase !== phase) continue;
      const open = steps.at(-1);
      if (open?.runbook === planned.runbook && open.step === planned.step) {
        open.commands.push(planned);
        continue;
      }
      number += 1;
      const { runbook, step, stepTitle: title } = planned;
      steps.push({ number, runbook, step, title, commands: [planned] });
    }
    if (steps.length > 0) phases.push({ phase, heading: phaseHeadings[phase], steps });
  }
  return phases;
}

/** Names a planned command across reports of the same text, so that ticks outlive typing. */
export function planKey(planned: PlannedCommand): string {
  return `${planned.runbook}#${planned.step} ${planned.template}`;
}

/** The kernel's release stands in half of all commands; any other value makes one this log's own. */
export function isAboutThisLog({ filled }: PlannedCommand, { machine }: TriageReport): boolean {
  return Object.values(filled).some((value) => value !== machine.kernel);
}
