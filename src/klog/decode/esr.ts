// arm64's exception syndrome, in `ESR = 0x0000000096000004` and `code 0xbf000002`.
//
//   0x96000004 = 100101 1 0000000000000000000000100
//                EC     IL             ISS, its low six bits the fault status
// Source: arch/arm64/include/asm/esr.h (ESR_ELx_EC_*, ESR_ELx_FSC*, ESR_ELx_WNR),
// arch/arm64/kernel/traps.c (esr_class_str), arch/arm64/mm/fault.c (fault_info).

import { sayBreak } from './arm64-break.ts';

const classes: Record<number, string> = {
  0: 'an instruction that this processor does not know, or may not run here',
  1: 'a wait instruction (WFI, WFE) that was trapped',
  7: 'a floating-point or vector instruction where none is allowed',
  9: 'a pointer-authentication instruction where it is switched off',
  13: 'a jump to a place that is no target of jumps (BTI)',
  14: 'an illegal execution state',
  21: 'a system call',
  22: 'a call of the hypervisor (HVC)',
  23: 'a call of the secure firmware (SMC)',
  24: 'an access to a system register that is not allowed',
  25: 'an SVE instruction where none is allowed',
  28: 'a pointer whose signature is wrong (FPAC): it was overwritten',
  29: 'an SME instruction where none is allowed',
  32: 'an instruction fetch by user space',
  33: 'an instruction fetch by the kernel',
  34: 'a program counter that is not aligned',
  36: 'a data access by user space',
  37: 'a data access by the kernel',
  38: 'a stack pointer that is not aligned',
  39: 'a memory copy or set instruction that cannot go on here (MOPS)',
  44: 'a floating-point exception',
  45: 'a return that does not match the guarded control stack (GCS)',
  47: 'an SError: the hardware reports an error that belongs to no instruction',
  48: 'a hardware breakpoint, in user space',
  49: 'a hardware breakpoint',
  50: 'a single step, in user space',
  51: 'a single step',
  52: 'a watchpoint, in user space',
  53: 'a watchpoint',
  60: 'a BRK instruction',
};
const aborts = new Set([0x20, 0x21, 0x24, 0x25]);
const dataAborts = new Set([0x24, 0x25]);

/** Null for what is no syndrome. */
export function decodeEsr(value: string): string | null {
  const digits = value.replace(/^0x/, '');
  if (!/^[0-9a-f]{1,16}$/i.test(digits)) return null;
  const esr = Number(BigInt(`0x${digits}`) & 0xffffffffn);
  const exception = classes[(esr >>> 26) & 0x3f];
  if (exception === undefined) return null;
  const code = (esr >>> 26) & 0x3f;
  if (code === 0x2f) return `${exception}; ${saySeverity(esr)}`;
  if (code === 0x3c) return `${exception}: ${sayBreak(esr & 0xffff)}`;
  if (!aborts.has(code)) return exception;
  const direction = dataAborts.has(code) ? (esr & (1 << 6) ? ', writing' : ', reading') : '';
  return `${exception}${direction}: ${faultStatus(esr & 0x3f)}`;
}

/** Levels below 0, and what has no level. */
const special: Record<number, string> = {
  19: 'the bus answered with an error while the page table was read (level -1)',
  27: 'a parity or ECC error while the page table was read (level -1)',
  41: 'an address beyond what the page table can hold (level -1)',
  43: 'no page at that address (level -1 of the page table)',
  48: 'two entries of the address cache (TLB) contradict each other',
  49: 'the page table could not be marked as used or written by the hardware',
  52: 'an access that the processor has locked down',
  53: 'an exclusive or atomic access where none is possible, as to device memory',
};

/** ESR_ELx_IDS, _AET, _FSC of an SError (arch/arm64/include/asm/esr.h), with the RAS extension. */
function saySeverity(esr: number): string {
  if (esr & (1 << 24)) return "only the processor's maker can tell more";
  if ((esr & 0x3f) !== 0x11) return 'it does not say how bad it is';
  const severities: Record<number, string> = {
    0: 'the damage cannot be contained',
    1: 'what ran cannot go on',
    2: 'what ran may be started again',
    3: 'what ran can go on once the damage is mended',
    6: 'it was corrected',
  };
  return severities[(esr >>> 10) & 7] ?? 'it does not say how bad it is';
}

function faultStatus(status: number): string {
  const level = status & 3;
  if (special[status]) return special[status];
  switch (status & 0x3c) {
    case 0x00:
      return `an address beyond what the page table can hold (level ${level})`;
    case 0x04:
      return `no page at that address (level ${level} of the page table)`;
    case 0x08:
      return `the page's access flag is not set (level ${level})`;
    case 0x0c:
      return `the page is there but may not be used so (level ${level})`;
    case 0x10:
      if (status === 0x10) return 'the bus answered with an error (synchronous external abort)';
      if (status === 0x11)
        return 'a memory tag does not match the pointer: a use after free or beyond the end';
      break;
    case 0x14:
      return `the bus answered with an error while the page table was read (level ${level})`;
    case 0x18:
      if (status === 0x18) return 'a parity or ECC error of the memory';
      break;
    case 0x1c:
      return `a parity or ECC error while the page table was read (level ${level})`;
    case 0x20:
      if (status === 0x21) return 'the address is not aligned';
      break;
  }
  return `fault status 0x${status.toString(16)}`;
}
