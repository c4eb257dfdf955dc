// Reports of memory that ran out, in the wordings of several eras, and what is said of them.

import { describe, expect, test } from 'vitest';
import { decodeGfpMask } from '../../../src/klog/decode/gfp-mask.ts';
import { sayBytes } from '../../../src/klog/decode/memory-size.ts';
import { factsOf } from './facts-of.ts';

const cases: { name: string; log: string; facts: Record<string, string | undefined> }[] = [
  {
    name: 'cgroup 2: a limit without swap, a table without rss_anon',
    log: `app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
CPU: 1 PID: 95 Comm: app Not tainted 6.1.0-56-amd64 #1  Debian 6.1.192-2
memory: usage 40960kB, limit 40960kB, failcnt 23
swap: usage 0kB, limit 0kB, failcnt 0
Memory cgroup stats for /system.slice/app.service:
anon 21799680
file 13107200
kernel 143360
shmem 13107200
Tasks state (memory values in pages):
[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name
[     95]     0    95    10487    10312   122880        0             0 app
oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/system.slice/app.service,task_memcg=/system.slice/app.service,task=app,pid=95,uid=0
Memory cgroup out of memory: Killed process 95 (app) total-vm:41948kB, anon-rss:40596kB, file-rss:4kB, shmem-rss:648kB, UID:0 pgtables:120kB oom_score_adj:0`,
    facts: {
      gfp: '0xcc0(GFP_KERNEL) — memory for the kernel; it may sleep and free other memory first',
      // The victim's size stands in pages and in kB: nothing is assumed.
      order: '0 — a single page, 4 KiB',
      constraint:
        'CONSTRAINT_MEMCG — a cgroup reached its limit, whatever memory the machine had left',
      cgroup: '/system.slice/app.service',
      'memory-limit':
        '40960kB — 40 MiB used of 40 MiB that the cgroup may use; it ran against the limit 23 times',
      'swap-limit': '0kB — no swap is allowed to this cgroup',
      'cgroup-shmem':
        'shmem 13107200 — 13 MiB, 31 % of what the cgroup used: files in tmpfs and shared memory (/dev/shm, emptyDir in memory), which count against the limit and stay when the task that wrote them ends',
      'cgroup-file': undefined,
      'cgroup-kernel': undefined,
      'short-zone': undefined,
      'top-user': 'app — PID 95 held 40 MiB',
      'victim-memory':
        'anon-rss:40596kB, file-rss:4kB, shmem-rss:648kB — 40 MiB in memory, of an address space of 41 MiB',
      ram: undefined,
    },
  },
  {
    name: 'cgroup 2: a limit of swap, never run against; what is said twice counts once',
    log: `app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
CPU: 1 PID: 95 Comm: app Not tainted 6.1.0-56-amd64 #1  Debian 6.1.192-2
memory: usage 40960kB, limit 40960kB, failcnt 2
memory: usage 1kB, limit 1kB, failcnt 0
swap: usage 1024kB, limit 2048kB, failcnt 0
Memory cgroup stats for /a:
anon 1024
anon 41943040
file 20971520
kernel 143360
oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=app,pid=95,uid=0`,
    facts: {
      'memory-limit':
        '40960kB — 40 MiB used of 40 MiB that the cgroup may use; it ran against the limit 2 times',
      'swap-limit': '2048kB — 1 MiB used of 2 MiB that the cgroup may use of swap',
      'cgroup-anon': undefined,
      'cgroup-file':
        'file 20971520 — 20 MiB, 50 % of what the cgroup used: page cache and files in tmpfs',
    },
  },
  {
    name: 'cgroup 1 until 4.20, with a parent that has no limit of swap',
    log: `java invoked oom-killer: gfp_mask=0x6200ca(GFP_HIGHUSER_MOVABLE), nodemask=(null), order=0, oom_score_adj=969
CPU: 3 PID: 4711 Comm: java Not tainted 4.19.0-5-amd64 #1 Debian 4.19.37-5
Task in /kubepods/burstable/pod7/app killed as a result of limit of /kubepods/burstable/pod7
memory: usage 2097152kB, limit 2097152kB, failcnt 1
memory+swap: usage 2097152kB, limit 9007199254740988kB, failcnt 0
kmem: usage 12208kB, limit 9007199254740988kB, failcnt 0
Memory cgroup stats for /kubepods/burstable/pod7: cache:0KB rss:2084944KB rss_huge:0KB
[ pid ]   uid  tgid total_vm      rss nr_ptes nr_pmds swapents oom_score_adj name
[ 4001]     0  4001      255        1       6       2        0          -998 pause
[ 4711]  1000  4711  1531250   520300    1200       9       10           969 java
Memory cgroup out of memory: Kill process 4711 (java) score 1962 or sacrifice child
Killed process 4711 (java) total-vm:6125000kB, anon-rss:2081200kB, file-rss:0kB, shmem-rss:0kB`,
    facts: {
      cgroup: '/kubepods/burstable/pod7 — the limit of this cgroup was reached',
      'memory-limit':
        '2097152kB — 2 GiB used of 2 GiB that the cgroup may use; it ran against the limit once',
      'swap-limit': '9007199254740988kB — no limit is set here; 2 GiB used',
      'top-user':
        'java — PID 4711 held 2 GiB; 40 KiB more in swap; it was set up to be killed sooner than others (oom_score_adj 969)',
      'top-user-2': 'pause — PID 4001 held 4 KiB; it was set up to be spared (oom_score_adj -998)',
      'top-user-3': undefined,
      victim: 'java',
      'victim-memory':
        'anon-rss:2081200kB, file-rss:0kB, shmem-rss:0kB — 2 GiB in memory, of an address space of 5.8 GiB',
    },
  },
  {
    name: '6.12, arm64 with pages of 64 KiB, a protected task, full swap',
    log: `mysqld invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=2, oom_score_adj=0
CPU: 1 UID: 0 PID: 142 Comm: mysqld Not tainted 6.12.0-64k #1
Mem-Info:
 mapped:438 shmem:95 pagetables:122
Node 0 DMA: 3*64kB (U) 1*128kB (U) 0*256kB 0*512kB = 320kB
Free swap  = 128kB
Total swap = 2097088kB
65536 pages RAM
Tasks state (memory values in pages):
[  pid  ]   uid  tgid total_vm      rss rss_anon rss_file rss_shmem pgtables_bytes swapents oom_score_adj name
[    140]     0   140     1200       40       20        20        0   409600        0         -1000 sshd
[    142]     0   142    46801    46434    46336        0        98   409600        0             0 mysqld
[    143]     0   143      523        2        2        0         0    36864        0             0 tmux: server
oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/,task=mysqld,pid=142,uid=0`,
    facts: {
      order: '2 — 4 pages side by side, 256 KiB',
      constraint: 'CONSTRAINT_NONE — the whole machine ran out of memory',
      'top-user':
        "mysqld — PID 142 held 2.8 GiB; all 3 tasks listed hold 2.8 GiB, 71 % of the machine's memory",
      'top-user-2': 'sshd — PID 140 held 2.5 MiB; the kernel may not kill it (oom_score_adj -1000)',
      'top-user-3': 'tmux: server — PID 143 held 128 KiB',
      ram: '65536 pages RAM — 4 GiB in all',
      'swap-free': '128kB — the swap of 2 GiB was full',
      'largest-free-piece':
        '1*128kB — the largest free piece was 128 KiB (node 0, zone DMA), smaller than the 256 KiB asked for: memory was short, or free only in small pieces',
      'shared-memory': undefined,
    },
  },
  {
    name: 'files in tmpfs hold the memory, the kernel and huge pages most of the rest',
    log: `dd invoked oom-killer: gfp_mask=0x400dc0(GFP_KERNEL_ACCOUNT|__GFP_ZERO), order=1, oom_score_adj=0
CPU: 0 PID: 93 Comm: dd Not tainted 6.1.0-56-amd64 #1  Debian 6.1.192-2
Mem-Info:
 slab_reclaimable:202 slab_unreclaimable:16384
 mapped:400 shmem:20000 pagetables:22
Node 0 DMA32: 24*4kB (UM) 20*8kB (UM) 0*16kB 1*512kB (U) 0*1024kB = 1920kB
Node 0 hugepages_total=32 hugepages_free=30 hugepages_surp=0 hugepages_size=2048kB
0 pages in swap cache
Free swap  = 0kB
Total swap = 0kB
65536 pages RAM
Unreclaimable slab info:
Name                      Used          Total
kmalloc-4k               61000KB      62000KB
task_struct                500KB        600KB
Tasks state (memory values in pages):
[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name
[     93]     0    93      821      483    45056        0             0 dd`,
    facts: {
      'top-user':
        "dd — PID 93 held 1.9 MiB; the only task listed holds 1.9 MiB, less than 1 % of the machine's memory: look at the shared memory and tmpfs rather than at a process",
      'shared-memory':
        "shmem:20000 — 78 MiB, 31 % of the machine's memory: files in tmpfs and shared memory, which no task gives back by ending (df -t tmpfs, ipcs -m)",
      'kernel-slab':
        "slab_unreclaimable:16384 — 64 MiB, 25 % of the machine's memory: the kernel's own objects, which it cannot give back (slabtop, /proc/slabinfo)",
      'largest-slab':
        "kmalloc-4k — 61 MiB, 24 % of the machine's memory: in the kernel's cache kmalloc-4k alone: a leak in the kernel, or very many of one thing",
      'huge-pages':
        "hugepages_total=32 — 64 MiB, 25 % of the machine's memory: set aside as huge pages, 60 MiB of them unused; nothing else may use them (vm.nr_hugepages)",
      'page-tables': undefined,
      'swap-free': '0kB — there is no swap: pages of programs cannot be moved out of memory',
    },
  },
  {
    name: 'RHEL 6: cpu and oom_adj columns, a mask without words',
    log: `httpd invoked oom-killer: gfp_mask=0x200da, order=0, oom_adj=0, oom_score_adj=0
Pid: 3338, comm: httpd Not tainted 2.6.32-431.el6.x86_64 #1
Node 0 DMA: 1*4kB 1*8kB 0*16kB = 12kB
[ pid ]   uid  tgid total_vm      rss cpu oom_adj oom_score_adj name
[  500]     0   500     2709      133   2     -17         -1000 udevd
[ 3338]    48  3338    66713    13300   0       0             0 httpd
Out of memory: Kill process 3338 (httpd) score 60 or sacrifice child
Killed process 3338, UID 48, (httpd) total-vm:266852kB, anon-rss:53196kB, file-rss:4kB`,
    facts: {
      gfp: '0x200da',
      'top-user': 'httpd — PID 3338 held 52 MiB',
      'top-user-2':
        'udevd — PID 500 held 532 KiB; the kernel may not kill it (oom_score_adj -1000)',
      'victim-memory':
        'anon-rss:53196kB, file-rss:4kB — 52 MiB in memory, of an address space of 261 MiB',
    },
  },
  {
    name: 'sysrq f, a row of another width and no page size to be seen',
    log: `kworker/0:0 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=-1, oom_score_adj=0
CPU: 0 PID: 5 Comm: kworker/0:0 Not tainted 5.4.0-97-generic #110-Ubuntu
1048438 pages RAM
[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name
[    900]     0   900     2709      133   2     -17         -1000        7 udevd
[    955]   121   955   822385    46314   806912        0             0 gnome-shell`,
    facts: {
      order: '-1 — nothing was asked for: a person told the kernel to kill (sysrq f)',
      ram: '1048438 pages RAM — 4 GiB in all (pages of 4 KiB assumed)',
      'top-user':
        "gnome-shell — PID 955 held 181 MiB (pages of 4 KiB assumed); the only task listed holds 181 MiB, 4 % of the machine's memory",
    },
  },
  {
    name: 'an allocation that failed for want of a large piece',
    log: `insmod: page allocation failure: order:10, mode:0xa20(GFP_ATOMIC), nodemask=(null),cpuset=/,mems_allowed=0
CPU: 1 PID: 90 Comm: insmod Tainted: G           OE      6.1.0-56-amd64 #1  Debian 6.1.192-2
Call Trace:
 warn_alloc+0x151/0x170
Mem-Info:
Node 0 DMA free:2432kB boost:0kB min:88kB low:108kB high:128kB
Node 0 DMA32 free:2500kB min:2596kB low:3244kB high:3892kB
Node 0 DMA: 0*4kB 1*128kB (U) 1*256kB (U) 1*2048kB (M) 0*4096kB = 2432kB
Node 0 DMA32: 5*4kB (UME) 5*2048kB (UME) 0*4096kB = 20252kB
Free swap  = 1000kB
Total swap = 2000kB
130942 pages RAM`,
    facts: {
      order:
        '10 — 1024 pages side by side, 4 MiB: so large a piece is hard to find once memory is in use for long, even if much is free',
      gfp: '0xa20(GFP_ATOMIC) — it must not sleep (an interrupt, or a spinlock is held), so it cannot wait until memory is freed; it may use a part of the reserve',
      'largest-free-piece':
        '1*2048kB — the largest free piece was 2 MiB (node 0, zone DMA), smaller than the 4 MiB asked for: memory was short, or free only in small pieces',
      'short-zone':
        'free:2500kB — node 0, zone DMA32 had less free than the 2596 kB of its reserve: whoever may not use the reserve had to wait or went without',
      'swap-free': '1000kB — 1 MiB of 2 MiB of swap were still free',
    },
  },
];

