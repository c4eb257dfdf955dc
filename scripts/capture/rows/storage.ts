// Disks that fail and file systems that are damaged.

import type { Scenario } from '../scenario.ts';

export const storageRows: Scenario[] = [
  {
    id: 'virtio-read-error-6.12',
    folder: 'storage/disk-error',
    kind: 'block-io-error',
    arch: 'x86_64',
    kernel: '6.12',
    how: 'a virtio disk that fails each read of sector 2048; dd',
    disks: [{ bus: 'virtio', megabytes: 64, fails: [{ on: 'read', at: 2048 }] }],
    init: ['dd if=/dev/vda of=/dev/null bs=4k'],
    expect: ['I/O error, dev vda, sector 2048', 'Buffer I/O error on dev vda'],
  },
];
