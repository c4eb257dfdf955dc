// Who a report blames, on short reports written for the one rule that each shows.

import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';

function blamed(lines: string[]): [title: string | undefined, place: string | null | undefined] {
  const log = readKernelLog(lines.join('\n'));
  const event = log.primary === null ? undefined : log.events[log.primary];
  return [event?.title, event?.function];
}

const cpu = 'CPU: 1 PID: 812 Comm: stress Not tainted 6.1.0-18-amd64 #1 Debian 6.1.76-1';

test('of an SError, where the processor was when it came', () => {
  expect(
    blamed([
      'Kernel panic - not syncing: Asynchronous SError Interrupt',
      cpu,
      'Call trace:',
      ' dump_stack+0x18/0x24',
      ' panic+0x388/0x3e8',
      ' nmi_panic+0x84/0x90',
      ' arm64_serror_panic+0x70/0x80',
      ' arm64_is_fatal_ras_serror+0x84/0x90',
      ' do_serror+0x50/0x60',
      ' el1h_64_error_handler+0x30/0x48',
      ' el1h_64_error+0x64/0x68',
      ' demo_write_reg+0x18/0x40 [demo]',
    ])[0],
  ).toBe('SError Interrupt in demo_write_reg');
});

describe('what an interrupt cut into', () => {
  test('a report made inside an interrupt does not blame the task that was interrupted', () => {
    expect(
      blamed([
        'BUG: sleeping function called from invalid context at kernel/locking/mutex.c:747',
        cpu,
        'Call Trace:',
        ' <IRQ>',
        ' dump_stack+0x41/0x60',
        ' ___might_sleep.cold+0x97/0xa8',
        ' demo_timer_fn+0x1f/0x40 [demo]',
        ' call_timer_fn+0x24/0x120',
        ' __do_softirq+0xd4/0x2b0',
        ' irq_exit+0x9b/0xc0',
        ' apic_timer_interrupt+0xf/0x20',
        ' </IRQ>',
        'RIP: 0010:busy_loop+0x5/0x20',
        ' other_work+0x11/0x40',
        ' ret_from_fork+0x22/0x30',
      ]),
    ).toEqual(['BUG: sleeping function called from invalid context in demo_timer_fn', null]);
  });

  test('below an exception stands the place that the report is about', () => {
    expect(
      blamed([
        'WARNING: CPU: 1 PID: 812 at drivers/demo/demo.c:12 demo_check+0x1f/0x40',
        cpu,
        'Call Trace:',
        ' dump_stack+0x41/0x60',
        ' panic+0x101/0x2e3',
        ' __warn.cold+0x20/0x2f',
        ' report_bug+0xc1/0x100',
        ' do_invalid_op+0x36/0x40',
        ' invalid_op+0x14/0x20',
        'RIP: 0010:demo_check+0x1f/0x40',
        ' demo_open+0x11/0x40',
      ]),
    ).toEqual(['WARNING in demo_check', 'demo_check']);
  });

  test('a stall is told from what the watchdog’s interrupt had interrupted first', () => {
    expect(
      blamed([
        'rcu: INFO: rcu_preempt self-detected stall on CPU',
        cpu,
        'Call Trace:',
        ' <IRQ>',
        ' rcu_dump_cpu_stacks+0xbd/0xf0',
        ' tick_sched_timer+0x75/0x90',
        ' hrtimer_interrupt+0x110/0x2c0',
        ' sysvec_apic_timer_interrupt+0x5c/0x90',
        ' asm_sysvec_apic_timer_interrupt+0x16/0x20',
        'RIP: 0010:next_slot+0x5/0x20',
        ' demo_timer_fn+0x1f/0x40',
        ' call_timer_fn+0x24/0x120',
        ' __do_softirq+0xd4/0x2b0',
        ' asm_sysvec_apic_timer_interrupt+0x16/0x20',
        ' </IRQ>',
        'RIP: 0010:innocent+0x5/0x20',
        ' do_syscall_64+0x33/0x80',
      ])[0],
    ).toBe('INFO: rcu detected stall in demo_timer_fn');
  });
});