describe('reports of memory that ran out', () => {
  test.each(cases)('$name', ({ log, facts }) => {
    const read = factsOf(log);
    expect(Object.fromEntries(Object.keys(facts).map((name) => [name, read[name]]))).toEqual(facts);
  });
});

test.each([
  ['3', '3 — 8 pages side by side, 32 KiB'],
  [
    '4',
    '4 — 16 pages side by side, 64 KiB: so large a piece is hard to find once memory is in use for long, even if much is free',
  ],
])('an order of %s', (order, said) => {
  const log = `a: page allocation failure: order:${order}, mode:0xa20(GFP_ATOMIC)
CPU: 1 PID: 90 Comm: a Not tainted 6.1.0-56-amd64 #1
Node 0 DMA: 0*4kB 0*8kB = 0kB`;
  expect(factsOf(log).order).toBe(said);
});

describe('allocation masks', () => {
  test.each([
    ['0x1(GFP_DMA)', 'only from the DMA zone (on x86 the lowest 16 MiB)'],
    [
      '0x14280ca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO)',
      'an ordinary page for a program; it may sleep and free other memory first',
    ],
    [
      '0xc44(GFP_NOFS|__GFP_DMA32|__GFP_NOFAIL)',
      'it may sleep, but must not call into a filesystem to free memory; only from the lowest 4 GiB; it cannot take no for an answer: the kernel tries for ever',
    ],
    ['0x24000c2', null],
    ['0x0()', null],
    ['0x8000(__GFP_COMP)', null],
  ])('%s', (mask, meaning) => {
    expect(decodeGfpMask(mask)).toBe(meaning);
  });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 KiB'],
  [1536, '1.5 KiB'],
  [4096, '4 KiB'],
  [40960 * 1024, '40 MiB'],
  [1023 * 1024, '1 MiB'],
  [2 * 1024 ** 3, '2 GiB'],
])('%i bytes are said as %s', (bytes, said) => {
  expect(sayBytes(bytes)).toBe(said);
});
