// The line that every port prints when it kills the task: the last word of a fault's header, or, where
// the log begins with it, the only one.
//
//   Oops: 0002 [#1] SMP PTI                                      x86
//   Internal error: Oops - Undefined instruction: 0 [#1] SMP     arm, arm64
//   Oops: Kernel access of bad area, sig: 11 [#1]                ppc64
//   Oops - illegal instruction [#1]                              riscv
//   Kernel BUG [#1]                                              riscv
//   Oops[#1]:                                                    mips
//
// Sources: die() of arch/*/kernel/traps.c and arch/x86/kernel/dumpstack.c.

import type { Opener } from './openers/opener.ts';

export const dieLine =
  /^(?:Oops: |.{0,80}Internal error: (?!synchronous|\w+ external)).{0,80}\[#\d{1,4}\]|^Oops - .{1,60}\[#\d{1,4}\]|^Oops: [0-9a-f]{4,16}(?:\s|$)|^(?:Oops|Kernel BUG) ?\[#\d{1,4}\]/;

/** What a die line says by itself; the first that fits wins. */
const words: [pattern: RegExp, kind: string, title: string][] = [
  [/Oops - KASAN/, 'kasan', 'KASAN report in {guilty}'],
  [/\bBUG\b/, 'bug-on', 'kernel BUG in {guilty}'],
  [/Machine check/, 'mce-hardware-error', 'Machine check in {guilty}'],
  [/Oops - CFI/, 'cfi-failure', 'CFI failure in {guilty}'],
  [
    /(?:undefined|illegal) instruction|breakpoint|BRK handler|Oops - (?:BTI|FPAC|GCS|bad mode)/i,
    'bug-on',
    'Internal error in {guilty}',
  ],
  // SIGILL and SIGTRAP: an instruction that is none, or the trap behind BUG()
  [/sig: [45] /, 'bug-on', 'Oops in {guilty}'],
  [/Internal error: /, 'page-fault', 'Internal error in {guilty}'],
];

/** An opener for a report that begins with this die line. */
export function bareDie(line: string): Opener {
  const [, kind, title] = words.find(([pattern]) => pattern.test(line)) ?? [
    null,
    'page-fault',
    'Oops in {guilty}',
  ];
  return { kind, literals: [], pattern: dieLine, title, form: 'fault', rank: 0 };
}
