import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkScenarios } from '../../../scripts/capture/check-scenarios.ts';
import { allRows } from '../../../scripts/capture/rows/all-rows.ts';
import type { Scenario } from '../../../scripts/capture/scenario.ts';

const slugs = (name: string) =>
  new Set<string>(
    JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../content/vocabulary', name), 'utf8'),
    ).map(({ slug }: { slug: string }) => slug),
  );
const [kinds, areas] = [slugs('kinds.json'), slugs('areas.json')];

const good: Scenario = {
  id: 'ext4-bitmap-6.1',
  folder: 'storage/ext4-error',
  kind: 'ext4-error',
  arch: 'x86_64',
  kernel: '6.1',
  how: 'a block bitmap of zeros',
  disks: [{ bus: 'virtio', megabytes: 64, holds: 'ext4', damage: 'block-bitmap' }],
  expect: ['EXT4-fs error'],
};

test('the tables as they are can be run', () => {
  expect(checkScenarios(allRows, kinds, areas)).toEqual([]);
  expect(allRows.length).toBeGreaterThan(4);
});

describe('a row is refused, in words,', () => {
  const wrong: [string, Partial<Scenario>, string][] = [
    ['with an id that is no file name', { id: 'Ext4 bitmap' }, 'lower case words with hyphens'],
    ['in no area', { folder: 'disks/ext4' }, 'begins with an area'],
    ['with a path that leads elsewhere', { folder: 'storage/../..' }, 'begins with an area'],
    ['with a kind that is none', { kind: 'ext4-broken' }, '"ext4-broken" is no kind'],
    ['with a near-miss that is none', { nearMiss: 'odd' }, '"odd" is no kind'],
    ['as a near-miss of itself', { nearMiss: 'ext4-error' }, 'another kind'],
    ['that proves nothing', { expect: [] }, 'proves nothing'],
    ['with a proof that anything gives', { expect: ['BUG'] }, 'fewer than 6 characters'],
    ['with a word of two lines', { how: 'one\ntwo' }, 'one line each'],
    ['that does not say what was done', { how: ' ' }, 'how is empty'],
    [
      'with a bus that the machine has not',
      { arch: 'arm64', disks: [{ bus: 'ahci', megabytes: 8 }] },
      'no AHCI controller',
    ],
    [
      'with damage to nothing',
      { disks: [{ bus: 'virtio', megabytes: 8, damage: 'directory' }] },
      'holds no file system',
    ],
    [
      "with another file system's damage",
      { disks: [{ bus: 'virtio', megabytes: 320, holds: 'xfs', damage: 'block-bitmap' }] },
      'xfs has no block-bitmap; it has allocation-header',
    ],
    [
      'with a journal that cannot be found',
      {
        disks: [
          { bus: 'virtio', megabytes: 320, holds: 'xfs', fails: [{ on: 'write', at: 'journal' }] },
        ],
      },
      'only the journal of ext4',
    ],
    [
      'with a disk that mkfs refuses',
      { disks: [{ bus: 'virtio', megabytes: 64, holds: 'xfs' }] },
      'xfs needs 320 MB',
    ],
  ];
  test.each(wrong)('%s', (_, change, words) => {
    const found = checkScenarios([{ ...good, ...change }], kinds, areas);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });

  test('of an id that another has', () => {
    expect(checkScenarios([good, good], kinds, areas)).toEqual([
      'ext4-bitmap-6.1: another row has this id',
    ]);
  });
});
