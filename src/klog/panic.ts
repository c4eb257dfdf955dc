// `Kernel panic - not syncing: …`: a failure of its own, or the end of the one before it.
//
// In: the panic's words. Out: the kind it is by itself, or which earlier kinds it may belong to.
// A policy panic (panic_on_oops, panic_on_warn, softlockup_panic, …) and a check that failed inside
// a report say only that the kernel stopped because of what it had reported already.
// Sources: kernel/panic.c, kernel/exit.c, init/do_mounts.c, init/main.c, mm/oom_kill.c,
// kernel/watchdog.c, kernel/hung_task.c, kernel/rcu/tree_stall.h, arch/x86/kernel/cpu/mce/core.c,
// arch/x86/kernel/nmi.c, drivers/acpi/apei/ghes.c, drivers/tty/sysrq.c, fs/ext4/super.c.

import { HeaderMatch } from './header-match.ts';
import type { Opener } from './openers/opener.ts';

export interface PanicWords {
  pattern: RegExp;
  /** Kind of the event that this panic is, where no earlier event accounts for it. */
  kind: string;
  title: string;
  /** Kinds that lead to it; `*` for any event with a report of its own. Empty: always itself. */
  after: '*' | readonly string[];
  /** Whether the panic is the news, not what led to it: a shortage without a way out. */
  renames?: true;
}

const oopses = '*';

/** A checker's own panic, with panic_on_warn or its own switch: its name says what it had found. */
const checkers = ['KASAN', 'KFENCE', 'KCSAN', 'KMSAN', 'UBSAN'].map(
  (name): PanicWords => ({
    pattern: new RegExp(
      `^${name}: (?:panic_on_warn set|system warned too often)|^${name.toLowerCase()}\\.(?:fault=)?panic`,
    ),
    kind: name.toLowerCase(),
    title: 'kernel panic: {reason}',
    after: oopses,
  }),
);

