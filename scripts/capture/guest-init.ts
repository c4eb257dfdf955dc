// In: a row. Out: the text of /init, a script for busybox that is process 1 of the guest.

import { buses } from './qemu-command.ts';
import type { FileSystem, Scenario } from './scenario.ts';

/** Checksums are asked for by name, which no dependency of the module tells. */
const fileSystemModules: Record<FileSystem, string[]> = {
  ext4: ['crc32c_generic', 'ext4'],
  xfs: ['crc32c_generic', 'xfs'],
  btrfs: ['crc32c_generic', 'btrfs'],
};

/** Every module that the row loads, in order; those of its disks come first. */
export function modulesOf(row: Scenario): string[] {
  // Whether a disk's driver is in an initramfs is what such a row is about: it names them itself.
  const disks = row.initramfsTools ? [] : (row.disks ?? []);
  const names = [
    ...disks.flatMap(({ bus }) => buses[bus].modules),
    ...disks.flatMap(({ holds }) => (holds === undefined ? [] : fileSystemModules[holds])),
    ...(row.modules ?? []),
  ];
  return [...new Set(names)];
}

export function guestInit(row: Scenario): string {
  const modules = modulesOf(row);
  return `${[
    '#!/bin/sh',
    'export PATH=/usr/bin:/usr/sbin:/bin:/sbin',
    'mount -t proc proc /proc',
    'mount -t sysfs sysfs /sys',
    'mount -t devtmpfs devtmpfs /dev 2>/dev/null',
    'mount -t tmpfs tmpfs /tmp',
    'mount -t debugfs debugfs /sys/kernel/debug 2>/dev/null',
    ...modules.map((name) => `modprobe ${name}`),
    ...(row.init ?? []),
    ...(row.kfail === undefined ? [] : [`insmod /lib/kfail.ko mode=${row.kfail}`]),
    `sleep ${row.waitSeconds ?? 2}`,
    'sync',
    'poweroff -f',
  ].join('\n')}\n`;
}