describe('lock reports', () => {
  test('a place that is the lock checker’s own is not its user', () => {
    expect(
      blamed([
        'WARNING: CPU: 1 PID: 812 at kernel/locking/lockdep.c:735 look_up_lock_class+0x179/0x260',
        cpu,
        'RIP: 0010:look_up_lock_class+0x179/0x260',
        'Call Trace:',
        ' register_lock_class+0xde/0x1110',
        ' __lock_acquire+0x151/0x1a40',
        ' _raw_spin_lock_bh+0x34/0x50',
        ' lock_sock_nested+0x45/0x120',
        ' demo_setsockopt+0x2e5/0x3bc0',
      ])[0],
    ).toBe('WARNING: locking bug in demo_setsockopt');
  });

  const circular = (asked: string) => [
    'WARNING: possible circular locking dependency detected',
    '6.1.0-18-amd64 #1 Not tainted',
    'stress/812 is trying to acquire lock:',
    `ffff88803d3d5d28 (&a->lock){+.+.}-{3:3}, at: ${asked}+0xe6/0x1520`,
    '',
    'but task is already holding lock:',
    'ffff88805ffdce80 (&b->lock){++++}-{3:3}, at: demo_hold+0xfb7/0x1490',
    'stack backtrace:',
    cpu,
    'Call Trace:',
    ' print_circular_bug+0x15a/0x169',
    ' lock_acquire+0x194/0x410',
    ' demo_deep+0x115/0x1520',
  ];

  test('name the place where the lock was asked for', () => {
    expect(blamed(circular('demo_ask'))[0]).toBe('possible deadlock in demo_ask');
  });

  test('name who holds the other lock where a work item’s own lock was asked for', () => {
    expect(blamed(circular('flush_workqueue'))[0]).toBe('possible deadlock in demo_hold');
  });

  test('name whose work it is where only those that run and flush it are in the trace', () => {
    expect(
      blamed([
        'WARNING: possible circular locking dependency detected',
        '6.1.0-18-amd64 #1 Not tainted',
        'kworker/0:1/812 is trying to acquire lock:',
        'ffff88803d3d5d28 (&a->lock){+.+.}-{3:3}, at: process_one_work+0x7e6/0x1520',
        '',
        'but task is already holding lock:',
        'ffff88805ffdce80 (&b->lock){++++}-{3:3}, at: flush_workqueue+0xfb7/0x1490',
        'the existing dependency chain (in reverse order) is:',
        '-> #1 (&b->lock){++++}-{3:3}:',
        '       lock_acquire+0x194/0x410',
        '       flush_workqueue+0x115/0x1520',
        '       demo_remove+0x115/0x1520',
        '-> #0 (&a->lock){+.+.}-{3:3}:',
        '       lock_acquire+0x194/0x410',
        '       process_one_work+0x115/0x1520',
        'stack backtrace:',
        cpu,
        'Call Trace:',
        ' lock_acquire+0x194/0x410',
        ' process_one_work+0x115/0x1520',
        ' kthread+0x115/0x1520',
      ])[0],
    ).toBe('possible deadlock in demo_remove');
  });

  test('of a lock that was never released name who took it', () => {
    expect(
      blamed([
        'WARNING: stress/812 still has locks held!',
        '6.1.0-18-amd64 #1 Not tainted',
        '1 lock held by stress/812:',
        ' #0: ffffa00019769560 (&a->lock){....}-{1:2}, at: demo_take+0x24/0x2f0',
        'stack backtrace:',
        cpu,
        'Call trace:',
        ' debug_check_no_locks_held+0x110/0x130',
        ' get_signal+0x1a94/0x2400',
      ])[0],
    ).toBe('WARNING: still has locks held in demo_take');
  });
});

