// Boots in which nothing failed: no signature and no reader may see a failure in them.

import type { Scenario } from '../scenario.ts';

const folder = 'healthy';
const oops = ['Call Trace:', 'Call trace:', 'Kernel panic', 'BUG:', 'I/O error'];

export const healthyRows: Scenario[] = [
  {
    id: 'boot-disks-6.12',
    folder,
    kind: 'none',
    arch: 'x86_64',
    kernel: '6.12',
    how: 'disks on four buses, a file system of each kind mounted and unmounted, swap used and given back',
    disks: [
      { bus: 'virtio', megabytes: 64, holds: 'ext4' },
      { bus: 'scsi', megabytes: 320, holds: 'xfs' },
      { bus: 'ahci', megabytes: 64 },
      { bus: 'nvme', megabytes: 160, holds: 'btrfs' },
    ],
    init: [
      'mount -t ext4 /dev/vda /mnt && ls /mnt/directory1 > /dev/null && umount /mnt',
      'mount -t xfs /dev/sda /mnt && touch /mnt/one && umount /mnt',
      'mount -t xfs /dev/sdb /mnt 2>/dev/null && touch /mnt/one && umount /mnt',
      'mount -t btrfs /dev/nvme0n1 /mnt && touch /mnt/one && umount /mnt',
    ],
    expect: ['EXT4-fs (vda): mounted', 'Ending clean mount', 'reboot: Power down'],
    refuse: oops,
  },
  {
    id: 'boot-arm64-6.1',
    folder,
    kind: 'none',
    arch: 'arm64',
    kernel: '6.1',
    how: 'a boot that ends in poweroff',
    expect: ['Run /init as init process', 'reboot: Power down'],
    refuse: oops,
  },
  {
    id: 'boot-arm64-6.12',
    folder,
    kind: 'none',
    arch: 'arm64',
    kernel: '6.12',
    how: 'all messages (loglevel=8 ignore_loglevel), disks of three buses, a boot that ends in poweroff',
    boot: 'ignore_loglevel panic=-1 loglevel=8',
    disks: [
      { bus: 'virtio', megabytes: 64, holds: 'ext4' },
      { bus: 'scsi', megabytes: 64 },
      { bus: 'nvme', megabytes: 64 },
    ],
    init: ['mount -t ext4 /dev/vda /mnt', 'umount /mnt'],
    expect: ['Run /init as init process', 'reboot: Power down'],
    refuse: oops,
  },
  {
    id: 'ext4-recovery-6.1',
    folder: 'storage/ext4-error',
    kind: 'none',
    nearMiss: 'ext4-error',
    arch: 'x86_64',
    kernel: '6.1',
    how: 'ext4 is mounted after a power cut: its journal is played back, which is no error',
    disks: [{ bus: 'virtio', megabytes: 64, holds: 'ext4' }],
    init: [
      'mount -t ext4 /dev/vda /mnt',
      'for n in 1 2 3; do mkdir /mnt/new$n; done; sync',
      'dd if=/dev/vda of=/tmp/copy bs=1M',
      'umount /mnt',
      'modprobe loop',
      'losetup /dev/loop0 /tmp/copy',
      'mount -t ext4 /dev/loop0 /mnt',
    ],
    modules: ['loop'],
    expect: ['EXT4-fs (loop0): recovery complete'],
    refuse: oops,
  },
];
