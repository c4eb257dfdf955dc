// In: the report's plan and steps, flat lists in order. Out: phases in the order in which they are
// done, in each the runbook's steps, numbered through, in each its commands and ways on.

import type {
  PlannedBranch,
  PlannedCommand,
  PlannedStep,
  PlanPhase,
  TriageReport,
} from '../model/triage-report.ts';

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
  branches: readonly PlannedBranch[];
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

/** @param steps those that only decide stand among the others; without them, commands alone count. */
export function planPhases(
  plan: readonly PlannedCommand[],
  steps: readonly PlannedStep[] = [],
): PhaseOfPlan[] {
  const told = new Set<string>();
  const all = (steps.length > 0 ? steps : plan).map(namesOf).flatMap((names) => {
    const { runbook, step, phase } = names;
    const key = `${runbook}#${step} ${phase}`;
    if (told.has(key)) return [];
    told.add(key);
    const isIts = (one: PlannedCommand | PlannedStep) =>
      one.runbook === runbook && one.step === step && one.phase === phase;
    const commands = plan.filter(isIts);
    const branches = steps.find(isIts)?.branches ?? [];
    return commands.length + branches.length > 0 ? [{ ...names, commands, branches }] : [];
  });
  let number = 0;
  return phaseOrder.flatMap((phase) => {
    const own = all
      .filter((step) => step.phase === phase)
      .map(({ phase: _, ...step }) => {
        number += 1;
        return { number, ...step };
      });
    return own.length > 0 ? [{ phase, heading: phaseHeadings[phase], steps: own }] : [];
  });
}

function namesOf(one: PlannedCommand | PlannedStep) {
  const { runbook, step, phase } = one;
  return { runbook, step, phase, title: 'title' in one ? one.title : one.stepTitle };
}

/** Names a planned command across reports of the same text, so that ticks outlive typing. */
export function planKey(planned: PlannedCommand): string {
  return `${planned.runbook}#${planned.step} ${planned.template}`;
}

/** The kernel's release stands in half of all commands; any other value makes one this log's own. */
export function isAboutThisLog({ filled }: PlannedCommand, { machine }: TriageReport): boolean {
  return Object.values(filled).some((value) => value !== machine.kernel);
}
