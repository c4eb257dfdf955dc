// The incidents of docs/acted-out.md: how their machines are made to fail stands in the rows of
// scripts/capture.

import { allRows } from '../capture/rows/all-rows.ts';
import type { Scenario } from '../capture/scenario.ts';
import type { Incident } from './incident.ts';

export const incidents: readonly Incident[] = [
  {
    title: 'Half of a mirror is gone',
    story:
      'A file server with a RAID 1 of two disks. A cable came loose; the array threw the disk out, and the console says so. A third, empty disk is in the machine.',
    runbook: 'storage/md-degraded',
    row: {
      ...captureRow('mirror-member-faulty-6.12'),
      packages: ['mdadm', 'libudev1', 'libc6'],
      disks: [1, 2, 3].map(() => ({ bus: 'virtio', megabytes: 64 })),
      init: [
        'mkdir -p /run',
        'mdadm --create /dev/md0 --run --level=1 --raid-devices=2 --metadata=1.2 --assume-clean /dev/vda /dev/vdb',
        'dd if=/dev/urandom of=/dev/md0 bs=64k count=64; sync',
        'echo faulty > /sys/block/md0/md/dev-vdb/state',
      ],
    },
    acts: [
      {
        says: 'Does the array still run?',
        command: 'cat /proc/mdstat',
        expect: ['[2/1] [U_]'],
      },
      {
        says: 'It does, on one disk. Which member is out?',
        command: 'mdadm --detail /dev/md0',
        expect: ['degraded', 'faulty'],
      },
      {
        says: 'It is the one that the log named. Out with it:',
        command: 'mdadm /dev/md0 --remove /dev/vdb',
        expect: ['hot removed /dev/vdb'],
      },
      {
        says: 'The page warns before this one: the new member is overwritten. It is the empty third disk.',
        command: 'mdadm /dev/md0 --add /dev/vdc',
        values: { 'new-member': 'vdc' },
        expect: ['added /dev/vdc'],
      },
      {
        says: 'Whole again?',
        command: 'cat /proc/mdstat',
        afterSeconds: 8,
        expect: ['[2/2] [UU]'],
      },
    ],
    end: 'Both members are there. What is left for the day: find out why the disk went, and change it.',
  },
  {
    title: 'New connections are dropped',
    story:
      'A firewall that tracks connections. Established ones work, new ones time out, and the console repeats one line.',
    runbook: 'network/conntrack-full',
    row: captureRow('conntrack-full-6.12'),
    acts: [
      {
        says: 'How full is the table?',
        command: 'sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max',
        expect: ['nf_conntrack_max = 4'],
      },
      {
        says: 'The limit is absurd: somebody set it. The old value is noted, then it is raised.',
        command: 'sysctl -w net.netfilter.nf_conntrack_max=65536',
        values: { 'new-max': '65536' },
        expect: ['nf_conntrack_max = 65536'],
      },
      {
        says: 'And now?',
        command: 'sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max',
        expect: ['nf_conntrack_max = 65536'],
      },
    ],
    end: 'There is room for new connections. In the morning somebody finds the file under `/etc/sysctl.d/` that set it.',
  },
  {
    title: 'Nothing can be opened any more',
    story: 'Services fail with `Too many open files in system`, and logins with it.',
    runbook: 'network/file-max',
    row: captureRow('file-max-6.1'),
    acts: [
      {
        says: 'How many files are open, and how many may be? The first and the third number.',
        command: 'cat /proc/sys/fs/file-nr',
        expect: ['\t40'],
      },
      {
        says: 'The limit of this kernel, before it is changed:',
        command: 'sysctl fs.file-max',
        expect: ['fs.file-max = 40'],
      },
      {
        says: 'Raised until the cause is found:',
        command: 'sysctl -w fs.file-max=100000',
        values: { 'new-max': '100000' },
        expect: ['fs.file-max = 100000'],
      },
      {
        says: 'Room again?',
        command: 'cat /proc/sys/fs/file-nr',
        expect: ['\t100000'],
      },
    ],
    end: 'Programs open files again. Which of them held so many is the next question of the page.',
  },
];

function captureRow(id: string): Scenario {
  const row = allRows.find((each) => each.id === id);
  if (!row) throw new Error(`scripts/capture/rows has no row ${id}`);
  return row;
}
