// What an allocation was allowed to do, in `gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO)`.
// Source: include/linux/gfp_types.h (the useful combinations and the modifiers), lib/vsprintf.c
// (%pGg prints the words since 4.6). The bits moved from release to release: a mask without words
// says nothing.

const wishes: Record<string, string> = {
  GFP_KERNEL: 'memory for the kernel; it may sleep and free other memory first',
  GFP_KERNEL_ACCOUNT:
    'memory for the kernel, counted against the cgroup; it may sleep and free other memory first',
  GFP_ATOMIC:
    'it must not sleep (an interrupt, or a spinlock is held), so it cannot wait until memory is freed; it may use a part of the reserve',
  GFP_NOWAIT: 'it must not wait until memory is freed, and may not use the reserve',
  GFP_NOIO: 'it may sleep, but must not start disk I/O to free memory',
  GFP_NOFS: 'it may sleep, but must not call into a filesystem to free memory',
  GFP_USER: 'memory for a program that the kernel or a device uses too; it may sleep',
  GFP_HIGHUSER: 'memory for a program; it may sleep and free other memory first',
  GFP_HIGHUSER_MOVABLE: 'an ordinary page for a program; it may sleep and free other memory first',
  GFP_TRANSHUGE: 'a huge page for a program, which small pages can replace',
  GFP_TRANSHUGE_LIGHT: 'a huge page for a program, which small pages can replace',
  GFP_TEMPORARY: 'memory for the kernel that is given back soon; it may sleep',
};

const modifiers: Record<string, string> = {
  GFP_DMA: 'only from the DMA zone (on x86 the lowest 16 MiB)',
  __GFP_DMA: 'only from the DMA zone (on x86 the lowest 16 MiB)',
  GFP_DMA32: 'only from the lowest 4 GiB',
  __GFP_DMA32: 'only from the lowest 4 GiB',
  __GFP_HIGH: 'urgent: it may use a part of the reserve',
  __GFP_MEMALLOC: 'it may use the whole reserve, since it frees memory',
  __GFP_THISNODE: 'from this NUMA node alone',
  __GFP_ACCOUNT: 'counted against the cgroup',
  __GFP_NOFAIL: 'it cannot take no for an answer: the kernel tries for ever',
  __GFP_NORETRY: 'it gives up early, as the caller has another way',
  __GFP_REPEAT: 'it tries hard, but may fail',
  __GFP_RETRY_MAYFAIL: 'it tries hard, but may fail',
};

/** Takes `0x140dca(GFP_…|__GFP_…)`; null where no word is known. */
export function decodeGfpMask(value: string): string | null {
  const words = /\(([A-Za-z_0-9|]{1,300})\)/.exec(value)?.[1]?.split('|') ?? [];
  const said = words.flatMap((word) => wishes[word] ?? []);
  for (const word of words) {
    const limit = modifiers[word];
    if (limit !== undefined) said.push(limit);
  }
  return said.length > 0 ? said.join('; ') : null;
}
