// What a fact's value means, by the name of the fact: every class that the tables know, and values that
// no kernel prints, of which nothing is said.

import { describe, expect, test } from 'vitest';
import { decodeFacts } from '../../../src/klog/decode/decode-facts.ts';

function meaningOf(name: string, value: string, release: string | null = null): string | null {
  const at = { line: 1, start: 1, end: 2 };
  return decodeFacts([{ name, value, meaning: null, at }], release)[0]!.meaning;
}

const meanings: [name: string, values: [value: string, meaning: RegExp][]][] = [
  [
    'esr',
    [
      ['0xf2000800', /a BUG, a WARN or a failed check/],
      ['0xf2000905', /KASAN found an access/],
      ['0xf2005512', /UBSAN found an operation/],
      ['0xf2008220', /another type was stopped \(CFI\)/],
      ['0xf2000100', /must never be reached/],
      ['0xf2000400', /kernel debugger/],
      ['0xf2000401', /kernel debugger/],
      ['0xf2000004', /a probe/],
      ['0xf2000007', /a probe/],
      ['0xf2000003', /: a breakpoint$/],
      ['0xf2000008', /: a breakpoint$/],
      ['0xbe000000', /it does not say how bad it is/],
      ['0xbe000011', /cannot be contained/],
      ['0xbe001411', /it does not say how bad it is/],
      ['0xbe001811', /it was corrected/],
      ['0x96000002', /beyond what the page table can hold \(level 2\)/],
      ['0x9600000a', /access flag is not set \(level 2\)/],
      ['0x9600000f', /may not be used so \(level 3\)/],
      ['0x96000010', /synchronous external abort/],
      ['0x96000011', /a memory tag does not match/],
      ['0x96000012', /fault status 0x12$/],
      ['0x96000015', /the bus answered with an error while the page table was read \(level 1\)/],
      ['0x96000018', /a parity or ECC error of the memory/],
      ['0x96000019', /fault status 0x19$/],
      ['0x9600001d', /parity or ECC error while the page table was read \(level 1\)/],
      ['0x96000021', /the address is not aligned/],
      ['0x96000022', /fault status 0x22$/],
      ['0x96000030', /contradict each other/],
      ['0x9600003d', /fault status 0x3d$/],
      ['0x86000004', /an instruction fetch by the kernel: no page/],
      ['0x8a000000', /a program counter that is not aligned/],
    ],
  ],
  [
    'csts',
    [
      ['0xffffffff', /does not answer on the bus/],
      ['0x13', /fatal error of its own; the subsystem was reset; it says it is ready/],
      ['0x8', /it has shut down; it is not ready/],
      ['0x4', /it is shutting down; it is not ready/],
    ],
  ],
  [
    'status',
    [
      ['9c00000000000800', /on the bus or interconnect towards memory;/],
      ['9c00000000000904', /on the bus or interconnect, which did not answer in time;/],
      ['9c00000000000808', /on the bus or interconnect towards a device;/],
      ['9c0000000000000e', /an error of a cache, level 2;/],
      ['9c00000000000011', /an error of the instruction TLB, level 1;/],
      ['9c00000000000106', /an error of the data cache, level 2;/],
      ['9c00000000000405', /an error inside the processor;/],
      ['9c00000000000400', /a watchdog inside the processor ran out/],
      ['9c0000000000a000', /an error of class 0xa000;/],
      ['9c000000000000f3', /an error of the memory controller, channel 3: look/],
      ['9c000000000000cf', /an error of the memory controller while scrubbing: look/],
      ['bc00000000000e0b', /not corrected$/],
      ['be00000000000e0b', /not corrected; the processor lost its state$/],
      ['bc80000000000e0b', /not corrected; the task that used the data had to be stopped$/],
      ['fc00000000000e0b', /not corrected; more errors came/],
      ['1c00000000000e0b', /no valid error/],
    ],
  ],
  ['deferred-status', [['bc00000000000e0b', /not corrected, and not used yet$/]]],
  [
    'device',
    [
      ['8:32', /^sdc \(\/dev\/block\/8:32\)$/],
      ['8:1', /^sda1 /],
      ['65:160', /^sdaa /],
      ['253:4', /^dm-4, if 253 is/],
      ['7:3', /^loop3 /],
      ['9:127', /^md127 /],
      ['11:0', /^sr0 /],
      ['43:16', /^nbd1 or a partition/],
      ['259:1', /^\/dev\/block\/259:1$/],
    ],
  ],
  [
    'tlp-header',
    [
      ['00000001 0000000f fee00000 00000000', /^a read of memory at 0xfee00000, by 00:00\.0$/],
      ['20000001 0108000f 00000012 34567890', /^a read of memory at 0x1234567890, by 01:01\.0$/],
      ['60000001 0000000f 00000012 34567890', /^a write to memory at 0x1234567890, by 00:00\.0$/],
      ['04000001 0000000f 00000012 34567890', /^a read of configuration space, by 00:00\.0$/],
      ['0x4a000001 0x02010004 0x00000000 0x00000000', /^an answer with data, from 02:00\.1$/],
    ],
  ],
  [
    'aer-uncorrected',
    [
      ['0x00100000', /^UnsupReq: /],
      ['0x00044000', /^CmpltTO: .*; MalfTLP: /],
    ],
  ],
  ['aer-corrected', [['0x00000001', /^RxErr: /]]],
  [
    'dpc-status',
    [
      ['0x1f01', /the port itself saw/],
      ['0x1f03', /ERR_NONFATAL/],
      ['0x1f05', /ERR_FATAL/],
      ['0x1f07', /RP PIO/],
      ['0x1f27', /software asked for it/],
    ],
  ],
  ['recovery', [['device recovery failed', /could not bring the device back/]]],
  [
    'ata-status',
    [
      ['Busy', /still busy/],
      ['DRDY DF ERR', /device fault/],
      ['DRDY ERR', /see its error bits/],
      ['DRDY SENSE', /sense data/],
      ['DRDY', /no error of its own/],
    ],
  ],
  [
    'constraint',
    [
      ['CONSTRAINT_CPUSET', /cpuset\.mems/],
      ['CONSTRAINT_MEMORY_POLICY', /numactl/],
    ],
  ],
  ['poisoned-register', [['RAX: dead000000000100', /^RAX held /]]],
  ['iommu-source', [['300', /^PCI device 03:00\.0: it did not answer/]]],
  [
    'fsr',
    [
      ['0x402', /^there is no mapping for that address$/],
      ['0xa', /no mapping for that address; the mapping does not allow/],
    ],
  ],
  [
    'smmu-event',
    [
      ['0x13', /does not allow that kind of access/],
      ['F_TRANSLATION', /no mapping/],
    ],
  ],
  [
    'kasan-range',
    [
      ['0x0000000000000038-0x000000000000003f', /shadow for it: offset 56 into a structure/],
      ['0x1234567812345678-0x123456781234567f', /shadow for it$/],
    ],
  ],
  [
    'supported',
    [
      ['No, Unsupported modules are loaded', /SUSE will ask/],
      ['Yes, External', /together with SUSE/],
      ['Yes', /supports every module/],
    ],
  ],
  [
    'flagged-module',
    [
      ['nvidia(POE)', /./],
      ['kfail(+)', /^was just being loaded$/],
      ['kfail(-)', /^was just being unloaded$/],
      ['kfail(U)', /^unsigned$/],
    ],
  ],
];