describe('hung tasks', () => {
  const hung = (names: string[]) =>
    blamed([
      'INFO: task stress:812 blocked for more than 120 seconds.',
      '      Not tainted 6.1.0-18-amd64 #1',
      'task:stress state:D stack:0 pid:812 ppid:1 flags:0x00000000',
      'Call Trace:',
      ...names.map((name) => ` ${name}+0x12/0x340`),
    ])[0];

  test('waits are nobody’s fault', () => {
    expect(
      hung(['__schedule', 'schedule', 'wait_for_completion', 'demo_flush', 'demo_close']),
    ).toBe('INFO: task hung in demo_flush');
  });

  test('who waits for the end of a grace period is a victim like many others', () => {
    expect(hung(['__schedule', 'wait_rcu_gp', 'synchronize_net', 'demo_close'])).toBe(
      'INFO: task hung in synchronize_rcu',
    );
  });
});

describe('where nobody in the trace is to blame', () => {
  const preemptible = (names: string[]) =>
    blamed([
      'BUG: using __this_cpu_read() in preemptible [00000000] code: stress/812',
      'caller is lockdep_hardirqs_on+0x38/0x110',
      cpu,
      'Call Trace:',
      ...names.map((name) => ` ${name}+0x12/0x340`),
    ])[0];

  test('an exception’s own way in is named', () => {
    expect(
      preemptible([
        'dump_stack',
        'check_preemption_disabled',
        'trace_hardirqs_on',
        '__bad_area_nosemaphore',
        'do_user_addr_fault',
        'exc_page_fault',
      ]),
    ).toBe('BUG: using __this_cpu_read() in preemptible code in __bad_area_nosemaphore');
  });

  test('of a trace that was cut short the outermost helper is named', () => {
    expect(
      preemptible(['dump_stack', 'check_preemption_disabled', '_raw_spin_lock', 'mutex_lock']),
    ).toBe('BUG: using __this_cpu_read() in preemptible code in mutex_lock');
  });
});

test('a WARNING of a kernel without names for its places is told by the registers', () => {
  expect(
    blamed([
      'WARNING: drivers/demo/demo.c:12 at 0x0, CPU#1: stress/812',
      'CPU: 1 UID: 0 PID: 812 Comm: stress Not tainted 6.19.0 #1 PREEMPT(full)',
      'RIP: 0010:demo_check+0x1f/0x40',
      'Call Trace:',
      ' demo_open+0x11/0x40',
    ]),
  ).toEqual(['WARNING in demo_check', 'demo_check']);
});

test('KFENCE’s report is told by the access, not by who allocated or by the registers’ trace', () => {
  expect(
    blamed([
      'BUG: KFENCE: use-after-free read in memcmp+0x57/0x150',
      '',
      'Use-after-free read at 0xffff88823bc8cf68 (in kfence-#69):',
      ' memcmp+0x57/0x150',
      ' demo_find+0x57/0x150',
      ' demo_open+0x11/0x40',
      '',
      'kfence-#69: 0xffff88823bc8ce00-0xffff88823bc8cfa7, size=424, cache=kmalloc-512',
      '',
      'allocated by task 9997 on cpu 0 at 12.345678s:',
      ' demo_alloc+0x19c/0x850',
      '',
      cpu,
      'RIP: 0010:memcmp+0x57/0x150',
      'Call Trace:',
      ' demo_open+0x11/0x40',
    ])[0],
  ).toBe('KFENCE: use-after-free read in demo_find');
});

