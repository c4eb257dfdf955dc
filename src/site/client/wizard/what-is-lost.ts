// In: a command that reboots or destroys data, and what is still to save. Out: the sentences that a
// person reads before it may be copied; null for a command that costs nothing.

import type { PlannedCommand } from '../../../model/triage-report.ts';

export interface Loss {
  question: string;
  lost: string[];
}

export function whatIsLost(
  planned: PlannedCommand,
  command: string,
  plan: readonly PlannedCommand[],
  isTicked: (planned: PlannedCommand) => boolean,
): Loss | null {
  if (planned.risk === 'reboots') {
    return {
      question: 'This restarts or stops the machine.',
      lost: [
        'Lost: everything that is only in memory. Every running program, the kernel log that was not written to disk, the state of the failure itself.',
        ...unsaved(plan, isTicked),
      ],
    };
  }
  if (planned.risk === 'destroys-data') {
    const targets = pathsIn(command);
    return {
      question: 'This destroys data for good.',
      lost: [
        targets.length > 0
          ? `Lost: what it overwrites or deletes at ${targets.join(', ')}. There is no undo.`
          : 'Lost: whatever it overwrites or deletes. There is no undo.',
        'Check that the target is the right one and that a copy exists.',
        ...unsaved(plan, isTicked),
      ],
    };
  }
  return null;
}

function unsaved(
  plan: readonly PlannedCommand[],
  isTicked: (planned: PlannedCommand) => boolean,
): string[] {
  const saves = plan.filter(({ phase }) => phase === 'save');
  const open = saves.filter((planned) => !isTicked(planned));
  if (open.length === 0) return [];
  const these = open.length === 1 ? 'One of them is' : `${open.length} of them are`;
  return [
    `The plan saves evidence in ${saves.length === 1 ? 'one command' : `${saves.length} commands`}. ${these} not ticked yet.`,
  ];
}

/** Absolute paths, as the shell would see them: `/dev/sdb`, `/var/crash/*`. */
function pathsIn(command: string): string[] {
  return [...new Set(command.match(/(?<![\w/])\/[^\s'"|;&<>()]+/g) ?? [])];
}
