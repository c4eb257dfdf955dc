// One row from nothing to a console: guest files, disks, boot. All of it lies in a scratch folder of
// its own that is removed afterwards.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Boot, bootMachine } from './boot-machine.ts';
import { buildInitrd, type GuestParts } from './build-initrd.ts';
import { type DiskImage, makeDiskImage } from './disk-image.ts';
import { qemuCommand } from './qemu-command.ts';
import type { Scenario } from './scenario.ts';

export const usualLimitSeconds = 120;

export async function runScenario(
  row: Scenario,
  parts: GuestParts,
  signal: AbortSignal,
): Promise<Boot> {
  // Short, since a socket's path may have 107 characters.
  const folder = await mkdtemp(join(tmpdir(), 'capture-'));
  try {
    const disks: DiskImage[] = [];
    for (const [index, disk] of (row.disks ?? []).entries()) {
      disks.push(await makeDiskImage(disk, index, folder));
    }
    const monitor = join(folder, 'monitor');
    const command = qemuCommand(row, {
      kernel: parts.kernel.image,
      initrd: await buildInitrd(row, parts, folder),
      disks: disks.map(({ path }) => path),
      journals: disks.map(({ journal }) => journal),
      console: join(folder, 'console'),
      monitor,
    });
    return await bootMachine(command, {
      console: join(folder, 'console'),
      monitor,
      steps: row.monitor ?? [],
      limitSeconds: row.limitSeconds ?? usualLimitSeconds,
      signal,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
