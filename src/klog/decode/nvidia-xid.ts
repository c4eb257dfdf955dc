// NVIDIA's Xid numbers: `NVRM: Xid (PCI:0000:3b:00): 79, pid=1234, GPU has fallen off the bus.`
// Source: the vendor's open kernel modules (src/common/sdk/nvidia/inc/nverror.h, the names of the
// numbers) and its public documents "Xid Errors" and "Dynamic Page Retirement". Numbers whose meaning
// these do not give plainly are left out.

const xids: Record<number, string> = {
  8: 'the GPU stopped processing; restart the program',
  13: 'a program of the GPU did what it may not, such as an access out of bounds: look at the program first',
  31: 'a program used an address of the GPU that it may not (MMU fault): look at the program first',
  32: 'the stream of commands to the GPU was damaged: program, driver, or the PCIe link',
  43: 'a program of the GPU failed and was stopped; the GPU itself goes on',
  45: 'what a program had left on the GPU was cleaned up: it ended, or an earlier Xid ended it',
  48: 'an ECC error of two bits in the GPU: data was lost, reset the GPU before it is used again',
  61: 'the microcontroller for power and clocks (PMU) stopped: reset the GPU',
  62: 'the microcontroller for power and clocks (PMU) halted: reset the GPU',
  63: 'a bad place of the GPU memory was marked to be replaced: reset the GPU when it is free',
  64: 'a bad place of the GPU memory could not be replaced: reset it, and have it replaced if it recurs',
  69: 'a program sent the GPU a command that it does not know: driver or program',
  74: 'an NVLink between GPUs failed: reset them, look at the bridge or the baseboard',
  79: 'the GPU does not answer on the PCIe bus any more: power, heat, seat or slot, or it is dead; reboot',
  92: 'very many single-bit ECC errors: the memory of the GPU is failing',
  94: 'an ECC error that was contained: only the program that used the data is lost',
  95: 'an ECC error that was not contained: every program on the GPU may be hit, reset it',
  119: 'the processor inside the GPU (GSP) did not answer the driver: reset the GPU, look for newer firmware',
  120: 'the processor inside the GPU (GSP) failed: reset the GPU, look for newer firmware',
};

/** Null for a number that is not plainly documented. */
export function decodeXid(value: string): string | null {
  return xids[Number(value)] ?? null;
}
