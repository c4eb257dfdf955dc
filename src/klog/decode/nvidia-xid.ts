// NVIDIA's Xid numbers: `NVRM: Xid (PCI:0000:3b:00): 79, pid=1234, GPU has fallen off the bus.`
// Source: the vendor's open kernel modules (src/common/sdk/nvidia/inc/nverror.h, the names of the
// numbers) and its public documents "Xid Errors" (the catalog, and the archived list for older GPUs) and
// "Dynamic Page Retirement". 8, 46, 54, 56 and 109 stand in the documents alone. Numbers whose meaning
// none of these gives plainly are left out.

const copyEngine =
  'an engine that copies memory (CE) failed: look at the program first, then at the GPU';
const videoEngine =
  'an engine for video or images failed: look at the program and the driver first';

const xids: Record<number, string> = {
  8: 'the GPU stopped processing; restart the program',
  13: 'a program of the GPU did what it may not, such as an access out of bounds: look at the program first',
  19: 'the display engine missed a notice: driver or display',
  27: videoEngine,
  28: videoEngine,
  29: videoEngine,
  31: 'a program used an address of the GPU that it may not (MMU fault): look at the program first',
  32: 'the stream of commands to the GPU was damaged: the PCIe link or the driver, rarely the program',
  34: videoEngine,
  35: videoEngine,
  36: videoEngine,
  39: copyEngine,
  40: copyEngine,
  41: copyEngine,
  42: videoEngine,
  43: 'a program of the GPU failed and was stopped; the GPU itself goes on',
  44: 'the graphics engine failed while it changed from one program to another',
  45: 'what a program had left on the GPU was cleaned up: it ended, or an earlier Xid ended it',
  46: 'the GPU stopped processing: reset it',
  47: videoEngine,
  48: 'an ECC error of two bits in the GPU: data was lost, reset the GPU before it is used again',
  54: 'the auxiliary power of the board is not connected: look at its power cables',
  56: 'the display engine failed: driver or display',
  59: 'the microcontroller for power and clocks (PMU) reports an error',
  61: 'the microcontroller for power and clocks (PMU) met a breakpoint or gives a warning',
  62: 'the microcontroller for power and clocks (PMU) halted: reset the GPU',
  63: 'a bad place of the GPU memory was marked to be replaced: reset the GPU when it is free',
  64: 'a bad place of the GPU memory could not be replaced: reset it, and have it replaced if it recurs',
  65: videoEngine,
  68: videoEngine,
  69: 'the graphics engine did not accept a command of a program (class error): look at the program first',
  70: copyEngine,
  71: copyEngine,
  72: copyEngine,
  73: videoEngine,
  74: 'an NVLink between GPUs failed: reset them, look at the bridge or the baseboard',
  75: copyEngine,
  76: copyEngine,
  77: copyEngine,
  78: 'a virtual GPU could not be started',
  79: 'the GPU does not answer on the PCIe bus any more: power, heat, seat or slot, or it is dead; reboot',
  80: 'the stream of commands did not fit its checksum on arrival: memory or the PCIe link',
  81: 'the VGA part of the GPU reports an error',
  82: videoEngine,
  83: videoEngine,
  84: videoEngine,
  85: copyEngine,
  86: videoEngine,
  88: videoEngine,
  89: videoEngine,
  92: 'very many single-bit ECC errors: no data is lost yet; if it goes on, have the GPU looked at',
  93: 'the memory for settings of the board (InfoROM) was not written: the limit that was set against its wear is reached',
  94: 'an error of the GPU memory that was contained: only the program that used the data is lost',
  95: 'an error of the GPU memory that was not contained: every program on the GPU may be hit, reset it',
  109: 'the GPU did not change from one program to another in time: reset it',
  119: 'the processor inside the GPU (GSP) did not answer the driver: reset the GPU; if it recurs, switch the machine off and on',
  120: 'the processor inside the GPU (GSP) failed: reset the GPU; if it recurs, switch the machine off and on',
  121: 'the link between processor and GPU chip (C2C) mended an error: no harm; reset the GPU when it is free',
  125: 'the file system in the memory for settings of the board (InfoROM) failed',
  140: 'an ECC error that was not corrected, in memory that could not be marked to be replaced: reset the GPU; if it recurs, have it looked at',
  143: 'the GPU could not be initialised: reset it',
  154: 'the driver says what has to be done now (reset, reboot, drain): read the words behind the number',
};

/** Null for a number that is not plainly documented. */
export function decodeXid(value: string): string | null {
  return xids[Number(value)] ?? null;
}
