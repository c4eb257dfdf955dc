// Faults and self-checks of the kernel.
// Sources: arch/x86/mm/fault.c (show_fault_oops), arch/x86/kernel/traps.c, arch/x86/kernel/dumpstack.c
// (__die_header), arch/arm64/mm/fault.c (die_kernel_fault), arch/arm64/kernel/traps.c, lib/bug.c,
// kernel/panic.c (__warn, __stack_chk_fail), lib/list_debug.c, lib/refcount.c, mm/usercopy.c,
// lib/string_helpers.c (fortify), kernel/cfi.c, mm/slub.c.

import type { Opener } from './opener.ts';

export interface WarnSite {
  file: RegExp;
  /** Only where this function warns; any of the file without it. */
  function?: RegExp;
  title: string;
  /** Which list of ../bystanders.ts says who else is not to blame. */
  about: string;
}

/** Files whose WARNINGs are about their caller's mistake, and what that mistake is called. */
const warnSites: WarnSite[] = [
  {
    file: /kernel\/locking\/lockdep\.c$/,
    function: /lock_/,
    title: 'WARNING: locking bug in {guilty}',
    about: 'lockdep',
  },
  {
    file: /lib\/debugobjects\.c$/,
    title: 'WARNING: ODEBUG bug in {guilty}',
    about: 'object-debugging',
  },
  {
    file: /lib\/kobject(?:_uevent)?\.c$/,
    title: 'WARNING: kobject bug in {guilty}',
    about: 'kobject',
  },
  { file: /lib\/refcount\.c$/, title: 'WARNING: refcount bug in {guilty}', about: 'refcount' },
  {
    file: /mm\/vmalloc\.c$/,
    function: /malloc/,
    title: 'WARNING: zero-size vmalloc in {guilty}',
    about: 'allocation',
  },
  {
    file: /mm\/\w+\.c$/,
    function: /malloc|kzalloc|krealloc/,
    title: 'WARNING: kmalloc bug in {guilty}',
    about: 'allocation',
  },
  { file: /mm\/usercopy\.c$/, title: 'WARNING: bad usercopy in {guilty}', about: 'usercopy' },
  {
    file: /fs\/proc\/generic\.c$/,
    title: 'WARNING: proc registration bug in {guilty}',
    about: 'proc-registration',
  },
  { file: /fs\/sysfs\/\w+\.c$/, title: 'WARNING in {guilty}', about: 'sysfs' },
  { file: /drivers\/usb\/core\/urb\.c$/, title: 'WARNING in {guilty}/{function}', about: 'urb' },
];

/** What a WARNING from this file is called; null for the general one. */
export function warnSite(file: string | undefined, name: string | undefined): WarnSite | null {
  if (file === undefined) return null;
  const here = (site: WarnSite) =>
    site.file.test(file) && (site.function === undefined || site.function.test(name ?? ''));
  return warnSites.find(here) ?? null;
}

