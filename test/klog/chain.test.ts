// What led to what: chains of failures as the kernel's layers report them, and pairs that only look
// like one.

import { expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';

const disk = '[  100.000000] I/O error, dev nvme0n1, sector 8 op 0x0:(READ) flags 0x0';
const timeout = '[   99.000000] nvme nvme0: I/O 12 QID 3 timeout, aborting';
const ext4 =
  '[  101.000000] EXT4-fs error (device nvme0n1p2): ext4_find_entry:1463: inode #2: comm ls: reading directory lblock 0';
const init =
  '[  102.000000] Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000007';
const oops = (seconds: number, die: number, taint: string) => [
  `[${seconds}.000000] BUG: kernel NULL pointer dereference, address: 0000000000000040`,
  `[${seconds}.000000] Oops: 0000 [#${die}] PREEMPT SMP NOPTI`,
  `[${seconds}.000000] CPU: ${die} PID: ${100 + die} Comm: worker ${taint} 6.1.0 #1`,
  `[${seconds}.000000] RIP: 0010:step${die}+0x1/0x20`,
  `[${seconds}.000000] ---[ end trace 0000000000000000 ]---`,
];

const chains: [name: string, lines: string[], links: (string | null)[]][] = [
  [
    'a disk stops, its filesystem fails, init dies',
    [timeout, disk, ext4, init],
    [
      null,
      'nvme-timeout: the disk or the way to it had failed',
      'block-io-error: the disk below the filesystem had failed',
      'ext4-error: storage that it waits for or lives on had failed',
    ],
  ],
  ['another disk is no reason', [disk.replace('nvme0n1', 'sdb'), ext4], [null, null]],
  [
    'a whole disk is not the start of another name',
    [disk.replace('nvme0n1', 'sda'), ext4.replace('nvme0n1p2', 'sdab1')],
    [null, null],
  ],
  [
    'an oops runs into the next',
    [...oops(10, 1, 'Not tainted'), ...oops(50, 2, 'Tainted: G      D')],
    [null, 'null-pointer-dereference: the kernel had died once already (taint D)'],
  ],
  [
    'an oops that hits init ends it',
    [
      ...oops(10, 1, 'Not tainted').map((line) => line.replace('PID: 101', 'PID: 1')),
      '[   11.000000] Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000009',
      '[   11.000000] CPU: 1 PID: 1 Comm: init Tainted: G      D            6.1.0 #1',
    ],
    [null, 'null-pointer-dereference: the kernel had failed while it worked for init'],
  ],
  [
    "another task's oops is not why init died",
    [
      ...oops(10, 1, 'Not tainted'),
      '[   11.000000] Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000100',
      '[   11.000000] CPU: 1 PID: 1 Comm: init Not tainted 6.1.0 #1',
    ],
    [null, null],
  ],
  [
    'an oops of its own stands alone',
    [...oops(10, 1, 'Not tainted'), ...oops(50, 2, 'Not tainted')],
    [null, null],
  ],
  ['what an earlier boot said is no reason', [disk, ext4.replace('101.0', '  2.0')], [null, null]],
  ['what was long ago is no reason', [disk, ext4.replace('101.0', '9999.0')], [null, null]],
];

test.each(chains)('%s', (_name, lines, links) => {
  const { events } = readKernelLog(lines.join('\n'));
  expect(
    events.map(({ cause }) => cause && `${events[cause.event]!.kind}: ${cause.because}`),
  ).toEqual(links);
});
