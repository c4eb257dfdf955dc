// Reports about memory: what the object was, who made it and who freed it.

import { expect, test } from 'vitest';
import { readKernelLog } from '../../../src/klog/read-kernel-log.ts';
import { factsOf } from './facts-of.ts';

interface Case {
  name: string;
  log: string;
  guilty: string | null;
  facts: Record<string, string | undefined>;
}

const kasanBody = `CPU: 1 PID: 412 Comm: rsync Tainted: G           O       6.1.0-21-amd64 #1
Call Trace:
 <TASK>
 dump_stack_lvl+0x44/0x5c
 print_report+0x171/0x486
 kasan_report+0xb1/0x130
 kfail_read+0x4c/0x90 [kfail]
 vfs_read+0x12a/0x520
 </TASK>
`;

const cases: Case[] = [
  {
    name: 'KASAN, use after free, with what queued it',
    log: `BUG: KASAN: slab-use-after-free in kfail_read+0x4c/0x90 [kfail]
Read of size 8 at addr ffff888012345608 by task rsync/412

${kasanBody}
Allocated by task 411:
 kasan_save_stack+0x1e/0x40
 __kasan_kmalloc+0x7f/0x90
 kfail_open+0x21/0x40 [kfail]
 do_dentry_open+0x1a0/0x570

Freed by task 413:
 kasan_save_stack+0x1e/0x40
 __kmem_cache_free+0xbc/0x260
 kfail_release+0x1f/0x30 [kfail]
 __fput+0x105/0x400

Last potentially related work creation:
 kasan_save_stack+0x1e/0x40
 __queue_work+0x2b8/0x6f0
 queue_work_on+0x4d/0x50
 kfail_defer+0x1f/0x30 [kfail]

The buggy address belongs to the object at ffff888012345600
 which belongs to the cache kmalloc-64 of size 64
The buggy address is located 8 bytes inside of
 freed 64-byte region [ffff888012345600, ffff888012345640)`,
    guilty: 'kfail_read',
    facts: {
      'allocated-in': 'kfail_open — made this object, as task 411',
      'freed-in': 'kfail_release — freed it, as task 413',
      'queued-in':
        'kfail_defer — last handed it to RCU or to a work queue, to be freed or used later',
      'object-cache': 'kmalloc-64 — objects of 64 bytes',
      'object-place': '8 bytes inside — 8 bytes into an object of 64 bytes that had been freed',
    },
  },
  {
    name: 'KASAN, beyond the end, second lines moved to the right',
    log: `[   12.000000] BUG: KASAN: slab-out-of-bounds in kfail_read+0x4c/0x90 [kfail]
[   12.000001] Read of size 1 at addr ffff888012345640 by task rsync/412
[   12.000002] CPU: 1 PID: 412 Comm: rsync Not tainted 6.1.0-21-amd64 #1
[   12.000003] Call Trace:
[   12.000004]  kfail_read+0x4c/0x90 [kfail]
[   12.000005] The buggy address belongs to the object at ffff888012345600
                which belongs to the cache demo_cache of size 64
[   12.000006] The buggy address is located 0 bytes to the right of
                allocated 60-byte region [ffff888012345600, ffff88801234563c)`,
    guilty: 'kfail_read',
    facts: {
      'object-cache': 'demo_cache — objects of 64 bytes',
      'object-place': '0 bytes to the right — just beyond the end of an object of 60 bytes in use',
      'freed-in': undefined,
    },
  },
  {
    name: "KASAN, a function's own stack",
    log: `BUG: KASAN: stack-out-of-bounds in kfail_read+0x4c/0x90 [kfail]
Write of size 1 at addr ffffc90000127d40 by task rsync/412
${kasanBody}
The buggy address belongs to stack of task rsync/412
 and is located at offset 96 in frame:
 kfail_parse+0x0/0x120 [kfail]`,
    guilty: 'kfail_read',
    facts: {
      'stack-frame': 'kfail_parse — the function whose own variables the access ran past',
    },
  },
  {
    name: 'KASAN, a variable of the kernel',
    log: `BUG: KASAN: global-out-of-bounds in kfail_read+0x4c/0x90 [kfail]
Read of size 1 at addr ffffffffc0a1b2c3 by task rsync/412
${kasanBody}
The buggy address belongs to the variable:
 kfail_names+0x13/0xffffffffffffe000 [kfail]`,
    guilty: 'kfail_read',
    facts: { variable: 'kfail_names — the variable that the access ran past' },
  },
  {
    name: 'KFENCE',
    log: `BUG: KFENCE: use-after-free read in kfail_read+0x24/0xa0 [kfail]

Use-after-free read at 0x00000000c1d2e3f4 (in kfence-#12):
 kfail_read+0x24/0xa0 [kfail]
 vfs_read+0x12a/0x520

kfence-#12: 0x00000000c1d2e3f4-0x00000000c1d2e413, size=32, cache=kmalloc-32

allocated by task 411 on cpu 0 at 11.234567s (0.765434s ago):
 kfail_open+0x21/0x40 [kfail]

freed by task 413 on cpu 1 at 11.999999s (0.000002s ago):
 kfail_release+0x1f/0x30 [kfail]

CPU: 1 PID: 412 Comm: rsync Not tainted 6.1.0-21-amd64 #1`,
    guilty: 'kfail_read',
    facts: {
      'object-cache': 'kmalloc-32 — objects of 32 bytes',
      'allocated-in': 'kfail_open — made this object, as task 411',
      'freed-in': 'kfail_release — freed it, as task 413',
    },
  },
  {
    name: 'SLUB: its tracks are not the trace of whoever noticed',
    log: `BUG kmalloc-64 (Tainted: G           O      ): Poison overwritten
-----------------------------------------------------------------------------

[Poison overwritten] 0x00000000c1d2e3f4-0x00000000c1d2e3f4 @offset=1608. First byte 0x0 instead of 0x6b
Allocated in kfail_open+0x21/0x40 [kfail] age=812 cpu=1 pid=411
 __slab_alloc.isra.0+0x1e/0x40
 kmalloc_trace+0x26/0xa0
 kfail_open+0x21/0x40 [kfail]
Freed in kfail_release+0x1f/0x30 [kfail] age=12 cpu=1 pid=413
 kfail_release+0x1f/0x30 [kfail]
Slab 0x00000000d2e3f4c1 objects=64 used=64 fp=0x0000000000000000 flags=0x17ffffc0000200(slab|node=0|zone=2)
Object 0x00000000c1d2e3f4 @offset=1600 fp=0x0000000000000000
CPU: 1 PID: 814 Comm: tar Tainted: G    B      O       6.1.0-21-amd64 #1
Call Trace:
 <TASK>
 dump_stack_lvl+0x44/0x5c
 check_bytes_and_report.cold+0x45/0x6a
 check_object+0x1c6/0x290
 ext4_alloc_inode+0x1f/0x30`,
    guilty: 'ext4_alloc_inode',
    facts: {
      overwritten:
        'First byte 0x0 instead of 0x6b — it lay in freed memory: somebody wrote to the object after it was freed',
      'allocated-in': 'kfail_open — made this object, as task 411',
      'freed-in': 'kfail_release — freed it, as task 413',
    },
  },
  {
    name: 'KASAN, before the start, of an object nobody names the state of; a second look adds nothing',
    log: `BUG: KASAN: slab-out-of-bounds in kfail_read+0x4c/0x90 [kfail]
Read of size 1 at addr ffff8880123455fc by task rsync/412
${kasanBody}
The buggy address belongs to the object at ffff888012345600
 which belongs to the cache kmalloc-64 of size 64
 which belongs to the cache kmalloc-96 of size 96
The buggy address is located 4 bytes to the left of
 64-byte region [ffff888012345600, ffff888012345640)`,
    guilty: 'kfail_read',
    facts: {
      'object-cache': 'kmalloc-64 — objects of 64 bytes',
      'object-place': '4 bytes to the left — 4 bytes before the start of an object of 64 bytes',
    },
  },
  {
    name: 'SLUB, a byte that is no guard of its own, and one more line like it',
    log: `BUG kmalloc-64 (Not tainted): Padding overwritten
-----------------------------------------------------------------------------
INFO: 0x00000000c1d2e3f4-0x00000000c1d2e3fb. First byte 0x41 instead of 0x11
INFO: 0x00000000c1d2e3f4-0x00000000c1d2e3fb. First byte 0x42 instead of 0xcc
INFO: Freed in kfail_open+0x21/0x40 [kfail] age=812 cpu=1 pid=411
	not a frame
CPU: 1 PID: 814 Comm: tar Not tainted 4.19.0 #1
Call Trace:
 kfail_close+0x1f/0x30 [kfail]`,
    guilty: 'kfail_close',
    facts: { overwritten: 'First byte 0x41 instead of 0x11' },
  },
  {
    name: 'SLUB before 5.10',
    log: `BUG kmalloc-64 (Not tainted): Redzone overwritten
-----------------------------------------------------------------------------
INFO: 0x00000000c1d2e3f4-0x00000000c1d2e3fb. First byte 0x41 instead of 0xcc
INFO: Allocated in kfail_open+0x21/0x40 [kfail] age=812 cpu=1 pid=411
	kfail_open+0x21/0x40 [kfail]
INFO: Slab 0x00000000d2e3f4c1 objects=64 used=64 fp=0x0000000000000000 flags=0x200
CPU: 1 PID: 814 Comm: tar Not tainted 4.19.0 #1
Call Trace:
 kfail_close+0x1f/0x30 [kfail]`,
    guilty: 'kfail_close',
    facts: {
      overwritten:
        'First byte 0x41 instead of 0xcc — it lay behind an object in use: a write beyond its end',
      'allocated-in': 'kfail_open — made this object, as task 411',
      'freed-in': undefined,
    },
  },
  {
    name: 'a page that was given back too early',
    log: `BUG: Bad page state in process rsync  pfn:12345
page:00000000c1d2e3f4 refcount:-1 mapcount:0 mapping:0000000000000000 index:0x0 pfn:0x12345
page dumped because: nonzero _refcount
CPU: 1 PID: 412 Comm: rsync Not tainted 6.1.0-21-amd64 #1
Call Trace:
 kfail_put+0x1f/0x30 [kfail]`,
    guilty: 'kfail_put',
    facts: {
      'page-reason': 'nonzero _refcount — it was given back while somebody still held it',
    },
  },
  {
    name: 'an object that was freed in use',
    log: `ODEBUG: free active (active state 0) object: 00000000c1d2e3f4 object type: timer_list hint: kfail_timer+0x0/0x20 [kfail]
WARNING: CPU: 1 PID: 412 at lib/debugobjects.c:514 debug_print_object+0x65/0x80
CPU: 1 PID: 412 Comm: rsync Not tainted 6.1.0-21-amd64 #1
RIP: 0010:debug_print_object+0x65/0x80
Call Trace:
 debug_check_no_obj_freed+0x1d2/0x200
 kfree+0x79/0x120
 kfail_release+0x1f/0x30 [kfail]`,
    guilty: 'kfail_release',
    facts: {
      misuse: 'free active — it was freed while it was still running, queued or armed',
      'object-type': 'timer_list',
      hint: 'kfail_timer+0x0/0x20 [kfail]',
    },
  },
];

test.each(cases)('$name', ({ log, guilty, facts }) => {
  const read = factsOf(log);
  expect(Object.fromEntries(Object.keys(facts).map((name) => [name, read[name]]))).toEqual(facts);
  const { events } = readKernelLog(log);
  expect(events.map((event) => event.guilty)).toEqual([guilty]);
});
