// Values as kernels print them, and what they mean.

import { describe, expect, test } from 'vitest';
import { decodeAddress, poisonIn } from '../../../src/klog/decode/address.ts';
import { decodeFacts } from '../../../src/klog/decode/decode-facts.ts';
import { decodeEsr } from '../../../src/klog/decode/esr.ts';
import { decodeExitCode } from '../../../src/klog/decode/exit-code.ts';
import { decodeMachineCheck } from '../../../src/klog/decode/machine-check.ts';
import { decodeCsts } from '../../../src/klog/decode/nvme-csts.ts';
import { decodePageFaultError } from '../../../src/klog/decode/page-fault-error.ts';

describe('page-fault error code', () => {
  test.each([
    [0x0000, 'a read by the kernel: there is no page at that address'],
    [0x0002, 'a write by the kernel: there is no page at that address'],
    [0x0003, 'a write by the kernel: the page is there but may not be used so'],
    [0x0010, 'an instruction fetch by the kernel: there is no page at that address'],
    [0x0011, 'an instruction fetch by the kernel: the page is there but may not be used so'],
    [0x0004, 'a read by user space: there is no page at that address'],
    [0x0009, 'a read by the kernel: a reserved bit is set in the page table'],
    [0x0027, 'a write by user space: its protection key forbids it'],
    [0x0043, 'a write by the kernel: the page is a shadow stack, or should be one'],
    [0x8007, 'a write by user space: the page belongs to an SGX enclave'],
    [0x80000003, 'a write by the kernel: the page is not assigned to this system (SEV-SNP, RMP)'],
    [0x12345, null],
  ])('%i', (code, meaning) => {
    expect(decodePageFaultError(code)).toBe(meaning);
  });
});

describe('exit code of init', () => {
  test.each([
    [0x00000000, 'init ended with status 0: it came to its end, which init never may'],
    [0x00000100, 'init ended with status 1: its own error; what it wrote just before tells more'],
    [0x00002a00, 'init ended by itself with status 42'],
    [0x0000001f, 'init died of signal SIGSYS, a system call that it may not make'],
    [0x00007e00, 'init ended with status 126: a program was found but could not be run'],
    [0x00007f00, 'init ended with status 127: a program or its loader was not found'],
    [
      0x0000000b,
      'init died of signal SIGSEGV, a bad memory access (also what an oops in its context does)',
    ],
    [
      0x0000008b,
      'init died of signal SIGSEGV, a bad memory access (also what an oops in its context does)',
    ],
    [
      0x00000009,
      'init died of signal SIGKILL, it was killed (also what an oops in its context does)',
    ],
    [0x00000022, 'init died of signal 34'],
    [Number.NaN, null],
  ])('%i', (code, meaning) => {
    expect(decodeExitCode(code)).toBe(meaning);
  });
});

describe('numbers that a boot ends with', () => {
  test.each([
    ['root-error', '-6', /^no driver offers such a device/],
    ['root-error', '-117', /damaged/],
    ['init-error', '-8', /no program for this processor/],
    ['init-error', '-2', /loader or interpreter/],
    ['load-error', '-2', /lib.firmware/],
    ['efi-status', '0x800000000000000e', /EFI_NOT_FOUND/],
    ['efi-status', '0x8000001a', /EFI_SECURITY_VIOLATION/],
    ['unpack-reason', 'XZ-compressed data is corrupt', /damaged or cut short/],
    ['unpack-reason', 'Destination address too large', /no room in memory/],
    ['unpack-reason', 'XZ decompressor ran out of memory', /no room in memory/],
  ])('%s %s', (name, value, meaning) => {
    const at = { line: 1, start: 1, end: 2 };
    const [fact] = decodeFacts([{ name, value, meaning: null, at }], null);
    expect(fact?.meaning).toMatch(meaning);
  });

  test.each([
    ['root-error', '-1'],
    ['efi-status', '0x0'],
  ])('%s %s says nothing', (name, value) => {
    const at = { line: 1, start: 1, end: 2 };
    expect(decodeFacts([{ name, value, meaning: null, at }], null)[0]?.meaning).toBe(null);
  });
});

