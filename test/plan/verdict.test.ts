// Whose fault it is: what speaks for a class outweighs what only hints at another.

import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { presumptionInWords } from '../../src/plan/evidence.ts';
import { flippedBit, oneBitFromKernelAddress } from '../../src/plan/flipped-bit.ts';
import { judge } from '../../src/plan/judge.ts';

function verdictOf(lines: readonly string[]) {
  const log = readKernelLog(lines.join('\n'), 'log');
  return judge(log, log.events[log.primary!]!);
}

const quiet = Array.from(
  { length: 70 },
  (_, index) => `[    1.${100000 + index}] pci 0000:00:1f.${index % 8}: enabled`,
);
const oops = [
  '[   10.000001] BUG: kernel NULL pointer dereference, address: 0000000000000040',
  '[   10.000002] #PF: supervisor read access in kernel mode',
  '[   10.000003] Oops: 0000 [#1] PREEMPT SMP NOPTI',
  '[   10.000004] CPU: 0 PID: 92 Comm: insmod Tainted: G           OE      6.1.0 #1',
  '[   10.000005] RIP: 0010:widget_open+0x61/0x200 [widget]',
  '[   10.000006] Call Trace:',
  '[   10.000007]  <TASK>',
  '[   10.000008]  gadget_probe+0x59/0x220 [gadget]',
  '[   10.000009]  do_one_initcall+0x59/0x220',
  '[   10.000010]  </TASK>',
  '[   10.000011] Modules linked in: widget(OE+) gadget(POE) ext4',
  '[   10.000012] ---[ end trace 0000000000000000 ]---',
];
const correctedMemory =
  '[    5.000000] EDAC MC0: 1 CE memory read error on CPU_SrcID#0_Ha#0_Chan#1_DIMM#0 (channel:1 slot:0 page:0x12345 offset:0x0 grain:32 syndrome:0x0)';
const fatalMachineCheck = [
  '[    9.000000] mce: [Hardware Error]: CPU 0: Machine Check Exception: 5 Bank 9: be00000000000134',
  '[    9.000001] Kernel panic - not syncing: Fatal local machine check',
];

describe('the class', () => {
  test('an oops in a driver is software', () => {
    const verdict = verdictOf([...quiet, ...oops]);
    expect(verdict.class).toBe('software');
    expect(verdict.for.join(' ')).toMatch(
      /nothing points at the hardware.*inside the module widget/,
    );
  });

  test('a corrected memory error before it is kept in mind, no more', () => {
    const verdict = verdictOf([...quiet, correctedMemory, ...oops]);
    expect(verdict.against.join(' ')).toContain('reported an error that it corrected');
  });

  test('a fatal machine check is hardware', () => {
    expect(verdictOf([...quiet, ...fatalMachineCheck]).class).toBe('hardware');
  });

  test('memory that ran out stays a matter of memory, whatever was corrected before', () => {
    const verdict = verdictOf([
      ...quiet,
      correctedMemory,
      '[   20.000000] app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
      '[   20.000001] CPU: 1 PID: 95 Comm: app Not tainted 6.1.0 #1',
      '[   20.000002] Out of memory: Killed process 95 (app) total-vm:41948kB, anon-rss:40596kB, file-rss:4kB, shmem-rss:648kB, UID:0 pgtables:120kB oom_score_adj:0',
    ]);
    expect(verdict.class).not.toBe('software');
  });

  test('one flipped bit in a list is hardware, two are not', () => {
    const list = (was: string) => [
      ...quiet,
      `[   10.000000] list_del corruption. prev->next should be ffff888101234560, but was ${was}. (prev=ffff888107654320)`,
      '[   10.000001] ------------[ cut here ]------------',
      '[   10.000002] kernel BUG at lib/list_debug.c:59!',
      '[   10.000003] CPU: 3 PID: 7 Comm: kworker/3:1 Not tainted 6.1.0 #1',
      '[   10.000004] RIP: 0010:__list_del_entry_valid.cold+0x2c/0x5c',
    ];
    expect(verdictOf(list('ffff888101234561')).class).toBe('hardware');
    expect(verdictOf(list('ffff888101234563')).class).toBe('software');
  });

  test('a policy that stopped the machine is named', () => {
    const verdict = verdictOf([
      ...quiet,
      '[   10.000000] ------------[ cut here ]------------',
      '[   10.000001] WARNING: CPU: 1 PID: 7 at drivers/net/widget.c:12 widget_poll+0x1/0x2 [widget]',
      '[   10.000002] CPU: 1 PID: 7 Comm: kworker/1:1 Not tainted 6.1.0 #1',
      '[   10.000003] Kernel panic - not syncing: kernel: panic_on_warn set ...',
    ]);
    expect(verdict.against.join(' ')).toContain('kernel.panic_on_warn');
  });

  test('a drive whose registers read as ones is gone from the bus; one that answers is not', () => {
    const said = (csts: string) => {
      const line = `nvme nvme0: controller is down; will reset: CSTS=${csts}, PCI_STATUS=0xffff`;
      const verdict = verdictOf([`[   10.000000] ${line}`]);
      return [...verdict.for, ...verdict.against].filter((words) => words.includes('on the bus'));
    };
    expect(said('0xffffffff')).toHaveLength(1);
    expect(said('0xffffffff')[0]).toMatch(/^The drive no longer answers on the bus.*\(line 1\)/);
    expect(said('0x1')).toEqual([]);
  });

  test('three failures in three places on one processor are a hint at it', () => {
    const fault = (name: string, time: number) => [
      `[   ${time}.000000] BUG: unable to handle page fault for address: ffffc90000a3${time}00`,
      `[   ${time}.000001] Oops: 0002 [#1] SMP`,
      `[   ${time}.000002] CPU: 5 PID: ${time} Comm: app${time} Not tainted 6.1.0 #1`,
      `[   ${time}.000003] RIP: 0010:${name}+0x1/0x2`,
      `[   ${time}.000004] ---[ end trace 0000000000000000 ]---`,
    ];
    const verdict = verdictOf([
      ...quiet,
      ...fault('one', 20),
      ...fault('two', 40),
      ...fault('three', 60),
    ]);
    expect([...verdict.for, ...verdict.against].join(' ')).toContain('all on CPU 5');
  });
});