export const faults: Opener[] = [
  {
    kind: 'list-corruption',
    literals: ['ernel BUG at lib/list_debug.c'],
    pattern: /[kK]ernel BUG at (?<file>lib\/list_debug\.c):(?<line>\d{1,7})!/,
    title: 'BUG: corrupted list in {guilty}',
    form: 'fault',
    rank: 2,
  },
  {
    kind: 'usercopy-overflow',
    literals: ['ernel BUG at mm/usercopy.c'],
    pattern: /[kK]ernel BUG at (?<file>mm\/usercopy\.c):(?<line>\d{1,7})!/,
    title: 'BUG: bad usercopy in {guilty}',
    about: 'usercopy',
    form: 'fault',
    rank: 2,
  },
  {
    kind: 'null-pointer-dereference',
    literals: ['NULL pointer dereference'],
    pattern:
      /(?:BUG: (?:unable to handle )?[kK]ernel|Unable to handle kernel) NULL pointer dereference(?:,? (?:address:|(?:on \w{4,7} )?at (?:virtual address)?) ?(?<address>[0-9a-fx(]\S{0,20}))?/,
    title: 'BUG: unable to handle kernel NULL pointer dereference in {guilty}',
    form: 'fault',
    rank: 2,
  },
  {
    kind: 'page-fault',
    literals: ['paging request', 'page fault for address', 'Unable to handle kernel '],
    pattern:
      /(?:BUG: unable to handle (?:page fault for address:|kernel paging request (?:at|for)(?: virtual address)?)|Unable to handle kernel (?!NULL pointer|relocation|stack)[a-zA-Z ()-]{3,60}(?:at|for|in)(?: virtual)?(?: kernel| user)? address(?: space)?) ?(?<address>[0-9a-fx]{4,18})?/,
    title: 'BUG: unable to handle kernel paging request in {guilty}',
    form: 'fault',
    rank: 2,
  },
  {
    kind: 'page-fault',
    literals: [
      'Unable to handle kernel paging request',
      'Unable to handle kernel data access',
      'Unable to handle kernel instruction fetch',
      'Unable to handle unknown paging fault',
    ],
    pattern:
      /^(?:BUG: )?Unable to handle (?:kernel (?:paging request for (?:data|instruction fetch|unknown fault)|data access (?:on \w{4,7} )?at (?<address>0x[0-9a-f]{1,16})|instruction fetch)|unknown paging fault at (?<address2>0x[0-9a-f]{1,16}))/,
    title: 'BUG: unable to handle kernel paging request in {guilty}',
    form: 'fault',
    rank: 2,
  },
  {
    kind: 'page-fault',
    literals: [
      'kernel tried to execute ',
      'unable to execute userspace code (SMEP?)',
      'Kernel attempted to ',
    ],
    pattern:
      /^(?:kernel tried to execute (?:NX-protected|exec-protected|user) page|unable to execute userspace code \(SMEP\?\)|(?:BUG: )?Kernel attempted to (?:read|write|execute|access) (?:user )?)/,
    title: 'BUG: unable to handle kernel paging request in {guilty}',
    form: 'fault',
    rank: 1, // the line that names the address follows
  },
  {
    kind: 'page-fault',
    literals: [': Corrupted page table at address '],
    pattern: /^(?<comm>.{1,32}): Corrupted page table at address (?<address>[0-9a-f]{1,16})/,
    title: 'Corrupted page table in {guilty}',
    form: 'fault',
    rank: 3,
  },
  {
    kind: 'page-fault',
    literals: ['Unhandled fault: ', 'Unhandled fault at ', 'Unhandled prefetch abort'],
    pattern:
      /^(?:Unhandled fault: (?!.*(?:external abort|parity))|Unhandled fault at (?<address>0x[0-9a-f]{16})|Unhandled prefetch abort)/,
    title: 'Unhandled fault in {guilty}',
    form: 'fault',
    rank: 2,
  },
  {
    kind: 'gpf',
    literals: ['general protection fault'],
    pattern:
      /(?:^|[a-z: ])general protection fault(?:,? (?:probably |maybe )?for (?:a )?non-canonical address (?<address>0x[0-9a-f]{1,16})|, [a-z ]{3,40}(?<other>0x[0-9a-f]{1,16})?)?: (?<error>[0-9a-f]{4,16}) \[#/,
    title: 'general protection fault in {guilty}',
    form: 'fault',
    rank: 2,
  },
  {
    kind: 'gpf',
    literals: ['stack segment: ', 'segment not present: ', 'invalid TSS: '],
    pattern:
      /^(?:Oops: )?(?<fault>stack segment|segment not present|invalid TSS): (?<error>[0-9a-f]{4,16}) \[#/,
    title: '{fault} fault in {guilty}',
    form: 'fault',
    rank: 2,
  },
  {
    // s390's die(): `illegal operation: 0001 ilc:1 [#1]`
    kind: 'bug-on',
    literals: [' ilc:'],
    pattern: /^(?<fault>[a-z][a-z -]{3,40}): [0-9a-f]{4} ilc:\d \[#/,
    title: '{fault} in {guilty}',
    form: 'fault',
    rank: 0,
  },
  {
    // any other of x86's traps: `int3: 0000 [#1]`, `alignment check: 0000 [#1]`
    kind: 'gpf',
    literals: [' [#'],
    pattern:
      /^(?:Oops: )?(?<fault>int3|debug|alignment check|bounds|overflow|coprocessor segment overrun|device not available|control protection fault|fpu exception|simd exception|iret exception|unexpected #NM exception|VE fault|#VE exception|[iI]nvalid or fatal FRED event|unknown trap): (?<error>[0-9a-f]{4,16}) \[#/,
    title: '{fault} in {guilty}',
    form: 'fault',
    rank: 1,
  },
  {
    // arch/x86/mm/fault.c, pgtable_bad(); the line that names the task stands before it
    kind: 'page-fault',
    literals: ['Bad pagetable: '],
    pattern: /^(?:Oops: )?Bad pagetable: (?<error>[0-9a-f]{4,16}) \[#/,
    title: 'Corrupted page table in {guilty}',
    form: 'fault',
    rank: 2,
  },
  {
    // arch/x86/entry/entry_fred.c, fred_bad_type()
    kind: 'gpf',
    literals: ['nvalid or fatal FRED event'],
    pattern: /^(?:PANIC|BUG): invalid or fatal FRED event;/,
    title: 'invalid or fatal FRED event in {guilty}',
    form: 'fault',
    rank: 3,
  },
  {
    // arch/x86/mm/extable.c, ex_handler_msr(): guests and odd processors say it, and go on
    kind: 'warn',
    literals: ['unchecked MSR access error'],
    pattern:
      /^unchecked MSR access error: (?<access>RDMSR from|WRMSR to) (?<msr>0x[0-9a-f]{1,8})(?:.{0,60}at rIP: 0x[0-9a-f]{1,16} \((?<function>[^\s)]{1,240}(?: \[[\w-]{1,64}\])?)\))?/,
    title: 'unchecked MSR access error in {guilty}',
    form: 'report',
    rank: 1,
    severity: 'notice',
  },
  {
    kind: 'warn',
    literals: ['WARNING: kernel stack '],
    pattern:
      /^WARNING: kernel stack (?<what>regs|frame pointer) at {1,9}\S{1,24} in (?<comm>.{1,32}):(?<pid>\d{1,10}) has bad /,
    title: 'WARNING: kernel stack {what} has bad value',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'bug-on',
    literals: ['kernel BUG at ', 'Kernel BUG at '],
    pattern: /[kK]ernel BUG at (?<file>\S{1,240}?):(?<line>\d{1,7})!/,
    title: 'kernel BUG in {guilty}',
    form: 'fault',
    rank: 1,
  },
  {
    // lib/bug.c without CONFIG_DEBUG_BUGVERBOSE; include/asm-generic/bug.h
    kind: 'bug-on',
    literals: ['Kernel BUG at ', 'BUG: failure at '],
    pattern:
      /^(?:Kernel BUG at (?<function>[^\s:]{1,240}(?: \[[\w-]{1,64}\])?) \[verbose debug info unavailable\]|BUG: failure at (?<file>[^\s:]{1,240}):(?<line>\d{1,7})\/(?<function2>\w{1,128})\(\)!)/,
    title: 'kernel BUG in {guilty}',
    form: 'fault',
    rank: 1,
  },
  {
    // mips
    kind: 'bug-on',
    literals: ['Kernel bug detected[#'],
    pattern: /^Kernel bug detected\[#\d{1,4}\]/,
    title: 'kernel BUG in {guilty}',
    form: 'fault',
    rank: 1,
  },
  {
    // mips
    kind: 'page-fault',
    literals: ['kernel unaligned access[#'],
    pattern: /^Unhandled kernel unaligned access\[#\d{1,4}\]/,
    title: 'Unhandled kernel unaligned access in {guilty}',
    form: 'fault',
    rank: 1,
  },
  {
    // include/linux/rtnetlink.h, ASSERT_RTNL() until 5.x
    kind: 'warn',
    literals: ['RTNL: assertion failed at '],
    pattern: /^RTNL: assertion failed at (?<file>\S{1,240}) \((?<line>\d{1,7})\)/,
    title: 'RTNL: assertion failed in {guilty}',
    form: 'report',
    rank: 1,
  },
  {
    // fs/dcache.c, umount_check(); a WARNING of its own follows
    kind: 'warn',
    literals: ['BUG: Dentry '],
    pattern:
      /^BUG: Dentry .{1,300} still in use \(\d{1,10}\) {1,2}\[unmount of (?<mount>[^\]]{1,80})\]/,
    title: 'BUG: Dentry still in use [unmount of {mount}]',
    form: 'report',
    rank: 3,
  },
  {
    // rust/kernel/lib.rs, the panic handler; what went wrong is the next line, before Rust 1.73 this one
    kind: 'bug-on',
    literals: ['rust_kernel: panicked at '],
    pattern:
      /^rust_kernel: panicked at (?:'(?<message>.{1,200})', )?(?<file>\S{1,240}?):(?<line>\d{1,7}):\d{1,5}:?$/,
    title: '{message|panicked} in {guilty}',
    form: 'fault',
    rank: 2,
    next: 'message',
  },
  {
    kind: 'bug-on',
    literals: ['invalid opcode: '],
    pattern: /^(?:Oops: )?invalid opcode: (?<error>[0-9a-f]{4}) \[#/,
    title: 'invalid opcode in {guilty}',
    form: 'fault',
    rank: 0,
  },
  {
    kind: 'divide-error',
    // 5.8 and 5.9 wrote it with a low line
    literals: ['divide error: ', 'divide_error: '],
    pattern: /^(?:Oops: )?divide[ _]error: (?<error>[0-9a-f]{4}) \[#/,
    title: 'divide error in {guilty}',
    form: 'fault',
    rank: 2,
  },
  {
    kind: 'double-fault',
    literals: ['double fault'],
    pattern: /^(?:traps: )?PANIC: double fault|^(?:Oops: )?double fault: [0-9a-f]{4} \[#/,
    title: 'PANIC: double fault in {guilty}',
    form: 'fault',
    rank: 2,
    severity: 'fatal',
  },
  {
    kind: 'warn',
    literals: ['WARNING: '],
    pattern:
      /(?:^|[:|] )WARNING: (?:CPU: (?<cpu>\d{1,5}) PID: (?<pid>\d{1,10}) )?at ?(?<file>\S{1,240}?):(?<line>\d{1,7})(?: (?<function>[^\s(]\S{0,240}(?: \[[\w-]{1,64}\])?))?/,
    title: 'WARNING in {guilty}',
    form: 'report',
    rank: 1,
  },
  {
    // without CONFIG_DEBUG_BUGVERBOSE; RHEL 5's words
    kind: 'warn',
    literals: ['WARNING: ', 'BUG: warning at '],
    pattern:
      /^(?:WARNING: (?:CPU: (?<cpu>\d{1,5}) PID: (?<pid>\d{1,10}) )?at (?<function>[^\s:]{1,240}\+0x[0-9a-f]{1,8}\/0x[0-9a-f]{1,8}(?: \[[\w-]{1,64}\])?)|BUG: warning at (?<file>[^\s:]{1,240}):(?<line>\d{1,7})\/(?<function2>\w{1,128})\(\))/,
    title: 'WARNING in {guilty}',
    form: 'report',
    rank: 1,
  },
  {
    // 6.19: the place moved behind the file, CPU and task to the end
    kind: 'warn',
    literals: ['WARNING: '],
    pattern:
      /^WARNING: (?:\[.{1,200}?\] )?(?<file>[\w./-]{1,240}\.(?:[chS]|rs)):(?<line>\d{1,7}) at (?<function>[^\s,]{1,240}(?: \[[\w-]{1,64}\])?), CPU#(?<cpu>\d{1,5})(?:: (?<comm>.{1,32})\/(?<pid>\d{1,10}))?/,
    title: 'WARNING in {guilty}',
    form: 'report',
    rank: 1,
  },
  {
    kind: 'list-corruption',
    literals: ['list_add corruption', 'list_del corruption', 'list_add double add'],
    pattern: /(?:^|: )list_(?:add|del) (?:corruption|double add)/,
    title: 'BUG: corrupted list in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'refcount-bug',
    literals: ['refcount_t: '],
    pattern:
      /^refcount_t: (?<bug>underflow|addition on 0|decrement hit 0|saturated|increment on 0|decrement leak)/,
    title: 'WARNING: refcount bug in {guilty}',
    about: 'refcount',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'stack-overflow',
    literals: ['stack guard page'],
    pattern:
      /^BUG: (?:.{1,40} )?stack guard page was hit|^(?:Oops: )?stack guard page: [0-9a-f]{4,16} \[#/,
    title: 'BUG: stack guard page was hit in {guilty}',
    form: 'fault',
    rank: 4,
    severity: 'fatal',
  },
  {
    // The word at the stack's end is gone: whatever the fault is, this may be why.
    // arch/x86/mm/fault.c (page_fault_oops), kernel/sched/core.c (__might_resched)
    kind: 'stack-corruption',
    literals: ['Thread overran stack, or stack corrupted'],
    pattern: /^(?<kernel_stack>Thread overran stack, or stack corrupted)/,
    title: 'Thread overran stack, or stack corrupted in {guilty}',
    form: 'fault',
    rank: 0, // it does not name the fault
    severity: 'failure',
  },
  {
    // arch/powerpc/kernel/irq.c, and 32-bit x86 before 3.16
    kind: 'stack-overflow',
    literals: ['do_IRQ: stack overflow'],
    pattern: /^do_IRQ: stack overflow: (?<left>\d{1,6})/,
    title: 'do_IRQ: stack overflow in {guilty}',
    form: 'report',
    rank: 3,
    severity: 'failure',
  },
  {
    // arch/powerpc/kernel/traps.c
    kind: 'stack-corruption',
    literals: ['Bad kernel stack pointer '],
    pattern: /^Bad kernel stack pointer (?<address>[0-9a-f]{8,16}) at [0-9a-f]{8,16}/,
    title: 'Bad kernel stack pointer in {guilty}',
    form: 'fault',
    rank: 3,
  },
  {
    kind: 'stack-overflow',
    literals: ['kernel stack overflow', 'Insufficient stack space', 'Kernel stack overflow'],
    pattern: /^(?:(?:kernel|Kernel) stack overflow|Insufficient stack space to handle exception)/,
    title: 'kernel stack overflow in {guilty}',
    form: 'fault',
    rank: 3,
    severity: 'fatal',
  },
  {
    kind: 'usercopy-overflow',
    literals: [
      'Kernel memory overwrite attempt',
      'Kernel memory exposure attempt',
      'Buffer overflow detected (',
    ],
    pattern:
      /^(?:usercopy: )?Kernel memory (?<direction>overwrite|exposure) attempt detected(?: (?:to|from) (?<object>.{1,120}?) \(offset (?<offset>\d{1,20}), size (?<copied>\d{1,20})\)!)?|^Buffer overflow detected \(\d{1,10} < \d{1,20}\)!/,
    title: 'BUG: bad usercopy in {guilty}',
    about: 'usercopy',
    form: 'report',
    rank: 3,
  },
  {
    // usercopy_warn(), 4.16 to 5.16: a WARNING, not a BUG
    kind: 'usercopy-overflow',
    literals: ['Bad or missing usercopy whitelist'],
    pattern: /^(?:usercopy: )?Bad or missing usercopy whitelist\?/,
    title: 'WARNING: bad usercopy in {guilty}',
    about: 'usercopy',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'usercopy-overflow',
    literals: ['detected field-spanning'],
    pattern: /mem(?:cpy|move): detected field-spanning (?:read|write)/,
    title: 'detected field-spanning write in {guilty}',
    form: 'report',
    rank: 2,
  },
  {
    // fortify_panic()
    kind: 'usercopy-overflow',
    literals: ['detected buffer overflow'],
    pattern:
      /^(?:(?<overflowed>[\w.]{1,128}): )?detected buffer overflow(?: in (?<overflowed2>\w{1,64}))?/,
    title: 'kernel BUG in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'usercopy-overflow',
    literals: ['ernel BUG at lib/string'],
    pattern: /[kK]ernel BUG at (?<file>lib\/string(?:_helpers)?\.c):(?<line>\d{1,7})!/,
    title: 'kernel BUG in {guilty}',
    form: 'fault',
    rank: 2,
  },
  {
    kind: 'slab-corruption',
    literals: [
      ': Objects remaining ',
      ': Redzone overwritten',
      ': Poison overwritten',
      ': Object already free',
      ': Padding overwritten',
      ': Freepointer corrupt',
      ': Invalid object pointer',
    ],
    pattern:
      /^BUG (?<cache>[\w:.-]{1,64}): (?<bug>(?:Objects remaining|Redzone overwritten|Poison overwritten|Object already free|Padding overwritten|Freepointer corrupt|Invalid object pointer).{0,80})/,
    title: 'BUG: {bug} in slab {cache}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'cfi-failure',
    literals: ['CFI failure', 'Missing ENDBR: '],
    pattern:
      /^(?:CFI failure (?:at (?<function>[^\s(]{1,240}) )?\(?(?:target|no target|at)|(?:traps: )?Missing ENDBR: (?<target>[^\s]{1,240}(?: \[[\w-]{1,64}\])?))/,
    title: 'CFI failure in {guilty}',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'split-lock',
    literals: ['plit lock ', '_lock trap'],
    pattern:
      /#(?:AC|DB): (?<comm>.{1,32})\/(?<pid>\d{1,10}) took a (?:split|bus)_lock trap(?: at address: (?<address>0x[0-9a-f]{1,16}))?|split[_ ]lock (?:detected|trap)/i,
    title: 'split lock detected',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'slab-corruption',
    literals: ['BUG '],
    pattern:
      /^BUG (?!KASAN|KFENCE)(?<cache>\S{1,120}) (?:\((?:Not tainted|Tainted: [A-Z -]{1,40}) ?\)|\([A-Z -]{0,40}\)): (?<bug>.{1,120})/,
    title: 'BUG: {bug} in slab {cache}',
    form: 'report',
    rank: 3,
  },
  {
    // mm/slab.c, until 6.7
    kind: 'slab-corruption',
    literals: ['slab error in ', 'Slab corruption'],
    pattern:
      /^(?:slab error in (?<checker>\w{1,64})\(\): cache [`'](?<cache>[^']{1,120})': (?<bug>.{1,120})|Slab corruption(?: \([A-Za-z: -]{1,60}\))?: (?<cache2>\S{1,120}) start=)/,
    title: 'BUG: {bug|corruption} in slab {cache}',
    form: 'report',
    rank: 3,
  },
  {
    // mm/slab_common.c (kmem_cache_destroy), mm/slab.h (cache_from_obj): texts of WARNINGs
    kind: 'slab-corruption',
    literals: ['Slab cache still has objects', 'Wrong slab cache. '],
    pattern:
      /^(?:kmem_cache_destroy (?<cache>\S{1,120}): Slab cache still has objects|\w{1,40}: Wrong slab cache\. (?<cache2>\S{1,120}) but object is from (?<other>\S{1,120}))/,
    title: 'BUG: slab {cache} and its objects do not fit',
    form: 'report',
    rank: 3,
  },
  {
    // mm/mempool.c with CONFIG_SLUB_DEBUG_ON
    kind: 'slab-corruption',
    literals: ['BUG: mempool element poison mismatch'],
    pattern: /^BUG: mempool element poison mismatch/,
    title: 'BUG: mempool element poison mismatch in {guilty}',
    form: 'report',
    rank: 3,
  },
];
