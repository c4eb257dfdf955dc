// One row of the tables in rows/: a way to make a kernel fail, and what its console must then hold.
// Data alone; check-scenarios.ts says what is wrong with a table before anything is started.

export type Architecture = 'x86_64' | 'arm64';

/** Release line; the newest package of it that apt offers is taken. */
export type KernelSeries = '6.1' | '6.12';

export type DiskBus = 'virtio' | 'scsi' | 'ahci' | 'nvme';

export type FileSystem = 'ext4' | 'xfs' | 'btrfs';

/** What is wrong with a file system before it is mounted; disk-image.ts says how each is made. */
export type Damage =
  | 'inode-table'
  | 'directory'
  | 'block-bitmap'
  | 'group-descriptors'
  | 'superblock'
  | 'allocation-header'
  | 'root-inode'
  | 'file-contents'
  | 'tree-blocks';

export interface FailingSectors {
  on: 'read' | 'write';
  /**
   * One sector in units of 512 bytes, one in so many of a stretch, all of the disk, or a part of the
   * file system that is looked for.
   */
  at: number | { from: number; every: number; count: number } | 'journal' | 'everywhere';
  /** Error of errno.h that the host's read or write returns; 5 (EIO) where it is not given. */
  errno?: number;
}

export interface Disk {
  bus: DiskBus;
  megabytes: number;
  holds?: FileSystem;
  damage?: Damage;
  fails?: FailingSectors[];
  /** What the disk serves; with 16,384, one request of 1 MiB takes a minute: a disk that has stopped. */
  bytesPerSecond?: number;
  /** Options of the QEMU device, after the ones that every disk has. */
  options?: string;
}

/** A command for QEMU's monitor, sent when the console shows a text. */
export interface MonitorStep {
  after: string;
  delaySeconds?: number;
  send: string;
}

/** What stands in the place of a good initial RAM disk. */
export type BrokenInitrd = 'none' | 'noise' | 'cut-short';

export interface Scenario {
  /** Kebab case; the name of the sample's file. */
  id: string;
  /** Below the samples' folder: `storage/disk-error`. */
  folder: string;
  /** Slug of content/vocabulary/kinds.json, or `none`. */
  kind: string;
  /** Kind that a careless signature would see in it. */
  nearMiss?: string;
  /** Offers the sample in the wizard's list under this name. */
  title?: string;
  arch: Architecture;
  kernel: KernelSeries;
  /** For the sample's head: what was done to the machine, in words. */
  how: string;
  /** Modules of the kernel package that /init loads, in this order; what they need comes along. */
  modules?: readonly string[];
  /** Mode of module/kfail.c, loaded after the lines of `init`. */
  kfail?: string;
  /** Shell lines of /init, after /proc, /sys, /dev, /tmp and debugfs are mounted. */
  init?: readonly string[];
  /** Seconds /init waits after the last of these before it powers the machine off; 2 if not given. */
  waitSeconds?: number;
  initrd?: BrokenInitrd;
  /**
   * Debian's own initramfs (initramfs-tools with klibc) in the place of the usual guest. It looks for
   * the root file system with the drivers of `modules` alone, as a machine's does.
   */
  initramfsTools?: boolean;
  /** The whole /init and all that the initrd holds, where it is not to be the usual guest. */
  initText?: string;
  /** Programs that this project writes itself, put into /bin of the guest (guest-programs.ts). */
  programs?: readonly ('touch-null' | 'silent-exit')[];
  /** Debian packages whose programs and libraries the guest has, unpacked, not installed. */
  packages?: readonly string[];
  /** Kernel command line after `console=…`; `panic=-1 loglevel=7` where it is not given. */
  boot?: string;
  memoryMegabytes?: number;
  processors?: number;
  /** QEMU's machine type where the usual one does not do. */
  machine?: string;
  /** More arguments of QEMU, before the disks: what they are plugged into. */
  controllers?: readonly string[];
  /** More arguments of QEMU, behind the disks. */
  devices?: readonly string[];
  disks?: readonly Disk[];
  monitor?: readonly MonitorStep[];
  /** Wall clock for the boot; 120 where it is not given. */
  limitSeconds?: number;
  /** Each must stand in the console, word for word. */
  expect: readonly string[];
  /** None of these may. */
  refuse?: readonly string[];
}