test('an RCU stall is not told by the thread that waits, nor by where that thread last ran', () => {
  expect(
    blamed([
      'rcu: INFO: rcu_sched self-detected stall on CPU',
      'rcu: RCU grace-period kthread stack dump:',
      'task:rcu_sched       state:R  running task     stack:    0 pid:   13 ppid:     2',
      'Call trace:',
      ' schedule+0x123/0x456',
      ' rcu_gp_fqs_loop+0x123/0x456',
      'rcu: Stack dump where RCU GP kthread last ran:',
      'Task dump for CPU 0:',
      'task:other           state:R  running task     stack:    0 pid: 1432 ppid:  1414',
      'Call trace:',
      ' demo_innocent+0x123/0x456',
      'Task dump for CPU 1:',
      'task:stress          state:R  running task     stack:    0 pid: 1429 ppid:  1407',
      'Call trace:',
      ' rcu_dump_cpu_stacks+0x123/0x456',
      ' tick_sched_timer+0x123/0x456',
      ' el1h_64_irq+0x123/0x456',
      ' demo_loop+0x123/0x456',
      ' demo_recvmsg+0x123/0x456',
      ' __arm64_sys_recvmmsg+0x123/0x456',
      ' invoke_syscall+0x123/0x456',
    ])[0],
  ).toBe('INFO: rcu detected stall in sys_recvmmsg');
});

test('direct recursion is what filled the stack', () => {
  expect(
    blamed([
      'BUG: stack guard page was hit at 00000000a7d5a8b4 (stack is 00000000d2b6f5e3..00000000c2f5e5f5)',
      'Oops: 0000 [#1] SMP',
      cpu,
      'RIP: 0010:memset+0x5/0x20',
      'Call Trace:',
      ' demo_walk+0x1f/0x40',
      ' demo_walk+0x2f/0x40',
      ' demo_walk+0x2f/0x40',
      ' demo_start+0x2f/0x40',
      ' vfs_write+0x2f/0x40',
    ])[0],
  ).toBe('BUG: stack guard page was hit in demo_walk');
});

describe('traces with doubtful frames alone', () => {
  test('a jump to nowhere is told by who may have jumped, not by a pointer that was left', () => {
    expect(
      blamed([
        'BUG: unable to handle page fault for address: ff11cd4801c00000',
        'Oops: 0011 [#1] PREEMPT SMP NOPTI',
        cpu,
        'RIP: 0010:0xff11cd4801c00000',
        'Call Trace:',
        ' <TASK>',
        ' ? __pfx_demo_hook+0x10/0x10 [demo]',
        ' ? demo_init+0xc39/0x1ff0 [demo]',
        ' ? do_one_initcall+0x5b/0x320',
      ])[0],
    ).toBe('BUG: unable to handle kernel paging request in demo_init');
  });

  test('a kernel that unwinds by guessing marks all of them', () => {
    expect(
      blamed([
        'BUG: unable to handle kernel NULL pointer dereference at (null)',
        'Oops: 0002 [#1] SMP',
        'Pid: 410, comm: demo Not tainted 2.6.32-13-generic #18-Ubuntu',
        'EIP is at __mutex_lock_slowpath+0x6b/0x140',
        'Call Trace:',
        ' [<c0582ac0>] ? mutex_lock+0x20/0x40',
        ' [<f87d2f2a>] ? demo_release+0x1a/0x80 [demo]',
      ])[0],
    ).toBe('BUG: unable to handle kernel NULL pointer dereference in demo_release');
  });
});

test('a stack’s mark before a frame is no part of its name', () => {
  const log = readKernelLog(
    [
      'Watchdog detected hard LOCKUP on cpu 5',
      'Pid: 11, comm: demo Not tainted 2.6.32-642.el6.x86_64 #1',
      'Call Trace:',
      ' <NMI>  [<ffffffff81069b97>] ? watchdog_overflow_callback+0x87/0xc0',
      ' <<EOE>>  [<ffffffff8154a9ae>] ? demo_loop+0x1e/0x30',
    ].join('\n'),
  );
  expect(log.events[0]?.frames.map(({ function: name, stack }) => [name, stack])).toEqual([
    ['watchdog_overflow_callback', 'nmi'],
    ['demo_loop', 'task'],
  ]);
});

test('the CPU line tells who it was, where the header’s place stands on a line of its own', () => {
  const log = readKernelLog(
    [
      'WARNING: CPU: 1 PID: 812 at drivers/demo/a_long_way_down/demo.c:2784',
      'demo_check+0x484/0x17b0 [demo]',
      'Modules linked in: demo(E)',
      'CPU: 1 PID: 812 Comm: stress Tainted: G            E     6.1.0-18-amd64 #1',
    ].join('\n'),
  );
  expect(log.events[0]).toMatchObject({ cpu: 1, pid: 812, comm: 'stress', taint: 'E' });
});

