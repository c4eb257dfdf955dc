// What to gather when there is nothing to act on yet: no failure in the text, or one that no runbook
// knows. All read-only.
//
// Sources: journalctl(1) (-k, -b), systemd-pstore(8), kdump-tools and kexec-tools (/var/crash),
// Documentation/admin-guide/tainted-kernels.rst.

import type { PlannedCommand } from '../model/triage-report.ts';

const commands: [purpose: string, command: string][] = [
  ['Kernel messages of the boot before this one', 'journalctl -k -b -1 --no-pager'],
  ['What the firmware kept of the last crash', 'ls -l /sys/fs/pstore /var/lib/systemd/pstore'],
  ['Crash dumps, with the log of the crash beside them', 'ls -l /var/crash'],
];

const forUnknown: [purpose: string, command: string][] = [
  ['Kernel messages of this boot', 'journalctl -k -b 0 --no-pager'],
  ['Which kernel runs now', 'uname -a'],
  ['Which taint flags are set, as a number', 'cat /proc/sys/kernel/tainted'],
];

/** @param healthy true: nothing failed in the text; false: a failure that no runbook covers. */
export function collectCommands(healthy: boolean): PlannedCommand[] {
  return [...commands, ...(healthy ? [] : forUnknown)].map(([purpose, command]) => ({
    runbook: '',
    step: 'collect',
    stepTitle: 'Collect',
    phase: 'save',
    command,
    template: command,
    purpose,
    risk: 'read-only',
    runs: 'host',
    filled: {},
    filledFrom: {},
    unfilled: [],
    distributions: [],
  }));
}
