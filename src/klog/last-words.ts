// What a report ends with, where the kernel always says the same: a report that stops before these
// words was cut. Of the others nobody can tell where they end (a hung task's trace has no last line),
// and a report that was pasted by itself is not called cut for it.

interface Ending {
  kinds: string;
  words: RegExp;
}

const endings: readonly Ending[] = [
  {
    // kernel/panic.c, print_oops_end_marker(): of every oops and WARN since 2.6.26.
    kinds:
      'null-pointer-dereference page-fault gpf bug-on warn divide-error double-fault list-corruption refcount-bug stack-overflow usercopy-overflow cfi-failure arm64-serror arm64-synchronous-external-abort arm-external-abort',
    words: /^---\[ end /,
  },
  {
    // mm/kasan/report.c, mm/kmsan/report.c, mm/kfence/report.c and kernel/kcsan/report.c: a line of
    // "=", behind which add_taint() may say that it ends lock debugging. lib/ubsan.c had that line
    // until it took a mark of its own.
    kinds: 'kasan kmsan kcsan kfence ubsan',
    words: /^(?:={10}|---\[ end |Disabling lock debugging)/,
  },
  {
    // mm/oom_kill.c: the victim, in the words of every version, and what the reaper said of it.
    kinds: 'oom-kill',
    words: /[Kk]ill(?:ed)? process|^oom_reaper: /,
  },
];

const wordsOf = new Map(
  endings.flatMap(({ kinds, words }) => kinds.split(' ').map((kind) => [kind, words] as const)),
);

interface LastOfReport {
  kind: string;
  panic: string | null;
  hasTrace: boolean;
  /** Its last line. */
  text: string;
}

/** Whether a report that the log ends in says of itself that more of it was to come. */
export function stopsShort({ kind, panic, hasTrace, text }: LastOfReport): boolean {
  // kernel/panic.c: "---[ end Kernel panic", or a restart.
  if (panic !== null) return true;
  const words = wordsOf.get(kind);
  return words === undefined ? !hasTrace : !words.test(text);
}
