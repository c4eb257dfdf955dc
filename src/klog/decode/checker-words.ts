// What a checker calls the mistake that it found, in words of what happened.
//
//   BUG: KASAN: slab-use-after-free in …      refcount_t: underflow; use-after-free.
//   BUG: KFENCE: memory corruption in …       UBSAN: shift-out-of-bounds in …
//
// Sources: mm/kasan/report_generic.c (get_bug_type), mm/kasan/report.c, mm/kfence/report.c
// (kfence_report_error), mm/kmsan/report.c, kernel/kcsan/report.c (get_bug_type), lib/ubsan.c,
// lib/refcount.c (refcount_warn_saturate), mm/slub.c.

const words: [RegExp, string][] = [
  // KASAN, KFENCE
  [/^(?:slab-)?use-after-free/, 'memory was used after it had been freed'],
  [/^slab-out-of-bounds/, 'an access beyond the end, or before the start, of an allocated object'],
  [/^vmalloc-out-of-bounds/, 'an access beyond the end of memory from vmalloc, a stack among it'],
  [/^global-out-of-bounds/, 'an access beyond the end of a variable of the kernel or of a module'],
  [/^(?:stack|alloca)-out-of-bounds/, "an access beyond the end of a function's own variable"],
  [/^out-of-bounds/, 'an access beyond the end, or before the start, of an allocated object'],
  [/^null-ptr-deref/, 'a pointer that was NULL was followed'],
  [/^user-memory-access/, 'an address of user space was used as if it were one of the kernel'],
  [
    /^wild-memory-access/,
    'a pointer that never was one was followed: it was overwritten, or not set',
  ],
  [
    /^(?:double-free|invalid[- ]free)/,
    'memory was freed twice, or by an address that is not its start',
  ],
  [
    /^invalid-access/,
    "the tag in the pointer does not match that of the memory: it was freed, or is another's",
  ],
  [
    /^memory corruption/,
    'bytes around the object had changed when it was freed: a write beyond its end',
  ],
  [/^invalid (?:read|write)/, 'an access to the guarded pool outside any object'],
  // KMSAN, KCSAN
  [/^uninit-value/, 'a decision was made by memory that nobody had set'],
  [
    /^kernel-(?:usb-)?infoleak/,
    'memory that nobody had set was handed to user space or to a device',
  ],
  [
    /^data-race/,
    'two processors used the same memory at once, one of them writing, without a lock',
  ],
  [/^assert: race/, 'somebody wrote where the code says that nobody else does'],
  // UBSAN
  [/^array.index.out.of.bounds/, 'an index beyond the end of an array'],
  [/^shift.out.of.bounds/, 'a shift by less than 0, or by more bits than the number has'],
  [
    /^(?:signed|unsigned)-integer-overflow|^integer (?:addition|subtraction|multiplication) overflow/,
    'a sum or a product that does not fit into its number',
  ],
  [
    /^(?:division-overflow|divide\/remainder overflow)/,
    'a division by 0, or of the smallest number by -1',
  ],
  [
    /^(?:invalid-load|loading invalid value)/,
    'a truth value or an enumeration that holds a number that it cannot have',
  ],
  [
    /^(?:misaligned-access|alignment-assumption|alignment assumption)/,
    'an address that is not a multiple of what its type asks for',
  ],
  [
    /^(?:object-size-mismatch|type mismatch)/,
    'memory that is too small, or not aligned, for the type that it is used as',
  ],
  [/^unreachable/, 'a place in the code that can never be reached was reached'],
  // counts of references
  [/^underflow/, 'one release too many: the object may be freed while others still use it'],
  [
    /^(?:addition|increment) on 0/,
    'somebody took a reference to an object that was already being freed',
  ],
  [
    /^decrement hit 0/,
    'the last reference was dropped where none should be the last: the object is never freed',
  ],
  [/^saturated/, 'the count ran over its end and was stopped there: the object is never freed'],
  [/^decrement leak/, 'a count at its end was lowered: the object is never freed'],
  // SLUB
  [
    /^(?:Right |Left )?[Rr]edzone overwritten|^kmalloc Redzone/,
    'somebody wrote beyond the end, or before the start, of an object',
  ],
  [/^(?:End )?Poison overwritten/, 'somebody wrote to an object after it had been freed'],
  [/^Object already free/, 'an object was freed twice'],
  [
    /^Objects remaining/,
    'a cache is being removed while objects of it are still in use: they were never freed',
  ],
  [
    /^(?:Freepointer|Freechain|Freelist)/,
    'the list of free objects was written over, most often through a freed one',
  ],
  [
    /^(?:Invalid object pointer|Attempt to free object)/,
    'something was freed that is no object of this cache',
  ],
];

/** Null for words that say enough by themselves. */
export function decodeCheckerWords(bug: string): string | null {
  return words.find(([pattern]) => pattern.test(bug))?.[1] ?? null;
}