describe.each(meanings)('%s', (name, values) => {
  test.each(values)('%s', (value, meaning) => {
    expect(meaningOf(name, value)).toMatch(meaning);
  });
});

test.each([
  ['esr', '0xzz'],
  ['esr', '0xa8000000'],
  ['csts', '3'],
  ['status', '9c'],
  ['device', '8'],
  ['tlp-header', '40000001 0000000f fee00000'],
  ['tlp-header', '40000001 0000000f fee00000 x'],
  ['tlp-header', 'ff000001 0000000f fee00000 00000000'],
  ['aer-uncorrected', '0x0'],
  ['aer-uncorrected', 'none'],
  ['aer-corrected', '0x0'],
  ['dpc-status', '1f01'],
  ['dpc-status', '0x1f47'],
  ['recovery', 'device is fine'],
  ['emask', '9'],
  ['emask', '0x0'],
  ['ata-failure', 'no such words'],
  ['ata-error', 'NONE'],
  ['ata-status', 'NONE'],
  ['constraint', 'CONSTRAINT_OTHER'],
  ['oops-error-code', 'zz'],
  ['oops-error-code', '-1'],
  ['page-reason', 'another reason'],
  ['root-error', '-1'],
  ['init-error', '-1'],
  ['load-error', '-1'],
  ['efi-status', '0x800000000000000c'],
  ['poisoned-register', 'RAX: 0000000000000001'],
  ['poisoned-register', 'RAX'],
  ['iommu-source', 'none'],
  ['fsr', 'none'],
  ['fsr', '0x0'],
  ['smmu-event', '0x99'],
  ['iscsi-error', '1'],
  ['nvme-status', '0x1234567'],
  ['sector', 'none'],
  ['misuse', 'another thing'],
  ['supported', 'Perhaps'],
  ['flagged-module', 'nvidia'],
  ['flagged-module', 'nvidia(z)'],
  ['dimm', ''],
  ['page', ''],
  ['no such fact', '1'],
])('of %s "%s" nothing is said', (name, value) => {
  expect(meaningOf(name, value)).toBeNull();
});

test('what a report said already is kept', () => {
  const fact = { name: 'csts', value: '0x4', meaning: 'said', at: { line: 1, start: 1, end: 2 } };
  expect(decodeFacts([fact], null)).toEqual([fact]);
});

test.each([
  ['3.2.0-4-amd64', 'loaded by force or unsigned'],
  ['6.1.0-21-amd64', 'loaded by force'],
])('an F of %s', (release, words) => {
  expect(meaningOf('flagged-module', 'kfail(F)', release)).toBe(words);
});
