// What a fact's value means, where a tired person would have to look it up.
//
// Sources: arch/x86/mm/fault.c and asm/trap_pf.h (page-fault error code), kernel/exit.c and
// wait(2) (exit code), Documentation/admin-guide/tainted-kernels.rst (by way of taint.ts).

import type { Fact } from '../model/kernel-log.ts';
import { describeTaint } from './taint.ts';

type Decoder = (value: string) => string | null;

const decoders: Record<string, Decoder> = {
  taint: (letters) =>
    describeTaint(letters)
      .map((flag) => `${flag.letter}: ${flag.meaning}`)
      .join(' '),
  'oops-error-code': (code) => decodePageFaultError(Number.parseInt(code, 16)),
  exitcode: (code) => decodeExitCode(Number(code)),
  address: decodeAddress,
};

export function decodeFacts(facts: Fact[]): Fact[] {
  return facts.map((fact) => {
    const meaning = decoders[fact.name]?.(fact.value) ?? null;
    return meaning === null || meaning === '' ? fact : { ...fact, meaning };
  });
}

/** X86_PF_*: bit 0 protection (else not present), 1 write, 2 user, 3 reserved bit, 4 instruction fetch. */
export function decodePageFaultError(code: number): string | null {
  if (!Number.isInteger(code) || code > 0xffff) return null;
  const access = code & 16 ? 'an instruction fetch' : code & 2 ? 'a write' : 'a read';
  const why =
    code & 8
      ? 'a reserved bit set in the page table'
      : code & 1
        ? 'a page it may not touch'
        : 'a page that is not there';
  return `${access} by ${code & 4 ? 'user space' : 'the kernel'}, of ${why}`;
}

const signals: Record<number, string> = {
  4: 'SIGILL, an illegal instruction',
  6: 'SIGABRT, it aborted itself',
  7: 'SIGBUS, a bad memory access or a failed read of its file',
  8: 'SIGFPE, an arithmetic error',
  9: 'SIGKILL, it was killed (also what an oops in its context does)',
  11: 'SIGSEGV, a bad memory access',
  15: 'SIGTERM, it was asked to end',
};

/** As wait(2) packs it: the low seven bits are the signal, the second byte the exit status. */
export function decodeExitCode(code: number): string | null {
  if (!Number.isInteger(code)) return null;
  const signal = code & 0x7f;
  if (signal !== 0) return `init died of signal ${signals[signal] ?? signal}`;
  const status = (code >> 8) & 0xff;
  if (status === 127) return 'init ended with status 127: a program or its loader was not found';
  if (status === 126) return 'init ended with status 126: a program was found but could not be run';
  return `init ended by itself with status ${status}`;
}

function decodeAddress(value: string): string | null {
  const digits = value.replace(/^0x/, '');
  if (!/^[0-9a-f]{1,16}$/.test(digits)) return null;
  const address = BigInt(`0x${digits}`);
  if (address < 4096n) return `offset ${address} into a structure whose pointer was NULL`;
  if (digits.startsWith('dead0000000001'))
    return 'a poisoned list pointer: the entry was removed already';
  if (/6b6b6b6b/.test(digits)) return 'memory freed and poisoned (0x6b): a use after free';
  if (/5a5a5a5a/.test(digits)) return 'memory allocated but never written (0x5a)';
  return null;
}
