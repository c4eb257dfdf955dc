// Taint by whose kernel it is, and what a module list says of its modules. The lines are the kernels'
// formats filled in: kernel/panic.c of mainline, RHEL 7, 8 and 10, and SUSE's supported-flag patch.

import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { decodeTaint, describeTaint, readTaintLetters, taintWord } from '../../src/klog/taint.ts';

describe('a letter means what the kernel that printed it means by it', () => {
  test.each<[letter: string, release: string | null, name: string | null]>([
    ['T', null, 'TAINT_RANDSTRUCT'],
    ['T', '6.1.0-18-amd64', 'TAINT_RANDSTRUCT'],
    ['T', '3.10.0-1160.el7.x86_64', 'TAINT_TECH_PREVIEW'],
    ['T', '2.6.32-754.35.1.el6.x86_64', 'TAINT_TECH_PREVIEW'],
    ['T', '4.18.0-553.el8_10.x86_64', 'TAINT_RANDSTRUCT'],
    ['H', '3.10.0-1160.el7.x86_64', 'TAINT_HARDWARE_UNSUPPORTED'],
    ['H', '6.1.0-18-amd64', null],
    ['r', '4.18.0-147.el8.x86_64', 'TAINT_SUPPORT_REMOVED'],
    ['t', '4.18.0-147.el8.x86_64', 'TAINT_TECH_PREVIEW'],
    ['u', '4.18.0-147.el8.x86_64', 'TAINT_UNPRIVILEGED_BPF'],
    ['h', '4.18.0-147.el8.x86_64', null],
    ['h', '5.14.0-427.el9.x86_64', 'TAINT_SUPPORT_REMOVED'],
    ['h', '6.12.0-55.el10_0.x86_64', 'TAINT_SUPPORT_REMOVED'],
    ['u', '6.12.0-55.el10_0.x86_64', 'TAINT_UNPRIVILEGED_BPF'],
    // Others' kernels for the same systems.
    ['u', '5.15.0-206.153.7.1.el8uek.x86_64', null],
    ['T', '6.1.1-1.el7.elrepo.x86_64', 'TAINT_RANDSTRUCT'],
    ['N', '6.1.0-18-amd64', 'TAINT_TEST'],
    ['N', '4.12.14-122.37-default', 'TAINT_NO_SUPPORT'],
    ['N', '5.14.21-150500.55.7-default', 'TAINT_NO_SUPPORT'],
    ['N', '5.14.21-150500.33.3-azure', 'TAINT_NO_SUPPORT'],
    ['N', '6.4.0-150600.23.7-default', 'TAINT_TEST'],
    ['n', '6.4.0-150600.23.7-default', 'TAINT_NO_SUPPORT'],
    ['n', '5.14.21-150500.55.7-default', null],
    ['X', '5.14.21-150500.55.7-default', 'TAINT_EXTERNAL_SUPPORT'],
    ['X', '6.5.0-35-generic', 'TAINT_AUX'],
    ['P', '5.14.21-150500.55.7-default', 'TAINT_PROPRIETARY_MODULE'],
  ])('%s of %s', (letter, release, name) => {
    expect(describeTaint(letter, release)[0]?.name ?? null).toBe(name);
  });

  test.each([
    [
      'CPU: 1 PID: 92 Comm: insmod Kdump: loaded Tainted: G        W  OE    --------- -t - 4.18.0-147.el8.x86_64 #1',
      'EOWt',
      ['TAINT_UNSIGNED_MODULE', 'TAINT_OOT_MODULE', 'TAINT_WARN', 'TAINT_TECH_PREVIEW'],
    ],
    [
      'CPU: 0 PID: 7 Comm: sh Tainted: G           O   --------------  T 3.10.0-1160.el7.x86_64 #1',
      'OT',
      ['TAINT_OOT_MODULE', 'TAINT_TECH_PREVIEW'],
    ],
    [
      'CPU: 3 UID: 0 PID: 9 Comm: x Tainted: G            E   ------  ---h -- u 6.12.0-55.el10_0.x86_64 #1',
      'Ehu',
      ['TAINT_UNSIGNED_MODULE', 'TAINT_SUPPORT_REMOVED', 'TAINT_UNPRIVILEGED_BPF'],
    ],
    [
      'CPU: 2 PID: 5 Comm: modprobe Tainted: P           OE  X  N 5.14.21-150500.55.7-default #1 SLE15-SP5',
      'ENOPX',
      [
        'TAINT_UNSIGNED_MODULE',
        'TAINT_NO_SUPPORT',
        'TAINT_OOT_MODULE',
        'TAINT_PROPRIETARY_MODULE',
        'TAINT_EXTERNAL_SUPPORT',
      ],
    ],
  ])('%s', (line, letters, names) => {
    expect(readTaintLetters(line)).toBe(letters);
    const decoded = decodeTaint(line)!;
    expect(decoded.flags.map(({ name }) => name)).toEqual(names);
    expect(decoded.unknown).toEqual([]);
  });

  test('without a release, a flag that only distributions have stays unknown, with its owners', () => {
    expect(decodeTaint('OEn')).toMatchObject({
      letters: 'EOn',
      unknown: ['n (SUSE since Linux 6.0: not supported by the vendor)'],
    });
    const unknown = decodeTaint(String(2 ** 29 + 2 ** 12 + 2 ** 20))!.unknown;
    expect(unknown).toEqual([
      'bit 20',
      'bit 29 (RHEL 6 and 7: technology preview; RHEL 8: technology preview)',
    ]);
    expect(decodeTaint('Z')!.unknown).toEqual(['Z']);
  });

  test('the report says it, by the release in its own CPU line', () => {
    const [event] = readKernelLog(
      [
        'BUG: kernel NULL pointer dereference, address: 0000000000000040',
        'Oops: 0002 [#1] SMP NOPTI',
        'CPU: 2 PID: 5 Comm: modprobe Tainted: G          O   X  N 5.14.21-150500.55.7-default #1',
        'RIP: 0010:foo+0x1/0x20 [foo]',
      ].join('\n'),
    ).events;
    const taint = event!.facts.find(({ name }) => name === 'taint')!;
    expect(taint.value).toBe('NOX');
    expect(taint.meaning).toContain('SUSE does not support');
    expect(taint.meaning).toContain('supported by its vendor together with SUSE');
    expect(taint.meaning).not.toContain('KUnit');
  });
});

