// One bit that is not what it should be: what failing memory looks like in a report.
//
// Sources: lib/list_debug.c (`prev->next should be X, but was Y`), mm/slub.c (`First byte 0x6a instead
// of 0x6b`), mm/page_poison.c (`pagealloc: single bit error`), mm/slab.c (`Single bit error detected.
// Probably bad RAM.`, until 6.7).

/** In: a line of a report. Out: what it says of one flipped bit; null where it says nothing of that. */
export function flippedBit(line: string): string | null {
  if (/\bsingle bit error\b/i.test(line)) return 'The kernel itself found a single flipped bit';
  const list =
    /should be (?:prev |next )?\(?([0-9a-f]{8}|[0-9a-f]{16})\)?, but was ([0-9a-f]{8}|[0-9a-f]{16})\b/.exec(
      line,
    );
  const slab = /First byte 0x([0-9a-f]{1,2}) instead of 0x([0-9a-f]{1,2})/.exec(line);
  const pair = list ?? slab;
  if (pair === null) return null;
  const bit = onlyBit(BigInt(`0x${pair[1]}`) ^ BigInt(`0x${pair[2]}`));
  return bit === null ? null : `What should be there and what was there differ in one bit (${bit})`;
}

/**
 * In: an address that the processor refused. Out: the number of the bit that would make it one of the
 * kernel's half of the address space, with four levels of page tables; null where one bit is not all.
 * Source: Documentation/arch/x86/x86_64/mm.rst: bits 47 to 63 are alike.
 */
export function oneBitFromKernelAddress(address: string): number | null {
  const digits = /^(?:0x)?([0-9a-f]{16})$/i.exec(address)?.[1];
  if (digits === undefined) return null;
  return onlyBit((BigInt(`0x${digits}`) >> 47n) ^ 0x1ffffn, 47);
}

function onlyBit(difference: bigint, from = 0): number | null {
  if (difference === 0n || (difference & (difference - 1n)) !== 0n) return null;
  return from + difference.toString(2).length - 1;
}