export const panicWords: readonly PanicWords[] = [
  ...checkers,
  {
    pattern:
      /(?:^|: )Fatal exception|^Fatal hardware error in|^Aiee, killing interrupt handler|^Oopsed too often|panic_on_taint set|panic_on_warn set|system warned too often|^Fatal error|^kernel: panic|^Unhandled exception|^BUG!$|^Oops - |^bad mode$|^Oops failed to kill thread|^invalid or fatal FRED event|^Attempted to kill the idle task/,
    kind: 'panic-other',
    title: 'kernel panic: {reason}',
    after: oopses,
  },
  {
    pattern: /^Attempted to kill init!(?: exitcode=(?<exitcode>0x[0-9a-f]{1,8}))?/,
    kind: 'attempted-to-kill-init',
    title: 'kernel panic: Attempted to kill init!',
    after: [],
  },
  {
    pattern: /^VFS: Unable to mount root fs|^VFS: Unable to mount root/,
    kind: 'vfs-no-root',
    title: 'kernel panic: {reason}',
    after: ['vfs-no-root'],
    renames: true,
  },
  {
    pattern: /^No (?:working )?init found|^Requested init \S{1,120} failed/,
    kind: 'no-init',
    title: 'kernel panic: No working init found',
    after: ['no-init'],
    renames: true,
  },
  {
    // init/initramfs.c, init/do_mounts_rd.c, arch/x86/kernel/setup.c
    pattern:
      /^(?:no cpio magic|junk (?:in|within) (?:gzipped|compressed) archive|malformed archive|broken padding|incorrect cpio method used|invalid magic at start of compressed archive|compression method \S{1,16} not configured|can't (?:find link|allocate (?:link hash entry|dir_entry buffer|buffers)))|^Could not decompress initial ramdisk image|^Cannot find place for new RAMDISK/,
    kind: 'initramfs-broken',
    title: 'kernel panic: {reason}',
    after: ['initramfs-broken'],
  },
  {
    pattern:
      /^stack-protector: Kernel stack is corrupted in: (?<function>\S{1,160}(?: \[[\w-]{1,64}\])?)|^stack-protector/,
    kind: 'stack-corruption',
    title: 'kernel panic: stack is corrupted in {guilty}',
    after: [],
  },
  {
    pattern: /^corrupted (?:shadow )?stack (?:end )?detected/,
    kind: 'stack-corruption',
    title: 'kernel panic: corrupted stack end in {guilty}',
    after: [],
  },
  {
    pattern: /^(?:kernel )?stack overflow|^(?:\w{2,8} )?stack guard hit/i,
    kind: 'stack-overflow',
    title: 'kernel stack overflow in {guilty}',
    after: ['stack-overflow', 'double-fault'],
  },
  {
    pattern:
      /^[oO]ut of memory[.:] .{0,40}panic_on_oom|^System is deadlocked on memory|^Out of memory and no killable processes/,
    kind: 'oom-panic',
    title: 'kernel panic: {reason}',
    after: ['oom-kill', 'oom-panic'],
    renames: true,
  },
  {
    pattern: /^softlockup: hung tasks/,
    kind: 'soft-lockup',
    title: 'BUG: soft lockup in {guilty}',
    after: ['soft-lockup'],
  },
  {
    // `nmi watchdog` and `Non maskable interrupt` until 2.6.37
    pattern:
      /^(?:Hard LOCKUP|Watchdog detected hard LOCKUP on cpu ?(?<cpu>\d{1,5})|nmi watchdog|Non maskable interrupt$)/,
    kind: 'hard-lockup',
    title: 'hard LOCKUP in {guilty}',
    after: ['hard-lockup'],
  },
  {
    pattern: /^hung_task: blocked tasks/,
    kind: 'hung-task',
    title: 'INFO: task hung in {guilty}',
    after: ['hung-task'],
  },
  {
    pattern: /^RCU Stall/,
    kind: 'rcu-stall',
    title: 'INFO: rcu detected stall in {guilty}',
    after: ['rcu-stall'],
  },
  {
    pattern:
      /^(?:Fatal local |Local fatal |Fatal )?[mM]achine check|^Timeout: (?:Not all|Subject|Monarch) CPU|^(?:Too many consecutive|Consecutive) machine checks|^Failed kernel mode recovery|^Uncorrected machine check|^Unable to continue$|^Panicing machine check CPU died|^MCA architectural violation|^(?:GHES: )?Fatal hardware error/,
    kind: 'mce-hardware-error',
    title: 'kernel panic: {reason}',
    after: ['mce-hardware-error', 'edac-memory-error'],
  },
  {
    // drivers/edac/edac_mc.c and edac_device.c, where they were told to panic on what is uncorrected
    pattern: /^UE .{0,300}\(.{0,300}\bpage:0x|^EDAC .{1,60}: UE instance: /,
    kind: 'edac-memory-error',
    title: 'kernel panic: {reason}',
    after: ['edac-memory-error', 'mce-hardware-error'],
  },
  {
    // drivers/edac/edac_pci_sysfs.c, where it was told to panic on it
    pattern: /^EDAC: PCI Parity Error/,
    kind: 'pcie-aer',
    title: 'kernel panic: {reason}',
    after: ['pcie-aer'],
  },
  {
    // arch/x86/kernel/traps.c; the report before it says what was too much
    pattern: /^Machine halted\.|^cannot return from double fault/,
    kind: 'double-fault',
    title: 'PANIC: double fault in {guilty}',
    after: ['double-fault', 'stack-overflow'],
  },
  {
    pattern: /^Memory failure on page/,
    kind: 'hwpoison',
    title: 'kernel panic: {reason}',
    after: ['hwpoison'],
  },
  {
    // drivers/watchdog/hpwdt.c puts two digits of its status in front
    pattern: /^NMI: Not continuing|^NMI IOCK error|^(?:[\da-f]{2}: )?An NMI occurred/,
    kind: 'nmi-unknown',
    title: 'kernel panic: {reason}',
    after: ['nmi-unknown'],
  },
  {
    pattern: /^Asynchronous SError Interrupt/,
    kind: 'arm64-serror',
    title: 'SError Interrupt in {guilty}',
    after: ['arm64-serror'],
  },
  {
    // kernel/sched/core.c, __schedule_bug() with panic_on_warn
    pattern: /^scheduling while atomic/,
    kind: 'scheduling-while-atomic',
    title: 'BUG: scheduling while atomic in {guilty}',
    after: ['scheduling-while-atomic'],
  },
  {
    pattern: /^sysrq triggered crash/,
    kind: 'sysrq-crash',
    title: 'sysrq: Trigger a crash',
    after: ['sysrq-crash'],
  },
  {
    pattern:
      /^EXT[234]-fs (?:\(device (?<device>[\w-]{1,32})\): panic forced after error|panic from previous error)/,
    kind: 'ext4-error',
    title: 'EXT4-fs error on {device}',
    after: ['ext4-error'],
  },
  {
    pattern:
      /^.{0,60}(?:Failed to allocate|Cannot allocate|cannot allocate|failed to allocate|[cC]ould not allocate|can(?:'t| not) alloc(?:ate)? |Unable to allocate|memblock_alloc)|^memblock: cannot resize|^Out of memory(?: when creating slab .{1,60})?$|^Creation of kmalloc slab|^\w{1,60}: Failed to create slab|^Failed to (?:initialize percpu areas|pre-allocate)|^(?:cannot initialize|failed to map) percpu area/,
    kind: 'early-boot-alloc-panic',
    title: 'kernel panic: {reason}',
    after: [],
  },
  { pattern: /^/, kind: 'panic-other', title: 'kernel panic: {reason}', after: [] },
];

/** What a panic's words say, and the opener of a report that it begins. */
export interface Panic {
  words: PanicWords;
  match: HeaderMatch;
  opener: Opener;
}

// Kernels before 2.6 and some ports leave `- not syncing` out.
export const panicLine = /Kernel panic(?: - not syncing)?(?::\s?|(?<=syncing)$)(?<reason>.*)$/;

/** Reads what panics say: of a flood of them, the same words once. */
export class PanicReader {
  #reason: string | null = null;
  #panic!: Panic;

  read(reason: string): Panic {
    if (reason !== this.#reason) {
      this.#panic = classifyPanic(reason);
      this.#reason = reason;
    }
    return this.#panic;
  }
}

/** Which words these are; the last row takes all others. */
function classifyPanic(reason: string): Panic {
  for (const words of panicWords) {
    const groups = words.pattern.exec(reason);
    if (groups === null) continue;
    return { words, match: HeaderMatch.saying({ ...groups.groups }), opener: openerOf(words) };
  }
  throw new Error('classifyPanic: the last row must take all words');
}

function openerOf({ kind, title }: PanicWords): Opener {
  return {
    kind,
    literals: [],
    pattern: panicLine,
    title,
    form: 'report',
    rank: 5,
    severity: 'fatal',
  };
}
