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
    // What follows stands at the report's end, and alone where the log was cut or only the worst
    // messages were kept. The later a line, the lower its rank: the ones behind it are its own.
    kind: 'oom-kill',
    literals: ['oom-kill:constraint=', 'Task in /', 'Tasks in /'],
    pattern:
      /^(?:oom-kill:constraint=(?<constraint>\w{1,40}),.{0,300}?(?:,oom_memcg=(?<cgroup>[^,]{1,255}))?,task_memcg=(?:[^,]{0,255},task=(?<victim>.{1,32}?),pid=(?<victim_pid>\d{1,10}))?|Task in \/\S{0,255} killed as a result of limit of \/|Tasks in (?<killed_cgroup>\/\S{0,255}) are going to be killed due to memory\.oom\.group set)/,
    title: 'Out of memory: killed {victim|a task}',
    form: 'report',
    rank: 2,
  },
  {
    kind: 'oom-kill',
    literals: ['ut of memory: ', 'Out of Memory: ', 'ut of memory (oom_kill_allocating_task): '],
    pattern:
      /^(?:(?:Memory cgroup o|O)ut of [mM]emory(?: \(oom_kill_allocating_task\))?: (?:(?:[kK]illed process|OOM victim) (?<victim_pid>\d{1,10}) \((?<victim>.{1,32}?)\)|[kK]ill process (?<chosen_pid>\d{1,10}) \((?<chosen>.{1,32}?)\))|Out of memory: Killed process)/,
    title: 'Out of memory: killed {victim}',
    form: 'report',
    rank: 1,
  },
  {
    // `, UID 0,` stood before the name for a while, and stands behind it on RHEL 7 since 7.8
    kind: 'oom-kill',
    literals: ['Killed process '],
    pattern:
      /^Killed process (?<victim_pid>\d{1,10})(?:, UID \d{1,10},)? \((?<victim>.{1,32}?)\),? (?:UID \d{1,10},? )?(?:total-vm|vsz):/,
    title: 'Out of memory: killed {victim}',
    form: 'report',
    rank: 0,
  },
  {
    // a cgroup whose tasks may not be killed: whoever asked for memory goes without, or on
    kind: 'oom-kill',
    literals: ['ut of memory and no killable processes'],
    pattern: /^(?:Memory cgroup o|O)ut of memory and no killable processes/,
    title: 'Out of memory and no killable processes',
    form: 'report',
    rank: 2,
  },
  {
    // mm/hugetlb.c: a huge page that nobody had reserved
    kind: 'oom-kill',
    literals: ['killed due to inadequate hugepage pool'],
    pattern: /^PID (?<pid>\d{1,10}) killed due to inadequate hugepage pool/,
    title: 'Huge page pool too small: task killed',
    form: 'line',
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
    // the same function with mm/vmalloc.c's words
    kind: 'page-allocation-failure',
    literals: ['vmalloc error: size ', 'vmalloc: allocation failure'],
    pattern:
      /^(?<comm>.{1,32}): vmalloc(?: error: size (?<bytes>\d{1,20}), (?<reason>[a-z_ ]{5,60})|: allocation failure(?:: |, allocated \d{1,20} of )(?<bytes2>\d{1,20}) bytes)(?:[^m]{0,40}mode:(?<gfp>0x[0-9a-f]{1,8}(?:\([^)]{0,200}\))?))?/,
    title: 'vmalloc allocation failure in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'page-allocation-failure',
    literals: [': Unable to allocate memory on'],
    pattern: /^(?<allocator>SLUB|SLAB): Unable to allocate memory on (?:CPU|node)/,
    title: '{allocator}: unable to allocate memory',
    form: 'line',
    rank: 1,
  },
  {
    // mm/vmalloc.c; mm/percpu.c; kernel/dma/swiotlb.c
    kind: 'page-allocation-failure',
    literals: ['vmap allocation for size ', 'vmalloc_node_range for size '],
    pattern:
      /^(?:vmap allocation for size (?<bytes>\d{1,20}) failed|vmalloc_node_range for size (?<bytes2>\d{1,20}) failed)/,
    title: 'vmap allocation failed',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'page-allocation-failure',
    literals: ['percpu: allocation failed, size='],
    pattern:
      /^percpu: allocation failed, size=(?<bytes>\d{1,10}) align=\d{1,10} atomic=[01], (?<reason>.{3,80})/,
    title: 'percpu allocation failed in {guilty}',
    form: 'report',
    rank: 2,
  },
  {
    kind: 'page-allocation-failure',
    literals: ['swiotlb buffer is full'],
    pattern:
      /^(?:(?<driver>[\w.-]{1,64}) (?<device>[\w:.-]{1,64}): )?swiotlb buffer is full \(sz: (?<bytes>\d{1,20}) bytes\)/,
    title: 'swiotlb buffer is full on {device}',
    form: 'line',
    rank: 2,
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
    // mm/swapfile.c, mm/pgtable-generic.c: an entry of a page table holds what none can
    kind: 'bad-page-state',
    literals: ['wap file entry ', 'wap offset entry ', ': bad p'],
    pattern:
      /^(?:\w{3,40}: (?<bug>(?:Bad|Unused) swap (?:file|offset) entry) (?<entry>[0-9a-f]{8,16})|[\w./-]{3,80}:\d{1,6}: (?<bug2>bad p(?:gd|4d|ud|md)) (?:0x)?[0-9a-f]{8,16}\((?<entry2>[0-9a-f]{1,16})\))/,
    title: '{bug} in a page table',
    form: 'line',
    rank: 2,
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
    pattern:
      /^BUG: Bad rss-counter state mm:\S{1,24} (?:type:(?<type>\S{1,24}) val:(?:-?\d{1,20} Comm:(?<comm>.{1,32}) Pid:(?<pid>\d{1,10}))?|idx:)/,
    title: 'BUG: Bad rss-counter state',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'swap-io-error',
    literals: ['Read-error on swap-device', 'Write-error on swap-device', ' on dio swapfile'],
    pattern:
      /(?:Read|Write)-error on swap-device(?: \((?<device>\d{1,4}:\d{1,4}):|$)|^Write error -?\d{1,4} on dio swapfile/,
    title: 'I/O error on swap device {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'hwpoison',
    literals: ['Memory failure: ', 'MCE 0x'],
    pattern:
      /^(?:(?:Memory failure:|MCE) (?<pfn>0x[0-9a-f]{1,16}): (?:recovery action for|Sending SIGBUS to (?<comm>.{1,32}):(?<pid>\d{1,10}) due|(?:Killing|forcibly killing) (?<comm2>.{1,32}):(?<pid2>\d{1,10}) (?:due|because)))/,
    title: 'Memory failure: poisoned page',
    form: 'line',
    rank: 3,
    joins: true,
    joinsSame: 'pfn',
  },
  {
    // A program touched the page that had been found bad (arch/x86/mm/fault.c, do_sigbus).
    kind: 'hwpoison',
    literals: ['MCE: Killing '],
    pattern:
      /^MCE: Killing (?<comm>.{1,32}):(?<pid>\d{1,10}) due to hardware memory corruption fault/,
    title: 'Memory failure: poisoned page',
    form: 'line',
    rank: 3,
    joins: true,
  },
  {
    kind: 'hwpoison',
    literals: ['Memory failure: 0x', 'MCE 0x'],
    pattern: /^(?:Memory failure:|MCE) (?<pfn>0x[0-9a-f]{1,16}): (?<action>[A-Za-z].{3,100})/,
    title: 'Memory failure: poisoned page',
    form: 'line',
    rank: 2,
  },
  {
    // A page that still gives its data is emptied in time: corrected errors were many, or it was asked for.
    kind: 'hwpoison',
    literals: ['Soft offline: 0x', 'Soft offlining pfn 0x'],
    pattern:
      /^Soft offlin(?:e:|ing pfn) (?<pfn>0x[0-9a-f]{1,16})(?:: (?<action>[A-Za-z].{3,100}))?/,
    title: 'Memory page taken out of use in time',
    form: 'line',
    rank: 1,
    severity: 'notice',
  },
];
