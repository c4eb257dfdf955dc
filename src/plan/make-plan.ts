// A runbook's steps as a checklist for this log: save first, then look, then act, then verify, then
// wake someone; commands with values filled in.

import type { KernelLog } from '../model/kernel-log.ts';
import type { Knowledge, KnownCommand } from '../model/knowledge.ts';
import type { Match, PlannedCommand } from '../model/triage-report.ts';
import { eventValues } from './event-values.ts';
import { fillCommand } from './fill-command.ts';
import { phaseOrder } from './plan-phases.ts';

export function makePlan(log: KernelLog, match: Match, knowledge: Knowledge): PlannedCommand[] {
  const runbook = knowledge.runbooks.find(({ id }) => id === match.runbook);
  if (!runbook) return [];
  const event = match.event === null ? null : (log.events[match.event] ?? null);
  const known = eventValues(log, event, match.evidence);
  const values = Object.fromEntries(
    Object.entries(known).map(([name, { value }]) => [name, value]),
  );

  const { distribution } = log.machine;
  const isForIt = ({ distributions }: KnownCommand) =>
    distribution === null || distributions.length === 0 || distributions.includes(distribution);
  const planned = runbook.steps.flatMap((step) =>
    step.commands.filter(isForIt).map((command): PlannedCommand => {
      const {
        command: text,
        filled,
        unfilled,
      } = fillCommand(command.text, command.placeholders, values, command.runs);
      return {
        runbook: runbook.id,
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