test('flags in words that people use', () => {
  const word = (name: string) => taintWord({ name });
  expect(word('TAINT_OOT_MODULE')).toBe('out-of-tree');
  expect(word('TAINT_CRAP')).toBe('staging');
  expect(word('TAINT_PROPRIETARY_MODULE')).toBe('proprietary');
  expect(word('TAINT_UNSIGNED_MODULE')).toBe('unsigned');
});

describe('what a module list says of its modules', () => {
  const facts = (modules: string[], release = '6.1.0-18-amd64') => {
    const text = [
      'BUG: kernel NULL pointer dereference, address: 0000000000000040',
      ...modules,
      `CPU: 1 PID: 92 Comm: insmod Tainted: P           OE      ${release} #1`,
      'RIP: 0010:kfail_init+0x1/0x20 [kfail]',
    ].join('\n');
    const rows = text.split('\n');
    return readKernelLog(text)
      .events[0]!.facts.filter(({ name }) =>
        ['flagged-module', 'last-unloaded', 'supported'].includes(name),
      )
      .map(({ value, meaning, at }) => {
        expect(rows[at.line - 1]!.slice(at.start - 1, at.end - 1)).toBe(value);
        return `${value}: ${meaning}`;
      });
  };

  test('who is not of the kernel, and who was just coming or going', () => {
    expect(
      facts([
        'Modules linked in: wireguard(E) kfail(OE+) nvidia(POE) old(O-) r8712u(C) nvme xfs [last unloaded: gone(O)]',
      ]),
    ).toEqual([
      'kfail(OE+): out-of-tree, unsigned, was just being loaded',
      'old(O-): out-of-tree, was just being unloaded',
      'nvidia(POE): proprietary, out-of-tree, unsigned',
      'wireguard(E): unsigned',
      'r8712u(C): staging',
      'gone(O): null',
    ]);
  });

  test('a wrapped list', () => {
    expect(
      facts(['Modules linked in: nvme xfs', ' zfs(POE) spl(OE) ext4 [last unloaded: foo]']),
    ).toEqual([
      'zfs(POE): proprietary, out-of-tree, unsigned',
      'spl(OE): out-of-tree, unsigned',
      'foo: null',
    ]);
  });

  test('how the whole kernel was built says nothing of one module', () => {
    const names = [
      'nvme',
      'xfs',
      'ext4',
      'jbd2',
      'mbcache',
      'sd_mod',
      'ahci',
      'libata',
      'scsi_mod',
    ];
    const list = names.map((name) => `${name}(E)`).join(' ');
    expect(facts([`Modules linked in: ${list} kfail(OE+) loop`])).toEqual([
      'kfail(OE+): out-of-tree, unsigned, was just being loaded',
    ]);
  });

  test('letters of older kernels', () => {
    expect(facts(['Modules linked in: nbd(U) veth(T) ext4'], '2.6.32-642.el6.x86_64')).toEqual([
      'nbd(U): unsigned',
      'veth(T): technology preview',
    ]);
    expect(facts(['Modules linked in: vboxdrv(OF) ext4'], '3.13.5-202.fc20.x86_64')).toEqual([
      'vboxdrv(OF): out-of-tree, loaded by force or unsigned',
    ]);
  });

  test("SUSE's word on support", () => {
    expect(
      facts(
        [
          'Modules linked in: foo(ON) bar(OEX) ext4',
          'Supported: No, Unsupported modules are loaded',
        ],
        '5.14.21-150500.55.7-default',
      ),
    ).toEqual([
      'foo(ON): out-of-tree, not supported by the vendor',
      'bar(OEX): out-of-tree, unsigned, supported by its maker',
      'No, Unsupported modules are loaded: SUSE will ask for a run without those modules first',
    ]);
  });
});
