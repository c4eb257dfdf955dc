// Addresses that give away what went wrong.
// Source: include/linux/poison.h (POISON_FREE, POISON_INUSE, SLUB_RED_*, PAGE_POISON, LIST_POISON*),
// CONFIG_ILLEGAL_POINTER_VALUE of x86-64 and arm64 (0xdead000000000000), mm.h (the first page is
// never mapped).

const bytes: [pattern: RegExp, meaning: string][] = [
  [/(?:6b){4}/, 'freed memory (poison 6b): a use after free'],
  [/(?:5a){4}/, 'memory that was allocated and never written (poison 5a)'],
  [/(?:bb){4}/, 'the red zone of a freed object (bb): a write beyond its end'],
  [/(?:cc){4}/, 'the red zone of an object in use (cc): an access beyond its end'],
  [/(?:aa){4}/, 'a freed page (poison aa): a use after free'],
];

/** Null for an address that looks like any other. */
export function decodeAddress(value: string): string | null {
  const digits = value.replace(/^0x/, '').toLowerCase();
  if (!/^[0-9a-f]{1,16}$/.test(digits)) return null;
  const address = BigInt(`0x${digits}`);
  if (address === 0n) return 'a NULL pointer itself';
  if (address < 4096n) return `offset ${address} into a structure whose pointer was NULL`;
  if (address >= 0xfffffffffffff001n) {
    const code = 0x10000000000000000n - address;
    return `an error code (-${code}) that was used as a pointer`;
  }
  if (/^dead0000000001[0-9a-f]{2}$/.test(digits)) {
    return 'a poisoned list pointer: the entry had been removed from its list already';
  }
  return poisonIn(digits);
}

/**
 * `0x0000000000000038-0x000000000000003f`, of a fault in KASAN's shadow memory: the header has the
 * shadow's address, this line the one that the code meant.
 * Source: mm/kasan/report.c (kasan_non_canonical_hook).
 */
export function decodeKasanRange(range: string): string {
  const meant = decodeAddress(range.split('-')[0]!);
  const about = "the address that was meant; the header has that of KASAN's shadow for it";
  return meant === null ? about : `${about}: ${meant}`;
}

/** What a poison byte pattern in a register or an address says; null where there is none. */
export function poisonIn(digits: string): string | null {
  const text = digits.toLowerCase();
  if (/dead0000000001(?:00|08|22|20|30)/.test(text)) {
    return 'a poisoned list pointer: the entry had been removed from its list already';
  }
  return bytes.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
