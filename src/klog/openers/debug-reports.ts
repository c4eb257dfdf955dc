// Reports of debug kernels: sanitizers and lock checkers.
// Sources: mm/kasan/report.c, mm/kfence/report.c, mm/kmsan/report.c, kernel/kcsan/report.c,
// lib/ubsan.c, kernel/locking/lockdep.c, kernel/locking/spinlock_debug.c, lib/smp_processor_id.c,
// kernel/sched/core.c (__might_resched, __schedule_bug).

import type { Opener } from './opener.ts';

export const debugReports: Opener[] = [
  {
    kind: 'kasan',
    literals: ['BUG: KASAN: double-free'],
    pattern:
      /BUG: KASAN: double-free(?: or invalid-free)?(?: in (?<function>\S{1,240}(?: \[[\w-]{1,64}\])?))?/,
    title: 'KASAN: invalid-free in {guilty}',
    form: 'report',
    rank: 4,
  },
  {
    kind: 'kasan',
    literals: ['BUG: KASAN: '],
    pattern:
      /BUG: KASAN: (?<bug>[a-z -]{3,60}?)(?: on address [0-9a-f]{1,16})?(?: in (?<function>[^\s"'`]{1,240}(?: \[[\w-]{1,64}\])?))?(?: at addr| \(| [\w./-]{1,240}\.(?:[chS]|rs):\d|$)/,
    title: 'KASAN: {bug} {access} in {guilty}',
    form: 'report',
    rank: 4,
  },
  {
    kind: 'kfence',
    literals: ['BUG: KFENCE: '],
    pattern:
      /(?:^|: )BUG: KFENCE: (?<bug>[a-z -]{3,60}?) in (?<function>\S{1,240}(?: \[[\w-]{1,64}\])?)/,
    title: 'KFENCE: {bug} in {guilty}',
    form: 'report',
    rank: 4,
  },
  {
    kind: 'kmsan',
    literals: ['BUG: KMSAN: '],
    pattern: /(?:^|: )BUG: KMSAN: (?<bug>[a-z -]{3,60}?) in (?<function>\S{1,240})/,
    title: 'KMSAN: {bug} in {guilty}',
    form: 'report',
    rank: 4,
  },
  {
    kind: 'kcsan',
    literals: ['BUG: KCSAN: '],
    pattern:
      /(?:^|: )BUG: KCSAN: (?<bug>[a-z-]{3,60}(?:: [a-z ]{3,40})?) in (?<function>[^\s/]{1,200})(?: \/ (?<other>\S{1,200}))?/,
    title: 'KCSAN: {bug} in {function} / {other}',
    form: 'report',
    rank: 4,
  },
  {
    // arch/x86/kernel/traps.c, handle_bug(): UBSAN that traps; the die line behind it says less
    kind: 'ubsan',
    literals: ['UBSAN: '],
    pattern: /^UBSAN: (?<bug>[a-z][a-z /]{5,40}) at (?<function>\S{1,240}(?: \[[\w-]{1,64}\])?)$/,
    title: 'UBSAN: {bug} in {guilty}',
    form: 'fault',
    rank: 4,
  },
  {
    kind: 'ubsan',
    literals: ['UBSAN: Undefined behaviour in '],
    pattern: /UBSAN: Undefined behaviour in (?<file>\S{1,240}?):(?<line>\d{1,7})/,
    title: 'UBSAN: undefined-behaviour in {guilty}',
    form: 'report',
    rank: 4,
  },
  {
    kind: 'ubsan',
    literals: ['UBSAN: '],
    pattern: /^UBSAN: (?<bug>[A-Za-z -]{3,60}?) in (?<file>\S{1,240}?):(?<line>\d{1,7})/,
    title: 'UBSAN: {bug} in {guilty}',
    form: 'report',
    rank: 4,
  },
  {
    // arm64 tells of it by a trap: arch/arm64/kernel/traps.c, ubsan_handler()
    kind: 'ubsan',
    literals: ['Internal error: UBSAN: '],
    pattern: /^Internal error: UBSAN: (?<bug>[A-Za-z -]{3,60}): [0-9a-f]{8,16} \[#/,
    title: 'UBSAN: {bug} in {guilty}',
    form: 'fault',
    rank: 4,
  },
  {
    kind: 'lockdep',
    literals: [
      'possible circular locking dependency',
      'possible recursive locking',
      'possible irq lock inversion',
      'lock order detected',
      'possible irqdep',
      'circular locking dead',
    ],
    pattern:
      /(?:possible )?circular locking deadlock detected|possible (?:circular locking dependency|recursive locking|irq lock inversion dependency) detected|(?:HARDIRQ|SOFTIRQ|RECLAIM_FS)-safe -> .{1,40} lock order detected/,
    title: 'possible deadlock in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'lockdep',
    literals: ['inconsistent lock state', 'inconsistent {'],
    pattern: /inconsistent lock state/,
    title: 'inconsistent lock state in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'lockdep',
    literals: ['Invalid wait context'],
    pattern: /BUG: Invalid wait context/,
    title: 'WARNING: locking bug in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'lockdep',
    literals: ['Nested lock was not taken'],
    pattern: /Nested lock was not taken/,
    title: 'WARNING: nested lock was not taken in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'lockdep',
    literals: ['suspicious RCU usage', 'suspicious rcu_dereference'],
    pattern:
      /(?:(?<prefix>INFO|WARNING): )?suspicious (?:RCU usage|rcu_dereference(?:_check)?\(\) usage)/,
    title: '{prefix|WARNING}: suspicious RCU usage in {guilty}',
    about: 'suspicious-rcu',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'lockdep',
    literals: ['INFO: trying to register non-static key'],
    pattern: /INFO: trying to register non-static key/,
    title: 'INFO: trying to register non-static key in {guilty}',
    about: 'non-static-key',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'lockdep',
    literals: [
      'bad unlock balance detected',
      'held lock freed',
      'lock held when returning to user space',
      'bad contention detected',
      'still has locks held',
      'held when returning to user',
      'lock held at task exit time',
      'WARNING: chain_key collision',
    ],
    pattern:
      /(?:(?<prefix>BUG|WARNING|INFO): (?:(?<comm>\S{1,32})\/(?<pid>\d{1,10}) )?)?(?<bug>bad unlock balance|held lock freed|lock held when returning to user space|bad contention detected|still has locks held|lock held at task exit time|chain_key collision)/,
    title: '{prefix|WARNING}: {bug} in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'lockdep',
    literals: ['BUG: MAX_LOCK', 'BUG: MAX_STACK_TRACE', 'BUG: key ', 'BUG: looking up invalid'],
    pattern:
      /^BUG: (?<bug>looking up invalid subclass|MAX_LOCK(?:DEP)?_\w{3,30} too low!?|MAX_STACK_TRACE_ENTRIES too low!?|key \S{1,20} (?:not in \.data|has not been registered))/,
    title: 'BUG: {bug}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'spinlock-bug',
    literals: ['BUG: spinlock ', 'BUG: rwlock ', 'BUG: rwlock-'],
    pattern:
      /(?:^|: )BUG: (?<lock>spinlock|rwlock)[ -](?<bug>[A-Za-z -]{3,40}?) on CPU#(?<cpu>\d{1,5}), (?<comm>.{1,32})\/(?<pid>\d{1,10})/,
    title: 'BUG: {lock} {bug} in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'preemptible-percpu',
    literals: ['BUG: using '],
    pattern:
      /(?:^|: )BUG: using (?<call>\S{1,60}) in preemptible \[[0-9a-f]{1,8}\](?: code)?: (?<comm>.{1,32})\/(?<pid>\d{1,10})/,
    title: 'BUG: using {call} in preemptible code in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    // kernel/sched/core.c, __cant_sleep() and __cant_migrate()
    kind: 'preemptible-percpu',
    literals: ['BUG: assuming '],
    pattern:
      /^BUG: assuming (?<what>atomic|non migratable) context at (?<file>\S{1,240}?):(?<line>\d{1,7})/,
    title: 'BUG: assuming {what} context in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'sleeping-in-atomic',
    literals: ['sleeping function called from invalid context'],
    pattern:
      /(?:^|: )BUG: sleeping function called from invalid context(?: at (?<file>\S{1,240}?):(?<line>\d{1,7}))?/,
    title: 'BUG: sleeping function called from invalid context in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'scheduling-while-atomic',
    literals: ['scheduling while atomic'],
    pattern: /(?:^|: )BUG: scheduling while atomic: (?<comm>.{1,32})\/(?<pid>\d{1,10})\/0x/,
    title: 'BUG: scheduling while atomic in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'scheduling-while-atomic',
    literals: ['BUG: scheduling in a non-blocking section', 'bad: scheduling from the idle thread'],
    pattern:
      /^(?:BUG: (?<bug>scheduling in a non-blocking section): (?<comm>.{1,32})\/(?<pid>\d{1,10})\/|bad: (?<bug2>scheduling from the idle thread))/,
    title: 'BUG: {bug} in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    // Texts of WARNINGs: kernel/sched/core.c (finish_task_switch), kernel/time/timer.c
    // (call_timer_fn), init/main.c (do_one_initcall)
    kind: 'scheduling-while-atomic',
    literals: ['corrupted preempt_count', ' preempt leak: ', ' returned with preemption imbalance'],
    pattern:
      /^(?:(?<bug>corrupted preempt_count): (?<comm>.{1,32})\/(?<pid>\d{1,10})\/0x|(?:timer: )?(?<function>\S{1,240}(?: \[[\w-]{1,64}\])?) (?<bug2>preempt leak): |initcall (?<function2>\S{1,240}(?: \[[\w-]{1,64}\])?) returned with (?<bug3>preemption imbalance))/,
    title: 'WARNING: {bug} in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    // kernel/softirq.c, handle_softirqs(); it names the handler, and has no trace
    kind: 'scheduling-while-atomic',
    literals: ['huh, entered softirq '],
    pattern:
      /^(?:softirq: )?huh, entered softirq (?<vector>\d{1,2}) (?<softirq>[A-Z_]{2,16}) .{1,40} with preempt_count /,
    title: 'softirq {softirq}: preempt_count leaked',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'scheduling-while-atomic',
    literals: ['workqueue leaked '],
    pattern: /BUG: workqueue leaked (?<what>lock or atomic|atomic, lock or RCU)/,
    title: 'BUG: workqueue leaked {what} in {last}',
    form: 'report',
    rank: 3,
  },
  {
    // kmemleak's scan, as test farms print it from /sys/kernel/debug/kmemleak
    kind: 'memory-leak',
    literals: ['BUG: memory leak'],
    pattern: /BUG: memory leak$/,
    title: 'memory leak in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    // mm/kmemleak.c: the leaks themselves stand in /sys/kernel/debug/kmemleak
    kind: 'memory-leak',
    literals: ['new suspected memory leaks'],
    pattern: /^kmemleak: (?<leaks>\d{1,9}) new suspected memory leaks/,
    title: 'kmemleak: suspected memory leaks',
    form: 'line',
    rank: 2,
  },
  {
    // lib/debugobjects.c, debug_print_object(): the text of a WARNING
    kind: 'warn',
    literals: ['ODEBUG: '],
    pattern:
      /^ODEBUG: (?<misuse>(?:init|activate|deactivate|destroy|free|assert_init|active_state) [a-z ]{3,20}?) \(active state \d{1,10}\) object(?:: \S{1,24} object)? type: (?<object_type>\w{1,64})(?: hint: (?<hint>\S{1,240}(?: \[[\w-]{1,64}\])?))?/,
    title: 'WARNING: ODEBUG bug in {guilty}',
    about: 'object-debugging',
    form: 'report',
    rank: 2,
  },
  {
    // kernel/dma/debug.c, err_printk(): the text of a WARNING; before 5.1 the device stood first
    kind: 'warn',
    literals: ['DMA-API: '],
    pattern:
      /^(?:DMA-API: (?:(?<driver>[\w.-]{1,64}) (?<device>[\w:.-]{1,64}): )?|(?<driver2>[\w.-]{1,64}) (?<device2>[\w:.-]{1,64}): DMA-API: )(?<dma_error>device driver [^[]{8,80}|cacheline tracking EEXIST|exceeded \d{1,3} overlapping mappings of cacheline|mapping sg (?:segment|entry) [^[]{8,60})/,
    title: 'DMA-API: {dma_error} in {guilty}',
    about: 'dma-debug',
    form: 'report',
    rank: 2,
  },
  {
    // fs/sysfs/dir.c, sysfs_warn_dup(): a trace without a WARNING
    kind: 'warn',
    literals: ['cannot create duplicate filename'],
    pattern: /^sysfs: cannot create duplicate filename '(?<path>[^']{1,240})'/,
    title: 'sysfs: cannot create duplicate filename in {guilty}',
    about: 'sysfs',
    form: 'report',
    rank: 2,
  },
];
