import { expect, test } from 'vitest';
import { guestProgram } from '../../../scripts/capture/guest-programs.ts';
import { moduleTools, requiredTools, sayMissing } from '../../../scripts/capture/required-tools.ts';
import type { Scenario } from '../../../scripts/capture/scenario.ts';

const row: Scenario = {
  id: 'one',
  folder: 'boot/no-root-or-init',
  kind: 'no-init',
  arch: 'arm64',
  kernel: '6.1',
  how: 'a test',
  expect: ['No working init found'],
};

test('a program is asked for only where a row needs it', () => {
  const names = (rows: Scenario[]) => requiredTools(rows).map(({ program }) => program);
  expect(names([row])).toContain('qemu-system-aarch64');
  expect(names([row])).not.toContain('qemu-system-x86_64');
  expect(names([row])).not.toContain('mkfs.xfs');
  const disk = { bus: 'virtio', megabytes: 320, holds: 'xfs' } as const;
  expect(names([{ ...row, disks: [disk] }])).toContain('mkfs.xfs');
});

test('what is missing is said with the command that brings it, each package once', () => {
  expect(
    sayMissing([
      { program: 'mke2fs', debianPackage: 'e2fsprogs' },
      { program: 'debugfs', debianPackage: 'e2fsprogs' },
      { program: 'cpio', debianPackage: 'cpio' },
    ]),
  ).toBe(
    'Not found: cpio, debugfs, mke2fs. On Debian or Ubuntu: sudo apt-get install --no-install-recommends cpio e2fsprogs',
  );
});

test('every tool has its package', () => {
  const all = [
    ...requiredTools([
      {
        ...row,
        disks: (['ext4', 'xfs', 'btrfs'] as const).map((holds) => ({
          bus: 'virtio',
          megabytes: 320,
          holds,
        })),
      },
      { ...row, arch: 'x86_64' },
    ]),
    ...moduleTools('x86_64'),
    ...moduleTools('arm64'),
  ];
  for (const { debianPackage } of all) expect(debianPackage).toMatch(/^[a-z0-9.-]+$/);
});

test("the guest's own programs are whole ELF files of their architecture", () => {
  for (const [arch, machine] of [
    ['x86_64', 62],
    ['arm64', 183],
  ] as const) {
    const file = Buffer.from(guestProgram('touch-null', arch));
    expect(file.subarray(0, 4).toString('latin1')).toBe('\x7fELF');
    expect(file.readUInt16LE(18)).toBe(machine);
    const entry = Number(file.readBigUInt64LE(24) - file.readBigUInt64LE(80));
    expect(entry).toBeGreaterThanOrEqual(120);
    expect(entry).toBeLessThan(file.length);
  }
});
