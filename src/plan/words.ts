// The words and shapes in which the model's closed lists are shown.

import type { FailureClass, Need, Risk, RunsOn } from '../model/runbook.ts';
import type { PlannedEscalation } from '../model/triage-report.ts';

export const riskSign: Record<Risk, string> = {
  'read-only': '○',
  'changes-state': '△',
  reboots: '⟳',
  'destroys-data': '✕',
};

export const riskWord: Record<Risk, string> = {
  'read-only': 'read-only',
  'changes-state': 'changes state',
  reboots: 'reboots',
  'destroys-data': 'destroys data',
};

export const placeWord: Record<RunsOn, string> = {
  host: 'on the host',
  crash: 'inside crash',
  grub: 'in GRUB',
  bmc: 'on the BMC',
  workstation: 'on your workstation',
};

export const severityWord: Record<string, string> = {
  fatal: '■ fatal: the kernel stopped',
  failure: '◆ failure: the kernel goes on, damaged',
  notice: '● notice: nothing broke in this kernel',
};

export const className: Record<FailureClass, string> = {
  hardware: 'hardware',
  software: 'software',
  configuration: 'configuration',
  resource: 'resources',
  unknown: 'hardware or software',
};

export const needWord: Record<Need, string> = {
  root: 'root',
  console: 'a console',
  kdump: 'a crash dump',
  'debug-symbols': 'debug symbols',
  'vendor-tools': 'vendor tools',
  'rescue-system': 'a rescue system',
  'second-machine': 'a second machine',
  backup: 'a backup',
  'maintenance-window': 'a maintenance window',
};

/** `the storage owner: when the disk is gone`; the author's sentence where nobody is named. */
export function callInWords({ when, whom, text }: PlannedEscalation['calls'][number]): string {
  if (whom === null) return text;
  return when === null ? whom : `${whom}: when ${when}`;
}

/** `If it prints X:`; output that ends in a colon of its own has one. */
export function conditionInWords(when: string | null): string {
  return when === null ? 'Otherwise:' : `If ${when.replace(/:$/, '')}:`;
}

/** For whom a command is; what is named with its family is not named again. */
export function distributionWords(names: readonly string[]): string {
  const kin = names.includes('RHEL and kin') ? ['Fedora', 'Amazon Linux'] : [];
  return names.filter((name) => !kin.includes(name)).join(', ');
}
