// The kernel watches itself for standing still.
// Sources: kernel/watchdog.c, kernel/watchdog_perf.c, kernel/hung_task.c, kernel/rcu/tree_stall.h,
// kernel/rcu/tree_exp.h, kernel/workqueue.c, kernel/smp.c, kernel/sched/rt.c.

import type { Opener } from './opener.ts';

export const stalls: Opener[] = [
  {
    kind: 'soft-lockup',
    literals: ['soft lockup - CPU#', 'BUG: soft lockup detected on CPU#'],
    pattern:
      /BUG: soft lockup - CPU#(?<cpu>\d{1,5}) stuck for (?<seconds>\d{1,7})s!(?: {1,2}\[(?<comm>.{1,32}):(?<pid>\d{1,10})(?:\]|$))?|^BUG: soft lockup detected on CPU#(?<cpu2>\d{1,5})!/,
    title: 'BUG: soft lockup in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'hard-lockup',
    // arch/powerpc/kernel/watchdog.c has words of its own, as had x86 until 2.6.37
    literals: [
      'Watchdog detected hard LOCKUP',
      'Watchdog CPU:',
      'detected hard LOCKUP ',
      ' Hard LOCKUP',
      'NMI Watchdog detected LOCKUP',
    ],
    pattern:
      /(?:^|: )Watchdog detected hard LOCKUP on cpu ?(?<cpu>\d{1,5})|^(?:watchdog: )?(?:Watchdog )?CPU[: ](?<cpu2>\d{1,5}) Hard LOCKUP|^watchdog: CPU (?<cpu3>\d{1,5}) self-detected hard LOCKUP(?: @ (?<function>\S{1,240}(?: \[[\w-]{1,64}\])?))?|^watchdog: CPU (?<watched>\d{1,5}) detected hard LOCKUP on other CPUs (?<cpu4>\d{1,5})|NMI Watchdog detected LOCKUP on CPU ?(?<cpu5>\d{1,5})/,
    title: 'hard LOCKUP in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'hung-task',
    literals: ['INFO: task '],
    pattern:
      /^INFO: task (?<comm>.{1,32}):(?<pid>\d{1,10}) blocked {1,2}(?:in I\/O wait )?for more than (?<seconds>\d{1,8}) seconds/,
    title: 'INFO: task hung in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'hung-task',
    literals: [" can't die for more than "],
    pattern:
      /^INFO: task (?<comm>.{1,32}):(?<pid>\d{1,10}) can't die for more than (?<seconds>\d{1,8}) seconds/,
    title: "INFO: task can't die in {guilty}",
    form: 'report',
    rank: 3,
  },
  {
    // It stands inside the report; alone where the log was cut or filtered. Since 6.15.
    kind: 'hung-task',
    literals: [' likely owned by task ', ' likely last held by task '],
    pattern:
      /^INFO: task (?<comm>.{1,32}):(?<pid>\d{1,10}) (?:<\w{6}> )?(?:is )?blocked on an? (?<lock>mutex|semaphore|rw-semaphore) likely (?:owned|last held) by task /,
    title: 'INFO: task hung on a {lock} in {guilty}',
    form: 'report',
    rank: 1,
  },
  {
    kind: 'rcu-stall',
    literals: [
      'self-detected stall on CPU',
      'detected stalls on CPUs/tasks',
      'detected stall on CPU',
      'detected expedited stalls',
      'detected stalls on:',
      'detected stalls on tasks:',
      'due to a stuck CSD-lock',
      'INFO: RCU detected CPU',
      'detected stalls? (Late IPI?)',
    ],
    pattern:
      /INFO: (?<flavour>\w{3,24})(?: \w{1,16})? (?:self-detected stall on CPU|detected(?: expedited)? stalls? on (?:CPUs?\/tasks|CPU|tasks:|:)|detected(?: expedited)? stalls?, but suppressed full report|detected stalls\? \(Late IPI\?\))|^INFO: RCU detected CPU (?:(?<cpu>\d{1,5}) stall|stalls:)/,
    title: 'INFO: rcu detected stall in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'rcu-stall',
    literals: [' kthread starved for ', "kthread timer wakeup didn't happen"],
    pattern:
      /^(?:rcu: )?(?<flavour>rcu_\w{1,20}) kthread (?:starved for|timer wakeup didn't happen for) (?<jiffies>\d{1,12}) jiffies/,
    title: 'INFO: {flavour} kthread starved',
    form: 'report',
    rank: 2,
  },
  {
    kind: 'workqueue-lockup',
    literals: ['workqueue lockup'],
    pattern: /^BUG: workqueue lockup - pool(?: cpus=(?<cpu>\d{1,5})(?= ))?/,
    title: 'BUG: workqueue lockup',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'csd-lock',
    literals: ['non-responsive CSD lock'],
    pattern:
      /^(?:smp: )?csd: .{1,40}non-responsive CSD lock \(#\d{1,9}\) on CPU#(?<cpu>\d{1,5}), waiting .{1,40}for CPU#(?<waited>\d{1,5})/,
    title: 'csd: non-responsive CSD lock on CPU {cpu}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'rt-throttling',
    literals: ['RT throttling activated'],
    pattern: /RT throttling activated/,
    title: 'sched: RT throttling activated',
    form: 'line',
    rank: 3,
  },
];
