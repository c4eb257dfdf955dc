// In: the rows and the slugs that the library knows. Out: what is wrong with them, one sentence each.
// A row is data that people add at night: what would fail after ten minutes of boots fails at once.

import type { Scenario } from './scenario.ts';

const idPattern = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
const folderPattern = /^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/;

/** All faults of all rows; an empty list is a table that can be run. */
export function checkScenarios(
  scenarios: readonly Scenario[],
  kinds: ReadonlySet<string>,
  areas: ReadonlySet<string>,
): string[] {
  const seen = new Set<string>();
  return scenarios.flatMap((row) => {
    const found: string[] = [];
    const say = (fault: string) => found.push(`${row.id}: ${fault}`);
    if (!idPattern.test(row.id)) say('an id is lower case words with hyphens; it names a file');
    if (seen.has(row.id)) say('another row has this id');
    seen.add(row.id);
    const [area] = row.folder.split('/');
    if (!folderPattern.test(row.folder) || !(areas.has(area!) || area === 'healthy')) {
      say(`folder is "${row.folder}"; it begins with an area of content/vocabulary/areas.json`);
    }
    for (const kind of [row.kind, row.nearMiss]) {
      if (kind !== undefined && kind !== 'none' && !kinds.has(kind)) {
        say(`"${kind}" is no kind of content/vocabulary/kinds.json`);
      }
    }
    if (row.nearMiss === row.kind) say('a near-miss shows another kind than the one it resembles');
    if (row.expect.length === 0) say('expect is empty; a boot that proves nothing is no sample');
    if (row.expect.some((text) => text.trim().length < 6)) {
      say('a text of fewer than 6 characters in expect stands in any console');
    }
    if (/[\r\n]/.test([row.how, row.title ?? ''].join(''))) say('how and title are one line each');
    if (row.how.trim() === '') say('how is empty; it is all that a reader learns of the boot');
    if (row.arch === 'arm64' && row.disks?.some(({ bus }) => bus === 'ahci')) {
      say("QEMU's arm64 machine has no AHCI controller; take virtio, scsi or nvme");
    }
    for (const [index, disk] of (row.disks ?? []).entries()) {
      if (disk.damage !== undefined && disk.holds === undefined) {
        say(`disk ${index} is damaged but holds no file system`);
      }
      const allowed = disk.holds === undefined ? [] : damages[disk.holds];
      if (disk.damage !== undefined && disk.holds && !allowed.includes(disk.damage)) {
        say(`disk ${index}: ${disk.holds} has no ${disk.damage}; it has ${allowed.join(', ')}`);
      }
      if (disk.fails?.some(({ at }) => at === 'journal') && disk.holds !== 'ext4') {
        say(`disk ${index}: only the journal of ext4 can be found`);
      }
      if (disk.holds !== undefined && disk.megabytes < smallest[disk.holds]) {
        say(`disk ${index}: ${disk.holds} needs ${smallest[disk.holds]} MB, has ${disk.megabytes}`);
      }
    }
    return found;
  });
}

/** What can be damaged in each file system. */
const damages: Record<NonNullable<Scenario['disks']>[number]['holds'] & string, string[]> = {
  ext4: ['inode-table', 'directory', 'block-bitmap', 'group-descriptors', 'superblock'],
  xfs: ['allocation-header', 'root-inode', 'superblock'],
  btrfs: ['file-contents', 'tree-blocks'],
};

/** Megabytes below which mkfs refuses. */
const smallest = { ext4: 16, xfs: 320, btrfs: 128 };
