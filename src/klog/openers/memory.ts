// Memory that ran out, or went bad.
// Sources: mm/oom_kill.c, mm/page_alloc.c (warn_alloc), mm/slub.c (slab_out_of_memory), mm/debug.c,
// mm/memory.c (print_bad_pte), kernel/fork.c (check_mm), mm/page_io.c, mm/memory-failure.c.

import type { Opener } from './opener.ts';

export const memory: Opener[] = [
  {
    kind: 'oom-kill',
    literals: [' invoked oom-killer'],
    pattern:
      /^(?<comm>.{1,32}) invoked oom-killer: gfp_mask=(?<gfp>0x[0-9a-f]{1,8}(?:\([^)]{0,200}\))?),.{0,80}? ?order=(?<order>-?\d{1,2})/,
    title: 'Out of memory: {comm} invoked oom-killer',
    form: 'report',
    rank: 3,
  },
  {
    // The report's last line stands alone where the log was cut, or only kern.crit was kept.
    kind: 'oom-kill',
    literals: ['ut of memory: ', 'Out of Memory: ', 'ut of memory (oom_kill_allocating_task): '],
    pattern:
      /^(?:(?:Memory cgroup o|O)ut of [mM]emory(?: \(oom_kill_allocating_task\))?: (?:[kK]ill(?:ed)? process) (?<victimPid>\d{1,10}) \((?<victim>.{1,32}?)\)|Out of memory: Killed process)/,
    title: 'Out of memory: killed {victim}',
    form: 'report',
    rank: 2,
  },
  {
    kind: 'page-allocation-failure',
    literals: ['page allocation failure', 'page allocation stalls'],
    pattern:
      /^(?<comm>.{1,32}): page allocation (?:failure(?:[:.]| )|stalls for)(?:.{0,24}? order:(?<order>\d{1,2}), mode:(?<gfp>0x[0-9a-f]{1,8}(?:\([^)]{0,200}\))?))?/,
    title: 'page allocation failure in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'page-allocation-failure',
    literals: ['SLUB: Unable to allocate memory on'],
    pattern: /SLUB: Unable to allocate memory on/,
    title: 'SLUB: unable to allocate memory',
    form: 'line',
    rank: 1,
  },
  {
    kind: 'bad-page-state',
    literals: ['BUG: Bad page state', 'BUG: Bad page map', 'BUG: Bad page cache'],
    pattern:
      /^BUG: (?<bug>Bad page (?:state|map|cache)) in process (?<comm>.{1,32}?) {1,2}(?:pfn|pte|pmd|pud|p4d|pgd|page):/,
    title: 'BUG: {bug} in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    // mm/page_poison.c: a page was written to after it was freed, or its RAM does not hold a bit
    kind: 'bad-page-state',
    literals: ['pagealloc: '],
    pattern: /^pagealloc: (?<bug>memory corruption|single bit error)/,
    title: 'pagealloc: {bug} in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    // arch/x86/kernel/check.c: firmware, or a device, wrote where only the kernel may
    kind: 'bad-page-state',
    literals: ['Corrupted low memory at', 'Memory corruption detected in low memory'],
    pattern:
      /^(?:check: )?(?:Corrupted low memory at (?:0x)?[0-9a-f]{8,16} \((?<low_address>[0-9a-f]{1,8}) phys\)|Memory corruption detected in low memory)/,
    title: 'Corrupted low memory',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'bad-rss-counter',
    literals: ['BUG: non-zero '],
    pattern: /BUG: non-zero (?<counter>pgtables_bytes|nr_ptes|nr_pmds) on freeing mm/,
    title: 'BUG: non-zero {counter} on freeing mm',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'bad-rss-counter',
    literals: ['Bad rss-counter state'],
    pattern: /^BUG: Bad rss-counter state mm:\S{1,24} (?:type:(?<type>\S{1,24}) val:|idx:)/,
    title: 'BUG: Bad rss-counter state',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'swap-io-error',
    literals: ['Read-error on swap-device', 'Write-error on swap-device'],
    pattern: /(?:Read|Write)-error on swap-device \((?<device>\d{1,4}:\d{1,4}):/,
    title: 'I/O error on swap device {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'hwpoison',
    literals: ['Memory failure: ', 'MCE 0x', 'MCE: Killing '],
    pattern:
      /^(?:(?:Memory failure:|MCE) (?<pfn>0x[0-9a-f]{1,16}): (?:recovery action for|Sending SIGBUS to (?<comm>.{1,32}):(?<pid>\d{1,10}) due|(?:Killing|forcibly killing) (?<killed>.{1,32}):\d{1,10} (?:due|because))|MCE: Killing (?<comm2>.{1,32}):(?<pid2>\d{1,10}) due to hardware memory corruption fault)/,
    title: 'Memory failure: poisoned page',
    form: 'line',
    rank: 3,
  },
];
