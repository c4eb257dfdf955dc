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
    pattern: /^PANIC: early exception (?<vector>(?:0x)?[0-9a-f]{2})/,
    title: 'PANIC: early exception {vector} in {guilty}',
    form: 'fault',
    rank: 3,
    severity: 'fatal',
  },
  {
    // arch/x86/coco/sev/core.c, handle_vc_boot_ghcb()
    kind: 'panic-other',
    literals: ['PANIC: Unsupported exit-code', 'PANIC: Failure in comm', 'PANIC: Failed to decode'],
    pattern:
      /^(?:SEV: )?PANIC: (?<what>Unsupported exit-code 0x[0-9a-f]{1,8} in early #VC exception|Failure in communication with VMM|Failed to decode instruction)/,
    title: 'PANIC: {what} in {guilty}',
    form: 'fault',
    rank: 3,
    severity: 'fatal',
  },
  {
    // arch/arm64/kernel/entry-common.c, __panic_unhandled(); the panic says no more than this
    kind: 'panic-other',
    literals: [' exception on CPU'],
    pattern:
      /^Unhandled (?<exception>[\w -]{3,40}) exception on CPU(?<cpu>\d{1,5}), ESR (?<esr>0x[0-9a-f]{8,16})/,
    title: 'Unhandled {exception} exception in {guilty}',
    form: 'fault',
    rank: 3,
    severity: 'fatal',
  },
  {
    // arch/arm64/kernel/traps.c, bad_mode(), until 5.11
    kind: 'bug-on',
    literals: ['Bad mode in '],
    pattern:
      /^Bad mode in (?!Error handler)(?<handler>[\w ]{3,24}) handler detected(?: on CPU(?<cpu>\d{1,5}))?(?:, code (?<esr>0x[0-9a-f]{8}))?/,
    title: 'Internal error in {guilty}',
    form: 'fault',
    rank: 1,
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
    pattern: /^(?:sysrq: (?:SysRq : )?|SysRq : )[A-Z]/,
    title: 'sysrq request',
    form: 'line',
    rank: 2,
    severity: 'notice',
  },
  {
    kind: 'user-segfault',
    // arch/x86/mm/fault.c (show_signal_msg), arch/x86/kernel/{traps,cet,signal}.c
    literals: [
      ']: segfault ',
      '] general protection',
      '] trap ',
      '] control protection',
      '] bad frame in ',
      ' unhandled signal ',
    ],
    pattern:
      /^(?:show_signal_msg: \d{1,6} callbacks suppressed|(?:traps: )?(?<comm>.{1,32})\[(?<pid>\d{1,10})\]:? (?:segfault at (?<address>[0-9a-f]{1,16}) r?ip|(?:general protection|control protection|trap )[\w ]{0,30}ip:|bad frame in \w{3,24} frame:))|^(?<comm2>.{1,32})\[(?<pid2>\d{1,10})\]: (?:unhandled signal \d{1,3}|segfault \(\d{1,3}\) at [0-9a-f]{1,16} nip)/,
    title: '{comm} crashed in user space',
    form: 'line',
    rank: 1,
    severity: 'notice',
  },
  {
    // arch/arm64/kernel/traps.c (arm64_show_signal), arch/arm64/mm/fault.c until 4.18, arch/arm,
    // arch/s390/mm/fault.c
    kind: 'user-segfault',
    literals: [
      ']: unhandled exception: ',
      ']: unhandled level ',
      ' unhandled page fault (',
      ']: undefined instruction: pc=',
      'User process fault: ',
      'Bad EL0 synchronous exception',
    ],
    pattern:
      /^(?:(?<comm>.{1,32})\[(?<pid>\d{1,10})\]: (?:unhandled exception: |unhandled level \d [a-z ]{5,24} \(\d{1,3}\) at (?<address>0x[0-9a-f]{8,16})|undefined instruction: pc=)|(?<comm2>.{1,32}): unhandled page fault \(\d{1,3}\) at (?<address2>0x[0-9a-f]{8,16}), code |User process fault: interruption code |Bad EL0 synchronous exception detected on CPU(?<cpu>\d{1,5}))/,
    title: '{comm|a program} crashed in user space',
    form: 'line',
    rank: 1,
    severity: 'notice',
  },
];
