// Why the second best does not lead, said in words.

import { expect, test } from 'vitest';
import type { Knowledge, KnownRunbook } from '../../src/model/knowledge.ts';
import { triage } from '../../src/plan/triage.ts';

function runbook(id: string, kinds: string[]): KnownRunbook {
  return {
    id,
    title: id,
    summary: '',
    kinds,
    class: null,
    severity: null,
    escalation: null,
    steps: [],
  } as unknown as KnownRunbook;
}

const format = 'EXT4-fs error (device %s{device}): %s';
const knowledge = {
  format: 'panicroom-knowledge',
  version: 1,
  runbooks: [
    runbook('storage/disk', ['block-io-error']),
    runbook('storage/ext4', ['ext4-error']),
    runbook('storage/any', ['block-io-error', 'ext4-error']),
  ],
  signatures: [
    {
      id: 'storage/disk#s',
      runbook: 'storage/disk',
      kind: 'block-io-error',
      formats: ['I/O error, dev %s{device}, sector %llu op %s'],
      requires: {},
      absent: [],
    },
    {
      id: 'storage/ext4#s',
      runbook: 'storage/ext4',
      kind: 'ext4-error',
      formats: [format],
      requires: {},
      absent: [],
    },
  ],
} as unknown as Knowledge;

test('a consequence, and a runbook that only covers the kind', () => {
  const { matches } = triage(
    [
      '[   10.000000] I/O error, dev sda, sector 2048 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2',
      '[   11.000000] EXT4-fs error (device sda1): ext4_find_entry:1463: inode #2: comm ls: reading directory lblock 0',
    ].join('\n'),
    'log',
    knowledge,
  );
  expect(matches.map(({ runbook: id, against }) => [id, against])).toEqual([
    ['storage/disk', []],
    ['storage/any', ['only the kind fits: none of its own signatures stands there']],
    [
      'storage/ext4',
      ['its failure at line 2 came after line 1: the disk below the filesystem had failed'],
    ],
  ]);
});
