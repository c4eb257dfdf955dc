// What was asked for, and what only looks like a kernel failure.
// Panics have a file of their own (../panic.ts): their words decide whether they belong to the event
// before them.
// Sources: drivers/tty/sysrq.c, arch/x86/mm/fault.c (show_signal_msg), arch/x86/kernel/traps.c.

import type { Opener } from './opener.ts';

export const policy: Opener[] = [
  {
    // Too early for a panic() of its own: arch/x86/mm/extable.c, early_fixup_exception
    kind: 'panic-other',
    literals: ['PANIC: early exception'],
    pattern: /^PANIC: early exception (?<vector>0x[0-9a-f]{2})/,
    title: 'PANIC: early exception {vector} in {guilty}',
    form: 'fault',
    rank: 3,
    severity: 'fatal',
  },
  {
    kind: 'sysrq-crash',
    literals: ['rigger a crash'],
    pattern: /^(?:sysrq: (?:SysRq : )?|SysRq : )Trigger a crash/,
    title: 'sysrq: Trigger a crash',
    form: 'fault',
    rank: 4,
  },
  {
    kind: 'sysrq-request',
    literals: ['sysrq: ', 'SysRq : '],
    pattern:
      /^(?:sysrq: (?:SysRq : )?|SysRq : )(?:HELP|Show |Emergency |Resetting|Changing Loglevel|Terminate|Kill All|Manual OOM|Nice All|Power Off|Keyboard mode|This sysrq operation)/,
    title: 'sysrq request',
    form: 'line',
    rank: 2,
    severity: 'notice',
  },
  {
    kind: 'user-segfault',
    literals: [
      ']: segfault at ',
      '] general protection',
      '] trap ',
      ' unhandled signal ',
      '] general protection fault ip:',
    ],
    pattern:
      /^(?:show_signal_msg: \d{1,6} callbacks suppressed|(?:traps: )?(?<comm>.{1,32})\[(?<pid>\d{1,10})\]:? (?:segfault at (?<address>[0-9a-f]{1,16}) ip|(?:general protection|trap )[\w ]{0,30}ip:))|^(?<comm2>.{1,32})\[(?<pid2>\d{1,10})\]: unhandled signal \d{1,3}/,
    title: '{comm} crashed in user space',
    form: 'line',
    rank: 1,
    severity: 'notice',
  },
];
