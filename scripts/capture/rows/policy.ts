// What somebody asked for, and what is no failure of the kernel.

import type { Scenario } from '../scenario.ts';

export const policyRows: Scenario[] = [
  {
    id: 'sysrq-crash-arm64-6.12',
    folder: 'policy/sysrq-crash',
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
  {
    id: 'program-crashed-arm64-6.1',
    folder: 'policy/user-segfault',
    kind: 'user-segfault',
    arch: 'arm64',
    kernel: '6.1',
    how: 'a program writes to address 0; debug.exception-trace=1, without which arm64 says nothing',
    programs: ['touch-null'],
    init: ['sysctl -q -w debug.exception-trace=1', 'touch-null'],
    expect: ['touch-null[', 'unhandled exception: '],
  },
  {
    id: 'sysrq-sync-6.12',
    folder: 'policy/sysrq-request',
    kind: 'sysrq-request',
    arch: 'x86_64',
    kernel: '6.12',
    how: 'h, s and u written to /proc/sysrq-trigger',
    init: ['for key in h s u; do echo $key > /proc/sysrq-trigger; sleep 1; done'],
    expect: ['sysrq: HELP : ', 'sysrq: Emergency Sync', 'sysrq: Emergency Remount R/O'],
  },
];
