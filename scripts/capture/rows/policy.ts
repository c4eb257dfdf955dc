// What somebody asked for, and what is no failure of the kernel.

import type { Scenario } from '../scenario.ts';

export const policyRows: Scenario[] = [
  {
    id: 'sysrq-crash-arm64-6.12',
    folder: 'faults/kernel-panic',
    kind: 'sysrq-crash',
    arch: 'arm64',
    kernel: '6.12',
    how: 'echo c > /proc/sysrq-trigger',
    init: ['echo c > /proc/sysrq-trigger'],
    expect: ['Kernel panic - not syncing: sysrq triggered crash'],
  },
  {
    id: 'sysrq-blocked-tasks-6.1',
    folder: 'policy/sysrq-request',
    kind: 'sysrq-request',
    arch: 'x86_64',
    kernel: '6.1',
    how: 'w, l and m written to /proc/sysrq-trigger',
    init: ['for key in w l m; do echo $key > /proc/sysrq-trigger; sleep 1; done'],
    expect: ['sysrq: Show Blocked State', 'sysrq: Show Memory'],
  },
  {
    id: 'program-crashed-6.12',
    folder: 'policy/user-segfault',
    kind: 'user-segfault',
    arch: 'x86_64',
    kernel: '6.12',
    how: 'a program writes to address 0',
    programs: ['touch-null'],
    init: ['touch-null'],
    expect: ['touch-null[', 'segfault at 0 ip'],
  },
];