test('a task whose name holds a colon keeps it', () => {
  const log = readKernelLog('watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [kworker/u2:0:10]');
  expect(log.events[0]).toMatchObject({ comm: 'kworker/u2:0', pid: 10 });
});

describe('headers of decoded reports', () => {
  test('the function that others were built into names the report', () => {
    expect(
      blamed([
        'WARNING: CPU: 1 PID: 812 at drivers/demo/demo.c:38 demo_unlock include/demo.h:404 [inline]',
        'WARNING: CPU: 1 PID: 812 at drivers/demo/demo.c:38 demo_exit+0x137/0x1e3 drivers/demo/demo.c:37',
        cpu,
        'Call Trace:',
        ' demo_close+0x32a/0x5b0 drivers/demo/demo.c:102',
      ]),
    ).toEqual(['WARNING in demo_exit', 'demo_exit']);
  });

  test('KASAN’s names the access behind the place in the source', () => {
    const log = readKernelLog(
      [
        'BUG: KASAN: use-after-free in __read_once_size include/linux/compiler.h:243 [inline] at addr ffff88006a8dbb28',
        'BUG: KASAN: use-after-free in demo_read+0x34/0x174 drivers/demo/demo.c:492 at addr ffff88006a8dbb28',
        'Read of size 4 by task stress/812',
        cpu,
        'Call Trace:',
        ' demo_read+0x34/0x174 drivers/demo/demo.c:492',
      ].join('\n'),
    );
    expect(log.events.map(({ title }) => title)).toEqual([
      'KASAN: use-after-free Read in demo_read',
    ]);
  });
});

test('what other processors did while a report was printed is not to blame', () => {
  expect(
    blamed([
      'BUG: spinlock lockup suspected on CPU#1, stress/812',
      ' lock: demo_locks+0x0/0xe000, .magic: dead4ead, .owner: stress/812, .owner_cpu: 1',
      cpu,
      'Call Trace:',
      ' dump_stack+0x99/0xd9',
      ' do_raw_spin_lock+0xa3/0x160',
      ' _raw_spin_lock+0x3e/0x50',
      ' demo_release+0xdc/0x110',
      'Sending NMI to all CPUs:',
      'NMI backtrace for cpu 0',
      'CPU: 0 PID: 0 Comm: swapper/0 Not tainted 6.1.0-18-amd64 #1',
      'RIP: 0010:native_safe_halt+0x6/0x10',
      'Call Trace:',
      ' default_idle+0x29/0x190',
    ]),
  ).toEqual(['BUG: spinlock lockup suspected in demo_release', null]);
});

test('arm’s last line names the outermost function as a caller only', () => {
  expect(
    blamed([
      'Unhandled fault: page domain fault (0x01b) at 0x00000e30',
      'Internal error: : 1b [#1] PREEMPT SMP ARM',
      cpu,
      'PC is at __sanitizer_cov_trace_pc+0x4c/0x78',
      'Backtrace: ',
      '[<802b3ffc>] (__sanitizer_cov_trace_pc) from [<802e1324>] (trace_hardirqs_off+0x6c/0x120)',
      '[<802e12b8>] (trace_hardirqs_off) from [<80100a74>] (__dabt_svc+0x54/0xa0)',
    ])[0],
  ).toBe('Unhandled fault in __dabt_svc');
});

