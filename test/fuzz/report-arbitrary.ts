// Reports as kernels print them, word for word in shape, with values drawn from what stands there, and
// now and then from what never should.
//
//     header → where → registers → trace → modules → end mark

import fc from 'fast-check';

/** Values that a careless reader would carry into a command, a page or a pattern. */
const hostile = fc.constantFrom(
  '$(reboot)',
  '`id`',
  '; reboot #',
  '-rf',
  "'",
  '<script>alert(1)</script>',
  '\u202eevil\u202c',
  '\u0000',
  '\u001b[31m',
  '__proto__',
  '%s%n',
  'a'.repeat(300),
  '日本語',
  '🧨',
  '',
  ' ',
);
const seldom = <Value extends string>(usual: fc.Arbitrary<Value>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 24, arbitrary: usual }, { weight: 1, arbitrary: hostile });

const hex = (digits: number) =>
  fc.integer({ min: 0, max: 0xffffffff }).map((n) => n.toString(16).padStart(digits, '0'));
const address = hex(8).map((low) => `ffff8881${low}`);
const name = seldom(
  fc.constantFrom(
    'do_exit',
    'ext4_lookup',
    'kmem_cache_free',
    '__x64_sys_openat',
    'nvme_irq',
    'tcp_v4_rcv',
    'foo.cold',
    'bar.isra.0',
    'asm_exc_page_fault',
    'worker_thread',
    '_RNvCs1_4core5panic',
  ),
);
const module = seldom(fc.constantFrom('ext4', 'nvme', 'e1000e', 'nvidia', 'zfs', 'xt_conntrack'));
const comm = seldom(
  fc.constantFrom('bash', 'kworker/0:1', 'swapper/0', 'my app', 'Web Content', 'x:y', '(udev)'),
);
const pid = seldom(fc.integer({ min: 0, max: 4_194_304 }).map(String));
const cpu = seldom(fc.integer({ min: 0, max: 511 }).map(String));
const release = seldom(
  fc.constantFrom('6.1.0-21-amd64', '5.14.0-427.el9.x86_64', '4.18.0', '6.12.0-rc3+', '2.6.32'),
);
const taint = fc.constantFrom(
  'Not tainted',
  'Tainted: G        W',
  'Tainted: P           OE',
  'Tainted: G      D W  O',
  'Tainted: [W]=WARN',
);
const place = fc.tuple(name, hex(1), hex(2)).map(([fn, at, size]) => `${fn}+0x${at}/0x${size}`);
const inModule = fc
  .tuple(place, fc.option(module, { nil: null }))
  .map(([where, mod]) => (mod === null ? where : `${where} [${mod}]`));
const seconds = fc.integer({ min: 1, max: 9999 }).map(String);
const device = seldom(fc.constantFrom('sda', 'sda1', 'nvme0n1', 'dm-0', 'mmcblk0p2', 'md127'));
const netdev = seldom(fc.constantFrom('eth0', 'enp3s0f1', 'bond0.12', 'wlan0'));
const pci = seldom(fc.constantFrom('0000:3b:00.0', '0000:00:1f.2', '10000:e1:00.0'));

type Words = fc.Arbitrary<string>;
/** A line with values in it: `line`BUG: ${name} at ${pid}``. */
const line = (parts: TemplateStringsArray, ...values: Words[]): Words =>
  fc.tuple(...values).map((drawn) => parts.reduce((text, part, at) => text + drawn[at - 1] + part));
const some = (each: Words, maxLength: number) => fc.array(each, { maxLength });
/** Lines one behind the other; a list stands for as many lines as it has. */
const lines = (...parts: (Words | fc.Arbitrary<string[]>)[]): fc.Arbitrary<string[]> =>
  fc.tuple(...(parts as fc.Arbitrary<string | string[]>[])).map((drawn) => drawn.flat());
const just = (text: string) => fc.constant(text);

