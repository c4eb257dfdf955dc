// The byte in `Uhhuh. NMI received for unknown reason 2d on CPU 0.`
// Source: arch/x86/kernel/nmi.c (unknown_nmi_error, default_do_nmi), arch/x86/include/asm/mach_traps.h
// (NMI_REASON_SERR, NMI_REASON_IOCHK); the other bits are those of a timer and a speaker.

/** Null for what is no reason of an NMI. */
export function decodeNmiReason(value: string): string | null {
  if (!/^[0-9a-f]{2}$/i.test(value)) return null;
  const reason = Number.parseInt(value, 16);
  if (reason & 0x80)
    return 'the bus reported a system error (SERR): look for PCIe and memory errors';
  if (reason & 0x40) return 'a board reported an I/O check: look for PCIe and memory errors';
  return 'nothing says where it came from: the NMI button, the BMC, a watchdog, or failing hardware';
}
