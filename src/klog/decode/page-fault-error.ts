// x86's page-fault error code, in `#PF: error_code(0x0002)` and `Oops: 0002 [#1]`.
// Source: arch/x86/include/asm/trap_pf.h (X86_PF_*), arch/x86/mm/fault.c (show_fault_oops).

/** Null for what is no error code of a page fault. */
export function decodePageFaultError(code: number): string | null {
  if (!Number.isInteger(code) || code < 0 || code > 0xffffffff) return null;
  if (code & 0x7fff0000) return null;
  const access = code & 16 ? 'an instruction fetch' : code & 2 ? 'a write' : 'a read';
  const why =
    code & 8
      ? 'a reserved bit is set in the page table'
      : code & 0x20
        ? 'its protection key forbids it'
        : code & 0x40
          ? 'the page is a shadow stack, or should be one'
          : code & 0x8000
            ? 'the page belongs to an SGX enclave'
            : code >= 0x80000000
              ? 'the page is not assigned to this system (SEV-SNP, RMP)'
              : code & 1
                ? 'the page is there but may not be used so'
                : 'there is no page at that address';
  return `${access} by ${code & 4 ? 'user space' : 'the kernel'}: ${why}`;
}
