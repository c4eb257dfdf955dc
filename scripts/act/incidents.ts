// The incidents of docs/acted-out.md.

import { nft } from '../capture/rows/network.ts';
import type { Incident } from './incident.ts';

const mdadm = ['mdadm', 'libudev1', 'libc6'];

export const incidents: readonly Incident[] = [
  {
    title: 'Half of a mirror is gone',
    story:
      'A file server with a RAID 1 of two disks. A cable came loose; the array threw the disk out, and the console says so. A third, empty disk is in the machine.',
    runbook: 'storage/md-degraded',
    row: {
      id: 'act-md-degraded',
      folder: 'storage/md-degraded',
      kind: 'md-degraded',
      arch: 'x86_64',
      kernel: '6.12',
      how: 'a RAID 1 of two disks, one of which is marked faulty',
      modules: ['md_mod', 'raid1'],
      packages: mdadm,
      disks: [
        { bus: 'virtio', megabytes: 64 },
        { bus: 'virtio', megabytes: 64 },
        { bus: 'virtio', megabytes: 64 },
      ],
      init: [
        'mkdir -p /run',
        'mdadm --create /dev/md0 --run --level=1 --raid-devices=2 --metadata=1.2 --assume-clean /dev/vda /dev/vdb',
        'dd if=/dev/urandom of=/dev/md0 bs=64k count=64; sync',
        'echo faulty > /sys/block/md0/md/dev-vdb/state',
      ],
      expect: ['Disk failure on vdb'],
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
    row: {
      id: 'act-conntrack-full',
      folder: 'network/conntrack-full',
      kind: 'conntrack-full',
      arch: 'x86_64',
      kernel: '6.12',
      how: 'net.netfilter.nf_conntrack_max=4 and a firewall that tracks connections; pings',
      packages: nft,
      modules: ['crc32c_generic', 'nfnetlink', 'nf_conntrack', 'nf_tables', 'nft_ct'],
      init: [
        'ip link set lo up',
        'nft add table ip filter',
        "nft add chain ip filter input '{ type filter hook input priority 0; }'",
        'nft add rule ip filter input ct state new counter accept',
        'sysctl -q -w net.netfilter.nf_conntrack_max=4',
        'for n in $(seq 1 12); do ping -c 1 -W 1 127.0.0.$n > /dev/null & done; sleep 2',
      ],
      expect: ['nf_conntrack: nf_conntrack: table full, dropping packet'],
    },
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
    row: {
      id: 'act-file-max',
      folder: 'network/file-max',
      kind: 'file-max',
      arch: 'x86_64',
      kernel: '6.1',
      how: 'fs.file-max=40, and a program that is not root opens files',
      packages: ['util-linux', 'libcap-ng0', 'libc6'],
      init: [
        'sysctl -q -w fs.file-max=40',
        '/usr/bin/setpriv --reuid 1000 --clear-groups sh -c "for n in $(seq -s \' \' 1 40); do sleep 9 < /dev/null 3< /proc/mounts 4< /proc/mounts 5< /proc/mounts 6< /proc/mounts 7< /proc/mounts & done; sleep 1"',
      ],
      expect: ['VFS: file-max limit 40 reached'],
    },
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