describe('ESR', () => {
  test.each([
    [
      '0xbe000c11',
      'an SError: the hardware reports an error that belongs to no instruction; what ran can go on once the damage is mended',
    ],
    [
      '0xbf000002',
      "an SError: the hardware reports an error that belongs to no instruction; only the processor's maker can tell more",
    ],
    ['0x72000000', 'a pointer whose signature is wrong (FPAC): it was overwritten'],
    ['0x36000002', 'a jump to a place that is no target of jumps (BTI)'],
    [
      '0x9600002b',
      'a data access by the kernel, reading: no page at that address (level -1 of the page table)',
    ],
    [
      '0x96000035',
      'a data access by the kernel, reading: an exclusive or atomic access where none is possible, as to device memory',
    ],
    [
      '0x0000000096000004',
      'a data access by the kernel, reading: no page at that address (level 0 of the page table)',
    ],
    [
      '0x0000000096000046',
      'a data access by the kernel, writing: no page at that address (level 2 of the page table)',
    ],
    [
      '96000004',
      'a data access by the kernel, reading: no page at that address (level 0 of the page table)',
    ],
    [
      '0x9600004f',
      'a data access by the kernel, writing: the page is there but may not be used so (level 3)',
    ],
    [
      '0x86000005',
      'an instruction fetch by the kernel: no page at that address (level 1 of the page table)',
    ],
    [
      '0x96000010',
      'a data access by the kernel, reading: the bus answered with an error (synchronous external abort)',
    ],
    ['0x96000021', 'a data access by the kernel, reading: the address is not aligned'],
    [
      '0xf2000800',
      'a BRK instruction: the kernel stopped here on purpose: a BUG, a WARN or a failed check, not a stray pointer',
    ],
    ['0x00000000f2005512', 'a BRK instruction: UBSAN found an operation that C does not define'],
    ['nonsense', null],
  ])('%s', (value, meaning) => {
    expect(decodeEsr(value)).toBe(meaning);
  });
});

describe('MCi_STATUS', () => {
  test.each([
    // as QEMU's monitor injected them into the samples
    [
      '9c00410000010091',
      'an error of the memory controller while reading, channel 1: look at the DIMMs; corrected by the hardware',
    ],
    [
      'be00000000000134',
      'an error of the data cache, level 0; not corrected; the processor lost its state',
    ],
    [
      'bd80000000100134',
      'an error of the data cache, level 0; not corrected; the task that used the data had to be stopped',
    ],
    [
      'fe00000000000e0f',
      'an error on the bus or interconnect; not corrected; the processor lost its state; more errors came before this one could be read',
    ],
    [
      'b200000000000400',
      'a watchdog inside the processor ran out: nothing moved for too long; not corrected; the processor lost its state',
    ],
    [
      '8c000000000000cf',
      'an error of the memory controller while scrubbing: look at the DIMMs; corrected by the hardware',
    ],
    ['9000000000000014', 'an error of the data TLB, level 0; corrected by the hardware'],
    ['0000000000000134', 'no valid error is recorded in this bank'],
    ['xyz', null],
  ])('%s', (value, meaning) => {
    expect(decodeMachineCheck(value)).toBe(meaning);
  });
});

describe('NVMe CSTS', () => {
  test.each([
    [
      '0xffffffff',
      'all ones: the drive does not answer on the bus any more (power, slot, link, or the drive is dead)',
    ],
    ['0x3', 'the controller reports a fatal error of its own; it says it is ready'],
    ['0x1', 'it says it is ready'],
    ['0x0', 'it is not ready'],
    ['0x9', 'it has shut down; it says it is ready'],
    ['3', null],
  ])('%s', (value, meaning) => {
    expect(decodeCsts(value)).toBe(meaning);
  });
});

describe('addresses', () => {
  test.each([
    ['0000000000000000', 'a NULL pointer itself'],
    ['0000000000000040', 'offset 64 into a structure whose pointer was NULL'],
    [
      'dead000000000100',
      'a poisoned list pointer: the entry had been removed from its list already',
    ],
    [
      '0xdead000000000122',
      'a poisoned list pointer: the entry had been removed from its list already',
    ],
    ['6b6b6b6b6b6b6b73', 'freed memory (poison 6b): a use after free'],
    ['ffffffffffffffea', 'an error code (-22) that was used as a pointer'],
    ['ffffc90000000040', null],
    ['(null)', null],
  ])('%s', (value, meaning) => {
    expect(decodeAddress(value)).toBe(meaning);
  });

  test('a register that holds no poison says nothing', () => {
    expect(poisonIn('RAX: ffff888100000000')).toBeNull();
    expect(poisonIn('RAX: 6b6b6b6b6b6b6b6b')).toContain('use after free');
  });
});
