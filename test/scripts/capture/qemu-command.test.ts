import { describe, expect, test } from 'vitest';
import { type BootFiles, qemuCommand } from '../../../scripts/capture/qemu-command.ts';
import type { Disk, Scenario } from '../../../scripts/capture/scenario.ts';

const row: Scenario = {
  id: 'one',
  folder: 'storage/disk-error',
  kind: 'block-io-error',
  arch: 'x86_64',
  kernel: '6.1',
  how: 'a test',
  expect: ['I/O error'],
};
const files: BootFiles = {
  kernel: 'vmlinuz',
  initrd: 'initrd.gz',
  disks: ['a.img', 'b.img'],
  console: 'console',
  monitor: 'monitor',
};
const words = (more: Partial<Scenario>, given: Partial<BootFiles> = {}) => {
  const { program, arguments: args } = qemuCommand({ ...row, ...more }, { ...files, ...given });
  return [program, ...args];
};
const valuesOf = (args: string[], option: string) =>
  args.flatMap((word, index) => (args[index - 1] === option ? [word] : []));
const withDisk = (disk: Partial<Disk>, given: Partial<BootFiles> = {}) =>
  words({ disks: [{ bus: 'virtio', megabytes: 64, ...disk }] }, given);

describe('the command that boots a row', () => {
  test('is of the architecture, its console and its machine', () => {
    const x86 = words({});
    expect(x86[0]).toBe('qemu-system-x86_64');
    expect(valuesOf(x86, '-append')).toEqual(['console=ttyS0 panic=-1 loglevel=7']);
    expect(x86).not.toContain('-M');
    const arm = words({ arch: 'arm64', boot: 'quiet' });
    expect(arm[0]).toBe('qemu-system-aarch64');
    expect(valuesOf(arm, '-append')).toEqual(['console=ttyAMA0 quiet']);
    expect(valuesOf(arm, '-M')).toEqual(['virt']);
  });

  test('emulates, shows nothing and never restarts', () => {
    const args = words({});
    expect(valuesOf(args, '-accel')).toEqual(['tcg,thread=multi']);
    expect(args).toContain('-no-reboot');
    expect(valuesOf(args, '-serial')).toEqual(['file:console']);
  });

  test('has no initrd where the row has none', () => {
    expect(words({}, { initrd: null })).not.toContain('-initrd');
  });

  test('reports errors of a disk to the guest instead of stopping it', () => {
    for (const bus of ['virtio', 'scsi', 'ahci'] as const) {
      const device = valuesOf(withDisk({ bus }), '-device').at(-1);
      expect(device).toContain('rerror=report,werror=report');
    }
  });

  test('gives each bus its controller once', () => {
    const args = words({
      disks: [
        { bus: 'scsi', megabytes: 8 },
        { bus: 'scsi', megabytes: 8 },
      ],
    });
    const controllers = valuesOf(args, '-device').filter((one) =>
      one.startsWith('virtio-scsi-pci'),
    );
    expect(controllers).toHaveLength(1);
    expect(valuesOf(args, '-blockdev')).toEqual([
      'driver=raw,node-name=d0-raw,file.driver=file,file.filename=a.img',
      'driver=raw,node-name=d1-raw,file.driver=file,file.filename=b.img',
    ]);
  });

  test('injects errors where the row says', () => {
    const fails = [
      { on: 'read', at: 2048 },
      { on: 'write', at: 'everywhere', errno: 28 },
      { on: 'read', at: { from: 4096, every: 8, count: 2 } },
    ] as const;
    const [disk] = valuesOf(withDisk({ fails: [...fails] }), '-blockdev');
    expect(disk).toBe(
      [
        'driver=raw,node-name=d0-raw,file.driver=blkdebug',
        'file.image.driver=file,file.image.filename=a.img',
        'file.inject-error.0.event=none,file.inject-error.0.iotype=read',
        'file.inject-error.0.errno=5,file.inject-error.0.sector=2048',
        'file.inject-error.1.event=none,file.inject-error.1.iotype=write',
        'file.inject-error.1.errno=28',
        'file.inject-error.2.event=none,file.inject-error.2.iotype=read',
        'file.inject-error.2.errno=5,file.inject-error.2.sector=4096',
        'file.inject-error.3.event=none,file.inject-error.3.iotype=read',
        'file.inject-error.3.errno=5,file.inject-error.3.sector=4104',
      ].join(','),
    );
  });

  test('fails the journal behind its superblock, a rule a block', () => {
    const [disk] = valuesOf(
      withDisk(
        { holds: 'ext4', fails: [{ on: 'write', at: 'journal' }] },
        {
          journals: [
            [
              [800, 24],
              [1600, 8],
            ],
          ],
        },
      ),
      '-blockdev',
    );
    expect([...disk!.matchAll(/sector=(\d+)/g)].map(([, sector]) => sector)).toEqual([
      '808',
      '816',
      '1600',
    ]);
  });

  test('slows a disk in front of its image', () => {
    const args = withDisk({ bus: 'nvme', bytesPerSecond: 16_384 });
    expect(valuesOf(args, '-object')).toEqual(['throttle-group,id=d0-slow,x-bps-total=16384']);
    expect(valuesOf(args, '-blockdev').at(-1)).toBe(
      'driver=throttle,node-name=d0,throttle-group=d0-slow,file=d0-raw',
    );
    expect(valuesOf(args, '-device')).toEqual(['nvme,drive=d0,id=disk0,serial=capture0']);
  });
});