describe('old reports, which name task, processor and release apart', () => {
  test.each([
    [
      'i386 until 2.6.30',
      [
        'BUG: unable to handle kernel NULL pointer dereference at virtual address 00000008',
        'Oops: 0000 [#1] SMP',
        'CPU:    1',
        'EIP:    0060:[<c022a7b5>]    Not tainted VLI',
        'EFLAGS: 00010202   (2.6.22-12-generic #1)',
        'EIP is at demo_open+0xd/0x83',
        'Process stress (pid: 812, ti=c7878000 task=c7a5a5b0 task.ti=c7878000)',
      ],
    ],
    [
      'x86_64 until 3.9',
      [
        'BUG: unable to handle kernel NULL pointer dereference at 0000000000000020',
        'Oops: 0000 [#1] SMP',
        'CPU 1 ',
        'Pid: 812, comm: stress Not tainted 2.6.22-12-generic #1',
        'RIP: 0010:[<ffffffff81651430>]  [<ffffffff81651430>] demo_open+0x8f/0x125',
      ],
    ],
    [
      'powerpc until 3.x',
      [
        'Unable to handle kernel paging request for data at address 0x00000000',
        'Oops: Kernel access of bad area, sig: 11 [#1]',
        'REGS: cf9cfe40 TRAP: 0300   Not tainted  (2.6.22-12-generic)',
        "TASK = cfa5d000[812] 'stress' THREAD: cf9ce000 CPU: 1",
        'NIP [d107c0c8] demo_open+0x8/0x10 [demo]',
      ],
    ],
  ])('%s', (_age, lines) => {
    expect(readKernelLog(lines.join('\n')).events[0]).toMatchObject({
      cpu: 1,
      pid: 812,
      comm: 'stress',
      kernel: '2.6.22-12-generic',
      function: 'demo_open',
    });
  });
});

// kernel/locking/lockdep.c (print_bad_irq_dependency)
test('a lock that an interrupt takes: whoever takes it there', () => {
  expect(
    blamed([
      'WARNING: HARDIRQ-safe -> HARDIRQ-unsafe lock order detected',
      '6.1.0-18-amd64 #1 Not tainted',
      '-----------------------------------------------------',
      'stress/812 [HC0[0]:SC0[0]:HE0:SE1] is trying to acquire:',
      'ffff888012345678 (&demo->plain){+.+.}-{2:2}, at: demo_submit+0x1f/0x40 [demo]',
      '',
      'and this task is already holding:',
      'ffff888012345600 (&demo->irq){-.-.}-{2:2}, at: demo_queue+0x2f/0x80 [demo]',
      'which would create a new lock dependency:',
      ' (&demo->irq){-.-.}-{2:2} -> (&demo->plain){+.+.}-{2:2}',
      '',
      'but this new dependency connects a HARDIRQ-irq-safe lock:',
      ' (&demo->irq){-.-.}-{2:2}',
      '',
      '... which became HARDIRQ-irq-safe at:',
      '  lock_acquire+0xcf/0x2b0',
      '  _raw_spin_lock+0x2c/0x40',
      '  demo_interrupt+0x1c/0x50 [demo]',
      '  __handle_irq_event_percpu+0x8a/0x260',
      '',
      'to a HARDIRQ-irq-unsafe lock:',
      ' (&demo->plain){+.+.}-{2:2}',
      '',
      '... which became HARDIRQ-irq-unsafe at:',
      '...',
      '  lock_acquire+0xcf/0x2b0',
      '  _raw_spin_lock+0x2c/0x40',
      '  demo_open+0x1c/0x50 [demo]',
      '',
      'other info that might help us debug this:',
      '',
      'stack backtrace:',
      'CPU: 1 PID: 812 Comm: stress Not tainted 6.1.0-18-amd64 #1 Debian 6.1.76-1',
      'Call Trace:',
      ' <TASK>',
      ' dump_stack_lvl+0x44/0x5c',
      ' check_irq_usage.cold+0x5d/0x62',
      ' __lock_acquire+0x1284/0x1ee0',
      ' lock_acquire+0xcf/0x2b0',
      ' _raw_spin_lock+0x2c/0x40',
      ' demo_submit+0x1f/0x40 [demo]',
      ' demo_queue+0x3f/0x80 [demo]',
      ' </TASK>',
    ]),
  ).toEqual(['possible deadlock in demo_interrupt', null]);
});
