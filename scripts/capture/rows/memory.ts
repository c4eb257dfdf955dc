// Memory that ran out.

import type { Scenario } from '../scenario.ts';

const folder = 'memory/oom-kill';

export const memoryRows: Scenario[] = [
  {
    id: 'oom-global-6.1',
    folder,
    kind: 'oom-kill',
    arch: 'x86_64',
    kernel: '6.1',
    how: 'a program that reads /dev/zero into memory, in a machine of 256 MB',
    memoryMegabytes: 256,
    init: ['tail /dev/zero'],
    expect: ['invoked oom-killer', 'Out of memory: Killed process'],
  },
];
