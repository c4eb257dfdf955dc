// Why the second best does not lead, said in words.

import { describe, expect, test } from 'vitest';
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

describe('words of a signature that no event holds', () => {
  const signature = (runbook: string, kind: string, formats: string[]) => ({
    id: `${runbook}#s`,
    runbook,
    kind,
    formats,
    requires: {},
    absent: [],
  });
  const own = {
    ...knowledge,
    runbooks: [
      runbook('a/long', ['ext4-error']),
      runbook('a/short', ['ext4-error']),
      runbook('a/disk', ['block-io-error']),
    ],
    signatures: [
      signature('a/long', 'ext4-error', [
        'gizmo: the second stage of it never came up again',
        'gizmo: the second stage',
      ]),
      signature('a/short', 'ext4-error', ['gizmo']),
      signature('a/disk', 'block-io-error', ['I/O error, dev %s{device}, sector %llu op %s']),
    ],
  } as unknown as Knowledge;
  const gizmo = '[   12.000000] gizmo: the second stage of it never came up again';
  const disk =
    '[   10.000000] I/O error, dev sda, sector 2048 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2';
  const ranked = (lines: string[]) =>
    triage(lines.join('\n'), 'log', own).matches.map(({ runbook: id, against }) => [id, against]);

  test('lead by the longest of them; few words are no match', () => {
    expect(ranked([gizmo])).toEqual([['a/long', []]]);
  });

  test('stand behind a report, and say that they have none', () => {
    expect(ranked([disk, gizmo])).toEqual([
      ['a/disk', []],
      ['a/long', ['no kernel report stands around its line']],
    ]);
  });

  const likewise = (formats: string[]) =>
    triage(disk, 'log', {
      ...own,
      runbooks: [runbook('a/disk', ['block-io-error']), runbook('b/disk', ['block-io-error'])],
      signatures: [own.signatures[2]!, signature('b/disk', 'block-io-error', formats)],
    } as unknown as Knowledge).matches.map(({ runbook: id, against }) => [id, against]);

  test.each([
    ['I/O error, dev %s', ['its signature asks for less of the line']],
    ['I/O error, dev %s{device}, sector %llu op %s', []],
  ])('of two that fit one line: %s', (format, against) => {
    expect(likewise([format])).toEqual([
      ['a/disk', []],
      ['b/disk', against],
    ]);
  });

  const organisation = {
    name: 'us',
    contacts: [
      { who: 'all', when: null, ways: [], areas: [], runbooks: [] },
      { who: 'storage', when: null, ways: [], areas: ['storage'], runbooks: [] },
      { who: 'long', when: null, ways: [], areas: [], runbooks: ['a/long'] },
    ],
  };

  test.each([
    ['an event', disk, ['storage', 'all']],
    ['a match without an event', gizmo, ['long', 'all']],
    ['nothing that failed', '[    1.000000] Linux version 6.1.0 (gcc) #1 SMP', []],
  ])('of an organisation those are called that %s is for', (_, line, names) => {
    const report = triage(line, 'log', { ...own, organisation } as unknown as Knowledge);
    expect(report.contacts!.map(({ who }) => who)).toEqual(names);
  });
});
