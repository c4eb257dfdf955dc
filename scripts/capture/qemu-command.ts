// In: a row and the files that were made for it. Out: the program and the arguments that boot it.
// Pure, so that a table can be looked at with --dry-run on a machine without QEMU.

import type { Disk, DiskBus, FailingSectors, Scenario } from './scenario.ts';

export interface BootFiles {
  kernel: string;
  /** Null where the row wants none. */
  initrd: string | null;
  /** One path a disk of the row, in its order. */
  disks: readonly string[];
  /** Sectors of the ext4 journal, one list a disk: first and number, in units of 512 bytes. */
  journals?: readonly (readonly [first: number, count: number][])[];
  /** File that the serial console is written to. QEMU drops characters for a pipe that is slow to read. */
  console: string;
  /** Path of the socket that QEMU's monitor listens on. */
  monitor: string;
}

export interface QemuCommand {
  program: string;
  arguments: string[];
}

export const usualBoot = 'panic=-1 loglevel=7';

export function qemuCommand(row: Scenario, files: BootFiles): QemuCommand {
  const arm = row.arch === 'arm64';
  const console = arm ? 'ttyAMA0' : 'ttyS0';
  const disks = row.disks ?? [];
  const machine = row.machine ?? (arm ? 'virt' : null);
  return {
    program: arm ? 'qemu-system-aarch64' : 'qemu-system-x86_64',
    arguments: [
      ...(machine === null ? [] : ['-M', machine]),
      ...['-cpu', arm ? 'cortex-a72' : 'max', '-accel', 'tcg,thread=multi'],
      ...['-m', `${row.memoryMegabytes ?? 512}M`, '-smp', String(row.processors ?? 2)],
      ...['-display', 'none', '-nodefaults', '-no-reboot', '-serial', `file:${files.console}`],
      ...['-monitor', `unix:${files.monitor},server=on,wait=off`],
      ...(row.controllers ?? []),
      ...controllers(disks),
      ...disks.flatMap((disk, index) =>
        diskArguments(disk, index, files.disks[index]!, files.journals?.[index] ?? []),
      ),
      ...(row.devices ?? []),
      ...['-kernel', files.kernel],
      ...(files.initrd === null ? [] : ['-initrd', files.initrd]),
      ...['-append', `console=${console} ${row.boot ?? usualBoot}`],
    ],
  };
}

/** The kernel's module for a bus, and what the guest calls the first disk on it. */
export const buses: Record<DiskBus, { modules: string[]; disk: (index: number) => string }> = {
  virtio: { modules: ['virtio_pci', 'virtio_blk'], disk: (index) => `vd${letter(index)}` },
  scsi: {
    modules: ['virtio_pci', 'virtio_scsi', 'sd_mod'],
    disk: (index) => `sd${letter(index)}`,
  },
  ahci: { modules: ['ahci', 'sd_mod'], disk: (index) => `sd${letter(index)}` },
  nvme: { modules: ['nvme'], disk: (index) => `nvme${index}n1` },
};

const letter = (index: number) => String.fromCharCode('a'.charCodeAt(0) + index);

function controllers(disks: readonly Disk[]): string[] {
  const wanted = new Set(disks.map(({ bus }) => bus));
  return [
    ...(wanted.has('scsi') ? ['-device', 'virtio-scsi-pci,id=scsi'] : []),
    ...(wanted.has('ahci') ? ['-device', 'ich9-ahci,id=ahci'] : []),
  ];
}

function diskArguments(
  disk: Disk,
  index: number,
  path: string,
  journal: readonly (readonly [number, number])[],
): string[] {
  const node = `d${index}`;
  const fails = (disk.fails ?? []).flatMap((failing) => sectorsOf(failing, journal));
  const source =
    fails.length === 0
      ? [`driver=raw,node-name=${node}-raw,file.driver=file,file.filename=${path}`]
      : [
          [
            `driver=raw,node-name=${node}-raw,file.driver=blkdebug`,
            `file.image.driver=file,file.image.filename=${path}`,
            ...fails.map((one, number) => injection(one, number)),
          ].join(','),
        ];
  const throttle = disk.bytesPerSecond;
  const limits =
    throttle === undefined
      ? []
      : [
          ...['-object', `throttle-group,id=${node}-slow,x-bps-total=${throttle}`],
          ...[
            '-blockdev',
            `driver=throttle,node-name=${node},throttle-group=${node}-slow,file=${node}-raw`,
          ],
        ];
  const drive = throttle === undefined ? `${node}-raw` : node;
  const errors = 'rerror=report,werror=report';
  const options = disk.options === undefined ? '' : `,${disk.options}`;
  const device = {
    virtio: `virtio-blk-pci,drive=${drive},id=disk${index},${errors}`,
    scsi: `scsi-hd,bus=scsi.0,drive=${drive},id=disk${index},${errors}`,
    ahci: `ide-hd,bus=ahci.${index},drive=${drive},id=disk${index},${errors}`,
    nvme: `nvme,drive=${drive},id=disk${index},serial=capture${index}`,
  }[disk.bus];
  return [
    ...source.flatMap((one) => ['-blockdev', one]),
    ...limits,
    ...['-device', device + options],
  ];
}

interface Injection {
  on: 'read' | 'write';
  errno: number;
  sector: number | null;
}

function sectorsOf(
  failing: FailingSectors,
  journal: readonly (readonly [number, number])[],
): Injection[] {
  const { on, errno = 5 } = failing;
  if (failing.at === 'everywhere') return [{ on, errno, sector: null }];
  if (typeof failing.at === 'number') return [{ on, errno, sector: failing.at }];
  if (failing.at !== 'journal') {
    const { from, every, count } = failing.at;
    return Array.from({ length: count }, (_, index) => ({
      on,
      errno,
      sector: from + index * every,
    }));
  }
  // One a block of the journal (8 sectors): blkdebug asks whether a request covers the sector. The
  // journal's first block is its superblock, without which there is no mount to fail later.
  return journal.flatMap(([first, count], extent) => {
    const from = extent === 0 ? first + 8 : first;
    const blocks = Math.min(64, Math.floor((first + count - from) / 8));
    return Array.from({ length: blocks }, (_, block) => ({ on, errno, sector: from + block * 8 }));
  });
}

function injection({ on, errno, sector }: Injection, number: number): string {
  const name = `file.inject-error.${number}`;
  const place = sector === null ? '' : `,${name}.sector=${sector}`;
  return `${name}.event=none,${name}.iotype=${on},${name}.errno=${errno}${place}`;
}
