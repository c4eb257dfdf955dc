// What the number in arm64's BRK instruction stands for: `brk #0x800`, or the low sixteen bits of the
// syndrome that it left.
// Source: arch/arm64/include/asm/brk-imm.h, arch/arm64/kernel/traps.c (bug_handler, kasan_handler,
// ubsan_handler, cfi_handler).

export const onPurpose =
  'the kernel stopped here on purpose: a BUG, a WARN or a failed check, not a stray pointer';

export function sayBreak(number: number): string {
  if (number === 0x800) return onPurpose;
  if (number >= 0x900 && number <= 0x9ff) {
    return 'KASAN found an access to memory that is not allowed, by its tag';
  }
  if (number >= 0x5500 && number <= 0x55ff) {
    return 'UBSAN found an operation that C does not define';
  }
  if (number >= 0x8000 && number <= 0x83ff) {
    return 'a call by a pointer to a function of another type was stopped (CFI)';
  }
  if (number === 0x100) return 'a place that must never be reached';
  if (number === 0x400 || number === 0x401) return 'a breakpoint of the kernel debugger';
  return number >= 4 && number <= 7 ? 'a probe (kprobes or uprobes)' : 'a breakpoint';
}