const frame = fc.oneof(
  { weight: 6, arbitrary: line` ${inModule}` },
  { weight: 2, arbitrary: line` ? ${inModule}` },
  { weight: 1, arbitrary: line` ${name}+0x1/0x2 (inlined)` },
  { weight: 1, arbitrary: fc.constantFrom(' <TASK>', ' </TASK>', ' <IRQ>', ' </IRQ>', ' <NMI>') },
  { weight: 1, arbitrary: line`[<${address}>] ? ${place}` },
);
const modules = some(module, 12).map(
  (names) =>
    `Modules linked in: ${names.map((each) => `${each}(OE)`).join(' ')} [last unloaded: x]`,
);
const endMark = fc.constantFrom(
  '---[ end trace 0000000000000000 ]---',
  '---[ end trace 1a2b3c4d5e6f7a8b ]---',
  '',
);
const cpuLine = fc.oneof(
  line`CPU: ${cpu} PID: ${pid} Comm: ${comm} ${taint} ${release} #1 Debian 6.1.90-1`,
  line`CPU: ${cpu} UID: 0 PID: ${pid} Comm: ${comm} Kdump: loaded ${taint} ${release} #1`,
);
const hardware = fc.constantFrom(
  'Hardware name: QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2-debian-1.16.2-1 04/01/2014',
  'Hardware name: Dell Inc. PowerEdge R640/0W23H8, BIOS 2.12.2 07/09/2021',
);
const trace = fc
  .tuple(fc.constantFrom('Call Trace:', 'Call trace:', 'Backtrace:'), some(frame, 20))
  .map(([head, frames]) => [head, ...frames]);
const registers = fc.oneof(
  lines(
    line`RIP: 0010:${inModule}`,
    line`Code: 48 8b ${hex(2)} 00 <0f> 0b 90`,
    line`RSP: 0018:${address} EFLAGS: 00010246`,
    line`RAX: ${hex(16)} RBX: ${address} RCX: ${hex(16)}`,
    line`CR2: ${hex(16)} CR3: ${hex(16)} CR4: 00000000000006f0`,
  ),
  lines(
    line`pc : ${inModule}`,
    line`lr : ${inModule}`,
    line`sp : ${address}`,
    line`x29: ${address}`,
  ),
  lines(line`epc : ${inModule} ra : ${place}`, line`status: ${hex(16)} badaddr: ${hex(16)}`),
  lines(line`NIP [${address}] ${inModule}`, line`LR [${address}] ${place}`),
  lines(line`Krnl PSW : 0704c00180000000 ${hex(16)} (${place})`),
  lines(line`PC is at ${place}`, line`LR is at ${place}`),
);
const body = lines(cpuLine, hardware, registers, trace, modules, endMark);

const headers: fc.Arbitrary<string[]> = fc.oneof(
  lines(
    line`BUG: kernel NULL pointer dereference, address: ${hex(16)}`,
    just('#PF: supervisor read access in kernel mode'),
    just('#PF: error_code(0x0000) - not-present page'),
    just('PGD 0 P4D 0'),
    just('Oops: 0000 [#1] PREEMPT SMP NOPTI'),
  ),
  lines(
    line`BUG: unable to handle page fault for address: ${address}`,
    just('Oops: 0002 [#2] SMP'),
  ),
  lines(
    line`Unable to handle kernel paging request at virtual address ${address}`,
    just('Mem abort info:'),
    just('  ESR = 0x0000000096000004'),
    just('Internal error: Oops: 0000000096000004 [#1] SMP'),
  ),
  lines(
    line`general protection fault, probably for non-canonical address 0x${hex(16)}: 0000 [#1] SMP`,
  ),
  lines(line`kernel BUG at mm/slub.c:${pid}!`, just('invalid opcode: 0000 [#1] PREEMPT SMP')),
  lines(
    just('------------[ cut here ]------------'),
    line`WARNING: CPU: ${cpu} PID: ${pid} at kernel/x.c:${pid} ${inModule}`,
  ),
  lines(
    just('=================================================================='),
    line`BUG: KASAN: slab-use-after-free in ${inModule}`,
    line`Read of size 8 at addr ${address} by task ${comm}/${pid}`,
  ),
  lines(line`UBSAN: array-index-out-of-bounds in drivers/x.c:${pid}:7`),
  lines(line`watchdog: BUG: soft lockup - CPU#${cpu} stuck for ${seconds}s! [${comm}:${pid}]`),
  lines(line`watchdog: Watchdog detected hard LOCKUP on cpu ${cpu}`),
  lines(
    just('rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:'),
    line`rcu: \t${cpu}-...!: (1 GPs behind) idle=${hex(4)}/1/0x4000000000000000 softirq=1/2 fqs=0`,
    line`rcu: \t(detected by ${cpu}, t=${seconds} jiffies, g=1, q=2 ncpus=4)`,
  ),
  lines(
    line`INFO: task ${comm}:${pid} blocked for more than ${seconds} seconds.`,
    line`      ${taint} ${release} #1`,
    line`task:${comm} state:D stack:0 pid:${pid} ppid:2 flags:0x00004000`,
  ),
  lines(
    just('WARNING: possible circular locking dependency detected'),
    line`${comm}/${pid} is trying to acquire lock:`,
    line`${address} (&x->lock){+.+.}-{3:3}, at: ${place}`,
  ),
  lines(
    line`Kernel panic - not syncing: ${seldom(fc.constantFrom('Fatal exception', 'VFS: Unable to mount root fs on unknown-block(0,0)', 'Attempted to kill init! exitcode=0x0000000b', 'hung_task: blocked tasks'))}`,
  ),
  lines(
    line`${comm} invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0`,
    just('Tasks state (memory values in pages):'),
    just('[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name'),
    some(
      line`[${pid.map((n) => n.padStart(7))}]     0   123     4567     1234    40960        0             0 ${comm}`,
      8,
    ),
    line`Out of memory: Killed process ${pid} (${comm}) total-vm:${seconds}kB, anon-rss:1kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:0`,
  ),
);

