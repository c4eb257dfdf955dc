// Why a page was found bad, in `page dumped because: nonzero _refcount`.
// Source: mm/page_alloc.c (page_bad_reason, free_page_is_bad), mm/memory.c (print_bad_pte),
// mm/filemap.c, mm/debug.c (__dump_page).

const reasons: [RegExp, string][] = [
  [/^nonzero _(?:ref)?count/, 'it was given back while somebody still held it'],
  [
    /^nonzero (?:entire_|large_)?mapcount|^nonzero nr_pages_mapped/,
    'it was given back while a process still had it in its page table',
  ],
  [/^nonzero pincount/, 'it was given back while a device still used it'],
  [/^non-NULL mapping/, 'it was given back while it still belonged to a file'],
  [
    /^PAGE_FLAGS_CHECK_AT_PREP/,
    'a free page had flags that only a page in use has: somebody wrote over its entry',
  ],
  [/^PAGE_FLAGS_CHECK_AT_FREE/, 'it was given back while it was still locked, dirty or on a list'],
  [/^page still charged to cgroup/, 'it was given back while it still counted for a cgroup'],
  [/^corrupted mapping in tail page/, 'a part of a large page was written over'],
  [/^bad pte/, 'an entry of a page table points to it that cannot be'],
  [
    /^still mapped when deleted/,
    'its file dropped it while a process still had it in its page table',
  ],
  [/^kasan: bad access/, 'the access that KASAN reports went there'],
];

/** Null for a reason that says enough by itself. */
export function decodePageReason(reason: string): string | null {
  return reasons.find(([pattern]) => pattern.test(reason))?.[1] ?? null;
}
