// A runbook's steps as a checklist for this log: save first, then look, then act, then verify, then
// wake someone; commands with values filled in.

import type { KernelEvent, KernelLog } from '../model/kernel-log.ts';
import type { Knowledge, KnownCommand, KnownRunbook, KnownStep } from '../model/knowledge.ts';
import type { Match, PlannedCommand, PlannedStep, TriageReport } from '../model/triage-report.ts';
import { eventValues } from './event-values.ts';
import { fillCommand } from './fill-command.ts';
import { isForDistribution } from './for-distribution.ts';
import { phaseOrder } from './plan-phases.ts';
import { seenBranches } from './seen-branches.ts';

/** What to do for a match: see TriageReport. */
export type Plan = Pick<TriageReport, 'plan' | 'steps' | 'requirements' | 'escalation'>;

export const noPlan: Plan = { plan: [], steps: [], requirements: [], escalation: null };

export function makePlan(log: KernelLog, match: Match, knowledge: Knowledge): Plan {
  const runbook = knowledge.runbooks.find(({ id }) => id === match.runbook)!;
  const event = match.event === null ? null : log.events[match.event]!;
  const steps = stepsToPlan(runbook, knowledge);
  return {
    plan: plannedCommands(log, event, match, steps),
    steps: plannedSteps(log, event, steps),
    requirements: runbook.requirements,
    escalation: runbook.escalation && {
      step: runbook.escalation.section,
      calls: runbook.escalation.calls,
      attach: runbook.escalation.attach,
    },
  };
}

/** A step, and the runbook that it stands in. */
type StepToPlan = KnownStep & { runbook: string };

/** A fix that only says where it is written is done there: what it sends to takes its place. */
function stepsToPlan(runbook: KnownRunbook, { runbooks }: Knowledge): StepToPlan[] {
  const taken = new Set<string>();
  return runbook.steps.flatMap((own) => [
    { ...own, runbook: runbook.id },
    ...own.doneAt.flatMap((target): StepToPlan[] => {
      const key = `${target.runbook}#${target.step}`;
      const there = runbooks.find(({ id }) => id === target.runbook);
      const step = there?.steps.find(({ id }) => id === target.step);
      if (!step || there === runbook || taken.has(key)) return [];
      taken.add(key);
      return [{ ...step, phase: own.phase, runbook: target.runbook }];
    }),
  ]);
}

function plannedSteps(
  log: KernelLog,
  event: KernelEvent | null,
  all: readonly StepToPlan[],
): PlannedStep[] {
  const seen = seenBranches(
    log,
    event,
    all.flatMap(({ branches }) => branches),
  );
  const told = all.filter(({ commands, branches }) => commands.length + branches.length > 0);
  const steps = told.map(
    ({ id, runbook, title, phase, branches }): PlannedStep => ({
      runbook,
      step: id,
      title,
      phase,
      branches: branches.map((branch) => {
        const { when, advice, target } = branch;
        return { when, advice, target, seen: seen.get(branch) ?? null };
      }),
    }),
  );
  return steps.sort((a, b) => phaseOrder.indexOf(a.phase) - phaseOrder.indexOf(b.phase));
}

function plannedCommands(
  log: KernelLog,
  event: KernelEvent | null,
  match: Match,
  steps: readonly StepToPlan[],
): PlannedCommand[] {
  const known = eventValues(log, event, match.evidence);
  const values = Object.fromEntries(
    Object.entries(known).map(([name, { value }]) => [name, value]),
  );

  const { distribution } = log.machine;
  const isForIt = (command: KnownCommand) => isForDistribution(command, distribution);
  const planned = steps.flatMap((step) =>
    step.commands.filter(isForIt).map((command): PlannedCommand => {
      const {
        command: text,
        filled,
        unfilled,
      } = fillCommand(command.text, command.placeholders, values, command.runs);
      return {
        runbook: step.runbook,
        step: step.id,
        stepTitle: step.title,
        phase: step.phase,
        command: text,
        template: command.text,
        purpose: command.purpose,
        risk: command.risk,
        runs: command.runs,
        filled,
        filledFrom: Object.fromEntries(
          Object.keys(filled).map((name) => [name, known[name]!.line]),
        ),
        unfilled,
        distributions: command.distributions,
        ...(command.origin === undefined ? {} : { origin: command.origin }),
      };
    }),
  );
  // Stable: the author's order stays within a phase.
  return planned.sort((a, b) => phaseOrder.indexOf(a.phase) - phaseOrder.indexOf(b.phase));
}