const singles: Words = fc.oneof(
  line`I/O error, dev ${device}, sector ${pid} op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2`,
  line`Buffer I/O error on dev ${device}, logical block ${pid}, async page read`,
  line`EXT4-fs error (device ${device}): ext4_lookup:1855: inode #${pid}: comm ${comm}: deleted inode referenced: 12`,
  line`XFS (${device}): Metadata corruption detected at ${place}, xfs_agf block 0x1`,
  line`nvme nvme0: I/O ${pid} QID 3 timeout, aborting`,
  line`ata1.00: exception Emask 0x0 SAct 0x0 SErr 0x0 action 0x6 frozen`,
  line`sd 0:0:0:0: [${device}] tag#${pid} FAILED Result: hostbyte=DID_OK driverbyte=DRIVER_OK cmd_age=0s`,
  line`${netdev}: NETDEV WATCHDOG: CPU: ${cpu}: transmit queue 0 timed out ${seconds} ms`,
  line`e1000e ${pci} ${netdev}: Detected Hardware Unit Hang:`,
  line`pcieport ${pci}: AER: Uncorrected (Fatal) error received: ${pci}`,
  line`mce: [Hardware Error]: CPU ${cpu}: Machine Check Exception: 5 Bank 4: ${hex(16)}`,
  line`EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#0_DIMM#0 (channel:0 slot:0 page:0x${hex(5)} offset:0x0)`,
  line`nfs: server ${seldom(fc.constantFrom('filer2', '10.0.0.9'))} not responding, still trying`,
  line`Memory failure: 0x${hex(6)}: recovery action for dirty LRU page: Recovered`,
  line`${comm}[${pid}]: segfault at ${hex(4)} ip ${address} sp ${address} error 4 in libc.so.6[7f0000000000+1000]`,
  line`nf_conntrack: nf_conntrack: table full, dropping packet`,
  line`traps: ${comm}[${pid}] general protection fault ip:${address} sp:${address} error:0`,
);

/** What a machine prints that is well. */
export const healthyLine: Words = fc.oneof(
  line`Linux version ${release} (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0) #1 SMP`,
  line`usb 1-1: new high-speed USB device number ${fc.constantFrom('2', '3', '14')} using xhci_hcd`,
  line`systemd[1]: Started session-${pid}.scope`,
  just('Freeing unused kernel image (initmem) memory: 2796K'),
  just('EXT4-fs (sda1): mounted filesystem with ordered data mode. Quota mode: none.'),
  line`random: crng init done`,
  line`input: AT Translated Set 2 keyboard as /devices/platform/i8042/serio0/input/input0`,
);

/** The lines of one report, without stamps. */
export const report: fc.Arbitrary<string[]> = fc.oneof(
  { weight: 5, arbitrary: lines(headers, body) },
  { weight: 1, arbitrary: headers },
  { weight: 2, arbitrary: singles.map((single) => [single]) },
);

/** Lines of reports that belong together no more. */
export const looseLine: Words = fc.oneof(
  singles,
  frame,
  cpuLine,
  modules,
  endMark,
  healthyLine,
  headers.map((all) => all[0]!),
  registers.map((all) => all[0]!),
);
