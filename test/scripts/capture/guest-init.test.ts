import { expect, test } from 'vitest';
import { guestInit, modulesOf } from '../../../scripts/capture/guest-init.ts';
import type { Scenario } from '../../../scripts/capture/scenario.ts';

const row: Scenario = {
  id: 'one',
  folder: 'storage/ext4-error',
  kind: 'ext4-error',
  arch: 'x86_64',
  kernel: '6.1',
  how: 'a test',
  expect: ['EXT4-fs error'],
};

test('the drivers of the disks come first, then their file systems, then what the row asks for', () => {
  expect(
    modulesOf({
      ...row,
      disks: [
        { bus: 'virtio', megabytes: 64, holds: 'ext4' },
        { bus: 'virtio', megabytes: 64 },
        { bus: 'scsi', megabytes: 64 },
      ],
      modules: ['dm_thin_pool', 'ext4'],
    }),
  ).toEqual([
    ...['virtio_pci', 'virtio_blk', 'virtio_scsi', 'sd_mod', 'crc32c_generic', 'ext4'],
    'dm_thin_pool',
  ]);
});

test('/init does what the row says, then the fault, then waits and powers off', () => {
  const lines = guestInit({ ...row, init: ['echo one'], kfail: 'warn', waitSeconds: 9 }).split(
    '\n',
  );
  expect(lines[0]).toBe('#!/bin/sh');
  expect(lines.slice(-6)).toEqual([
    'echo one',
    'insmod /lib/kfail.ko mode=warn',
    'sleep 9',
    'sync',
    'poweroff -f',
    '',
  ]);
});
