// Machines that do not come up: no root, no init, an initial RAM disk that is none.

import type { Scenario } from '../scenario.ts';

const folder = 'boot/no-root-or-init';

export const bootRows: Scenario[] = [
  {
    id: 'wrong-root-6.1',
    folder,
    kind: 'vfs-no-root',
    arch: 'x86_64',
    kernel: '6.1',
    how: 'no initrd, and root= names a disk that is not there',
    initrd: 'none',
    boot: 'root=/dev/sda2 ro panic=-1 loglevel=7',
    expect: ['No filesystem could mount root', 'Kernel panic - not syncing: VFS'],
  },
  {
    id: 'initrd-cut-short-6.12',
    folder: 'boot/initramfs-broken',
    kind: 'initramfs-broken',
    arch: 'x86_64',
    kernel: '6.12',
    how: 'half of the initrd is missing',
    initrd: 'cut-short',
    boot: 'root=/dev/vda1 ro panic=-1 loglevel=7',
    expect: ['Initramfs unpacking failed', 'Kernel panic - not syncing: VFS'],
  },
  {
    id: 'init-touches-null-arm64-6.12',
    folder,
    kind: 'attempted-to-kill-init',
    arch: 'arm64',
    kernel: '6.12',
    how: 'rdinit= names a program that writes to address 0',
    programs: ['touch-null'],
    boot: 'rdinit=/bin/touch-null panic=-1 loglevel=7',
    expect: ['Attempted to kill init! exitcode=0x0000000b'],
  },
];
