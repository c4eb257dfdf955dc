// In: rows. Out: the programs of the host that they need, each with the package that brings it.

import type { Scenario } from './scenario.ts';

export interface RequiredTool {
  program: string;
  debianPackage: string;
}

const packages: Record<string, string> = {
  'qemu-system-x86_64': 'qemu-system-x86',
  'qemu-system-aarch64': 'qemu-system-arm',
  'apt-get': 'apt',
  'dpkg-deb': 'dpkg',
  depmod: 'kmod',
  cpio: 'cpio',
  gzip: 'gzip',
  xz: 'xz-utils',
  mke2fs: 'e2fsprogs',
  dumpe2fs: 'e2fsprogs',
  debugfs: 'e2fsprogs',
  'mkfs.xfs': 'xfsprogs',
  'mkfs.btrfs': 'btrfs-progs',
  make: 'make',
  'gcc-12': 'gcc-12',
  'aarch64-linux-gnu-gcc-12': 'gcc-12-aarch64-linux-gnu',
};

const fileSystemTools = {
  ext4: ['mke2fs', 'dumpe2fs', 'debugfs'],
  xfs: ['mkfs.xfs'],
  btrfs: ['mkfs.btrfs'],
} as const;

/** Those that a row needs, the module's compiler aside: without that, only its rows are left out. */
export function requiredTools(rows: readonly Scenario[]): RequiredTool[] {
  const programs = new Set(['apt-get', 'dpkg-deb', 'depmod', 'cpio', 'gzip', 'xz']);
  for (const { arch, disks = [] } of rows) {
    programs.add(arch === 'arm64' ? 'qemu-system-aarch64' : 'qemu-system-x86_64');
    for (const { holds } of disks) {
      if (holds !== undefined) for (const tool of fileSystemTools[holds]) programs.add(tool);
    }
  }
  return [...programs].map(withPackage);
}

export function moduleTools(arch: Scenario['arch']): RequiredTool[] {
  const compiler = arch === 'arm64' ? 'aarch64-linux-gnu-gcc-12' : 'gcc-12';
  return ['make', compiler].map(withPackage);
}

function withPackage(program: string): RequiredTool {
  return { program, debianPackage: packages[program]! };
}

/** One sentence and one command that can be pasted. */
export function sayMissing(missing: readonly RequiredTool[]): string {
  const brought = [...new Set(missing.map(({ debianPackage }) => debianPackage))].sort();
  const programs = missing.map(({ program }) => program).sort();
  return `Not found: ${programs.join(', ')}. On Debian or Ubuntu: sudo apt-get install --no-install-recommends ${brought.join(' ')}`;
}
