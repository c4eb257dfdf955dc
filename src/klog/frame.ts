// One line of a call trace, or the place where the processor was.
//
//    [<ffffffff8108a2f3>] ? worker_thread+0x53/0x410 [nvidia 1a2b3c4d]
//    ^^^^^^^^^^^^^^^^^^^^ until 4.9        ^^^^ ^^^^^ size  ^ module (build id since 5.15)
//                         ^ unreliable    ^ offset
//
// In: the kernel's words alone. Out: a Frame, or null where the line is none.
// Sources: lib/vsprintf.c (%pS, %pB, %pBb), arch/x86/kernel/dumpstack.c (printk_stack_address,
// show_ip), arch/arm64/kernel/traps.c (dump_backtrace_entry), arch/arm/kernel/traps.c
// (dump_backtrace_entry), arch/powerpc/kernel/process.c (__show_stack).

import type { Frame } from '../model/kernel-log.ts';

export type CodePlace = Pick<Frame, 'function' | 'offset' | 'size' | 'module'>;

// A C or Rust symbol with the compiler's suffixes (`foo.isra.0`, `<T as Trait>::call` demangled).
const symbol = '[A-Za-z_$.][\\w$.]{0,200}|<[A-Za-z_&*(\\[][^+]{0,240}?';
const place = `(?<function>${symbol})\\+(?<offset>0x[0-9a-f]{1,16})\\/(?<size>0x[0-9a-f]{1,16})(?: \\[(?<module>[\\w-]{1,64})(?: [0-9a-f]{8,64})?\\])?`;

const placePattern = new RegExp(`^(?:\\[<[0-9a-f]{1,16}>\\] *)?${place}`);
// `[c00000001] [c0000002] func+0x1/0x2 (unreliable)` is ppc's; `([<addr>] func+…)` the first of s390's; `[<addr>] (func) from [<addr>] (func+…)` arm's.
const framePattern = new RegExp(
  `^\\s*\\(?(?:\\[<?[0-9a-f]{8,16}>?\\][: ]*){0,2}(?:\\[#\\d+\\] *)?(?<doubt>\\? *)?\\(?${place}`,
);
/** arm prints the callee first, and its place in the function only before 5.x. */
const armPattern =
  /^\s*(?:\[<[0-9a-f]{8,16}>\] *)?\(?(?<function>[A-Za-z_][\w$.]{0,200})(?:\+(?<offset>0x[0-9a-f]{1,16})\/(?<size>0x[0-9a-f]{1,16}))?(?: \[(?<module>[\w-]{1,64})\])?\)? from (?:\[<[0-9a-f]{8,16}>\] *)?\(?(?<caller>[\w$.]{1,200})\+0x/;
/** What `armPattern` asks for. */
const callsFrom = ' from ';
/** `func+0x1/0x2 kernel/file.c:12` or ` func kernel/file.c:12 [inline]`: decoded by syzkaller. */
const inlinePattern = /^\s*(?<function>[A-Za-z_][\w$.]{0,200}) \S{1,240}:\d{1,7} \[inline\]/;
/** ` func (kernel/file.c:12 include/linux/other.h:34) module`: as scripts/decode_stacktrace.sh prints it. */
const decodedPattern =
  /^\s*(?<doubt>\? *)?(?<function>[A-Za-z_][\w$.]{0,200}) \([^\s()]{1,240}\.(?:[chS]|rs):\d{1,7}(?=[ )])(?:.{0,400}\) (?<module>[\w-]{1,64})$)?/;
/** ` func+0x1c`: s390 and old ia64 without a size. */
const shortPattern =
  /^\s*(?:\[<?[0-9a-f]{8,16}>?\] *)+(?<doubt>\? *)?(?<function>[A-Za-z_][\w$.]{0,200})\+(?<offset>0x[0-9a-f]{1,16})(?: |$)/;
const bareAddress =
  /^\s*\(?(?:\[<[0-9a-f]{8,16}>\] *)?(?:\? +)?(?<address>0x[0-9a-f]{6,16})\)?\s*$/;

/** `func+0x12/0x34 [module]` at the front of a text; null where there is none. */
export function readPlace(text: string): CodePlace | null {
  const groups = (placePattern.exec(text) ?? decodedPattern.exec(text))?.groups;
  return groups ? placeFrom(groups) : null;
}

/** Who called the function of an arm frame; the outermost function stands nowhere else in a trace. */
export function readCaller(text: string): string | null {
  return text.includes(callsFrom) ? (armPattern.exec(text)?.groups?.caller ?? null) : null;
}

export function readFrame(text: string): Omit<Frame, 'stack' | 'line'> | null {
  // What a pattern asks for is looked for first: most lines are no frame, and this is much cheaper.
  const hasOffset = text.includes('+0x');
  const isArms = hasOffset && text.includes(callsFrom);
  const groups = (
    (isArms && armPattern.exec(text)) ||
    (hasOffset && framePattern.exec(text)) ||
    null
  )?.groups;
  if (groups) {
    const doubted = groups.doubt !== undefined || text.endsWith('(unreliable)');
    return { ...placeFrom(groups), reliable: !doubted };
  }
  const decoded = text.includes(' (') ? decodedPattern.exec(text)?.groups : undefined;
  if (decoded) return { ...placeFrom(decoded), reliable: decoded.doubt === undefined };
  const inline = text.includes(' [inline]') ? inlinePattern.exec(text)?.groups : undefined;
  if (inline) {
    return {
      function: inline.function!,
      offset: null,
      size: null,
      module: null,
      reliable: true,
      inlined: true,
    };
  }
  const short = hasOffset ? shortPattern.exec(text)?.groups : undefined;
  if (short) {
    return {
      function: short.function!,
      offset: Number(short.offset),
      size: null,
      module: null,
      reliable: short.doubt === undefined,
    };
  }
  const bare = text.includes('0x') ? bareAddress.exec(text)?.groups : undefined;
  if (bare) {
    return { function: bare.address!, offset: null, size: null, module: null, reliable: false };
  }
  return null;
}

function placeFrom(groups: Record<string, string | undefined>): CodePlace {
  return {
    // ppc64's function descriptors lead with a dot.
    function: groups.function!.startsWith('.') ? groups.function!.slice(1) : groups.function!,
    offset: groups.offset === undefined ? null : Number(groups.offset),
    size: groups.size === undefined ? null : Number(groups.size),
    module: groups.module ?? null,
  };
}