describe('a class that nothing in the log speaks for', () => {
  test.each([
    ['INFO: task x:1 blocked for more than 120 seconds.', 'resource', 'hung-task'],
    ['watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [x:1]', 'software', 'soft-lockup'],
    ['BUG: scheduling while atomic: x/1/0x00000002', 'software', 'scheduling-while-atomic'],
    ['Kernel panic - not syncing: sysrq triggered crash', 'configuration', 'sysrq-crash'],
  ])('says that its kind decides: %s', (line, wanted, kind) => {
    const verdict = verdictOf([`[  400.100000] ${line}`]);
    expect(verdict.class).toBe(wanted);
    expect(verdict.for).toHaveLength(1);
    expect(verdict.for[0]).toContain(`more than its kind: ${kind} comes most often from`);
  });

  test('says nothing of the kind where the log does speak', () => {
    const verdict = verdictOf([...quiet, ...oops]);
    expect(verdict.for.join()).not.toContain('most often');
  });
});

describe('suspects', () => {
  test('the module that ran, then modules not of the kernel in the trace', () => {
    const { suspects } = verdictOf([...quiet, ...oops]);
    expect(suspects.map(({ name, about }) => [name, about])).toEqual([
      ['widget', ['out-of-tree', 'unsigned']],
      ['gadget', ['proprietary', 'out-of-tree', 'unsigned']],
    ]);
    expect(suspects[0]?.line).toBe(75);
  });

  test('the disk, not the code that found it out', () => {
    const { suspects } = verdictOf([
      '[    5.000000] XFS (sdb1): Metadata CRC error detected at xfs_agf_read_verify+0x11a/0x180 [xfs], xfs_agf block 0x1',
      '[    5.000001] XFS (sdb1): Unmount and run xfs_repair',
    ]);
    expect(suspects.map(({ what, name }) => [what, name])).toEqual([['device', 'sdb1']]);
  });

  test('no family of functions: its name stands nowhere in the trace', () => {
    const { suspects } = verdictOf([
      '[   50.000000] watchdog: BUG: soft lockup - CPU#3 stuck for 26s! [kworker/3:2:77]',
      '[   50.000001] CPU: 3 PID: 77 Comm: kworker/3:2 Not tainted 6.1.0 #1',
      '[   50.000002] RIP: 0010:smp_call_function_many_cond+0x132/0x3a0',
      '[   50.000003] Call Trace:',
      '[   50.000004]  <TASK>',
      '[   50.000005]  on_each_cpu_cond_mask+0x1d/0x30',
      '[   50.000006]  worker_thread+0x53/0x420',
      '[   50.000007]  </TASK>',
    ]);
    expect(suspects).toEqual([]);
  });

  test('nobody, where the report blames nobody', () => {
    const { suspects } = verdictOf([
      '[    1.000000] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)',
    ]);
    expect(suspects).toEqual([]);
  });
});

describe('a flipped bit', () => {
  test.each([
    [
      'list_add corruption. prev->next should be next (ffff8881052b6a90), but was ffff8881052b6a80. (prev=0).',
      /one bit \(4\)/,
    ],
    ['First byte 0x6a instead of 0x6b', /one bit \(0\)/],
    ['pagealloc: single bit error', /single flipped bit/],
  ])('%s', (line, said) => expect(flippedBit(line)).toMatch(said));

  test.each([
    'First byte 0x0 instead of 0x6b',
    'list_del corruption. prev->next should be ffff888101234560, but was dead000000000122. (prev=0)',
    'rcu_sched should be idle, but was busy',
  ])('%s', (line) => expect(flippedBit(line)).toBeNull());

  test.each([
    ['0xfff7888101234560', 51],
    ['ffff788101234560', 47],
    ['0xdead000000000122', null],
    ['ffff888101234560', null],
    ['ff48a5e8477a2000', null],
    ['0000000000000040', null],
  ])('an address %s', (address, bit) => expect(oneBitFromKernelAddress(address)).toBe(bit));
});

describe('what else speaks', () => {
  const gpf = [
    '[   10.000001] general protection fault: 0000 [#1] SMP',
    '[   10.000002] CPU: 0 PID: 92 Comm: cat Tainted: G    B D W         4.9.0 #1',
    '[   10.000003] RIP: 0010:foo_read+0x61/0x200',
    '[   10.000004] Call Trace:',
    '[   10.000005]  vfs_read+0x59/0x220',
    '[   10.000006] ---[ end trace 0000000000000000 ]---',
  ];

  test('taint B and D, and no address to weigh', () => {
    const { for: reasons, against } = verdictOf([...quiet, ...gpf]);
    const said = [...reasons, ...against].join(' ');
    expect(said).toContain('Taint B: a page was found in a bad state before');
    expect(said).toContain('Taint D: the kernel had died once already');
    expect(said).not.toContain('one bit');
  });

  const fault = (cpu: number, place: string, at: number) => [
    `[   ${at}.000001] BUG: kernel NULL pointer dereference, address: 0000000000000040`,
    `[   ${at}.000002] Oops: 0000 [#1] PREEMPT SMP NOPTI`,
    `[   ${at}.000003] CPU: ${cpu} PID: ${at} Comm: cat Not tainted 6.1.0 #1`,
    `[   ${at}.000004] RIP: 0010:${place}+0x61/0x200`,
    `[   ${at}.000005] ---[ end trace 0000000000000000 ]---`,
  ];

  test.each([
    [[3, 3, 3], true],
    [[3, 3, 4], false],
  ])('three faults in three places on the processors %j', (cpus, broken) => {
    const lines = cpus.flatMap((cpu, at) =>
      fault(cpu, ['a_read', 'b_poll', 'c_send'][at]!, 10 + at),
    );
    const { for: reasons, against } = verdictOf([...quiet, ...lines]);
    expect([...reasons, ...against].join(' ').includes('that processor may be broken')).toBe(
      broken,
    );
  });

  test.each([
    ['a cgroup whose name is told', ',oom_memcg=/db', "not the machine's memory: cgroup /db (line"],
    ['a cgroup without a name', '', "not the machine's memory (line"],
  ])('a memory limit of %s', (_, cgroup, words) => {
    const { for: reasons, against } = verdictOf([
      ...quiet,
      '[   20.000000] app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
      `[   20.000001] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0${cgroup},task_memcg=/db,task=app,pid=9,uid=0`,
    ]);
    expect([...reasons, ...against].join(' ')).toContain(words);
  });

  test.each([
    ['hard-lockup', null],
    ['oom-kill', 'a resource that ran out'],
    ['mce-hardware-error', 'the hardware'],
  ])('%s by itself', (kind, words) => {
    const event = { kind } as Parameters<typeof presumptionInWords>[0];
    if (words === null) expect(presumptionInWords(event)).toBeNull();
    else expect(presumptionInWords(event)).toContain(words);
  });

  test('a module that was just being unloaded is looked at', () => {
    const lines = [...oops.slice(0, 10), '[   10.000011] Modules linked in: other(OE-) ext4'];
    const { suspects } = verdictOf([...quiet, ...lines, oops[11]!]);
    expect(suspects.map(({ name, why }) => [name, why])).toContainEqual([
      'other',
      'it was just being unloaded.',
    ]);
  });
});
