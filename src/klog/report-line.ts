// What a line inside a kernel report says: the CPU line, the place of the fault, a frame, registers.
//
// In: the kernel's words alone. Out: one `ReportLine`, or null for a line that no report has, which
// is how the end of a report is noticed. It exists so that the assembler of events deals in
// meanings, and every format of a line is read in one place.
// Sources: lib/dump_stack.c (dump_stack_print_info), arch/x86/kernel/dumpstack.c (show_regs,
// __show_regs, show_opcodes), arch/arm64/kernel/process.c (__show_regs), kernel/module/main.c
// (print_modules), kernel/panic.c (print_oops_end_marker), mm/oom_kill.c, mm/show_mem.c,
// mm/kasan/report.c, kernel/sched/core.c (sched_show_task), kernel/rcu/tree_stall.h.

import type { Frame, LoadedModule } from '../model/kernel-log.ts';
import { beginsWithOneOf } from './first-letters.ts';
import { type CodePlace, readFrame, readPlace } from './frame.ts';
import { readTaintLetters, readVerboseTaint } from './taint.ts';

export type ReportLine =
  | {
      is: 'cpu';
      cpu: number | null;
      pid: number;
      comm: string;
      taint: string | null;
      kernel: string | null;
    }
  | { is: 'taint'; taint: string | null; kernel: string | null }
  | { is: 'hardware'; hardware: string }
  | { is: 'place'; place: CodePlace | null; user: boolean }
  /** `stack`: where a mark stands before the frame on the same line. */
  | { is: 'frame'; frame: Omit<Frame, 'stack' | 'line'>; stack: Frame['stack'] | null }
  | { is: 'stack'; stack: Frame['stack'] }
  | { is: 'modules'; modules: LoadedModule[] }
  | { is: 'task'; comm: string; pid: number | null; cpu?: number }
  /** A line that names the processor alone, as x86 printed it until 3.9. */
  | { is: 'processor'; cpu: number }
  | { is: 'detail' } // registers, code bytes, memory tables: part of the report, read for facts elsewhere
  | { is: 'end' };

const release = String.raw`\d{1,2}\.\d{1,4}\S{0,120}`;
const cpuLine = new RegExp(
  String.raw`^(?:CPU: (?<cpu>\d{1,5}) )?(?:UID: \d{1,10} )?(?:PID: |Pid: )(?<pid>\d{1,10})(?:,)? (?:Comm|comm): (?<comm>.{0,40}?) (?:Kdump: loaded )?(?<taint>Not tainted|Tainted: [A-Za-z -]{1,80}?) {0,8}\(?(?:(?<kernel>${release})|$)`,
);
/** Where the console cut the line, or glued the next one to it, the beginning still tells who it was. */
const cpuLineStart =
  /^CPU: (?<cpu>\d{1,5}) (?:UID: \d{1,10} )?PID: (?<pid>\d{1,10}) Comm: (?<comm>\S{1,32})/;
/** `3.6.0-rc1 #296 Tainted: G        W`, under a lockdep banner. */
const bannerLine = new RegExp(
  String.raw`^(?<kernel>${release}) #\d{1,6}\S{0,80}(?: [A-Z]{2,12}){0,4} (?:Not tainted|Tainted: )`,
);
/** `      Not tainted 6.1.0 #1`, under a hung task, a lockdep banner or sysrq-w. */
const taintLine = new RegExp(
  String.raw`^\s+(?:Not tainted|Tainted: [A-Za-z -]{1,80}?) {0,8}(?<kernel>${release})`,
);
/** ppc: `REGS: cf9cfe40 TRAP: 0300   Not tainted  (2.6.25)`; i386 until 2.6: `EFLAGS: 00210286   (2.6.9)`. */
const registersLine = new RegExp(
  String.raw`^(?:REGS: [0-9a-f]{8,16} TRAP: [0-9a-f]{3,4} +(?:Not tainted|Tainted: [A-Za-z -]{1,80}?)|EFLAGS: [0-9a-f]{8}) +\((?<kernel>${release})`,
);
/** `Process modprobe (pid: 8227, threadinfo=…`, i386, arm and mips; `TASK = cfa5d000[950] 'bash' THREAD: … CPU: 0`, ppc. */
const oldTaskLine =
  /^(?:Process (?<comm>.{1,32}?) \(pid: (?<pid>\d{1,10})[,)]|TASK = [0-9a-f]{8,16}\[(?<pid2>\d{1,10})\] '(?<comm2>.{1,32}?)' THREAD: [0-9a-f]{8,16}(?: CPU: (?<cpu>\d{1,5}))?)/;
const processorLine = /^CPU:? {1,8}(?<cpu>\d{1,5})\s*$/;
const taskLine = /^task:(?<comm>.{1,32}?) {0,16}state:\S (?:.*? )?pid:\s?(?<pid>\d{1,10})/;

/** What `placePrefixes` begin with. */
const mayBePlace = beginsWithOneOf('REIpPNerK');
const mayBeRegisters = beginsWithOneOf('RE');
const mayBeTask = beginsWithOneOf('PT');
const placePrefixes =
  /^(?:RIP: [0-9a-f]{4}:|RIP: |RIP +\[|EIP: (?:[0-9a-f]{4}:)?|EIP is at |IP: |pc : |PC is at |NIP \[[0-9a-f]{8,16}\] |epc : |epc {3}: [0-9a-f]{8,16} |rIP: |Krnl PSW : [0-9a-f]{16} [0-9a-f]{16} \()(?<rest>.*)$/;

const stackMarks: Record<string, Frame['stack']> = {
  '<IRQ>': 'irq',
  '<SOFTIRQ>': 'irq',
  '</IRQ>': 'task',
  '<TASK>': 'task',
  '</TASK>': 'task',
  '<NMI>': 'nmi',
  '</NMI>': 'task',
  '<EOI>': 'task',
  '<EOE>': 'task',
  '#DF': 'exception',
};

/**
 * Heads of lines that stand inside reports and nowhere else, as sticky alternatives. They only keep
 * a report together; a line that is missing here ends a report a little early.
 */
const detail = new RegExp(
  `^(?:${[
    String.raw`(?:R[A-Z0-9]{1,2}|E[A-Z]{2}|[CDE]R\d|FS|CS|DS|GS|PKRU|SS|XER|GPR\d\d|MSR|DAR|LR|CTR|ORIG_RAX|RSP|ESI|EAX|EDX|SSP|x\d{1,2}|r\d{1,2} ?|sp|lr|pstate|pmr|epc|ra|gp|t\d|s\d{1,2}|a\d|status)\s?:\s{0,2}[0-9a-fx(]`,
    'Code: ',
    'Call [Tt]race:',
    'Backtrace: ?',
    String.raw`Stack(?: :|:|\s?:\s)`,
    'Stack from ',
    String.raw`Process \S{1,32} \(pid`,
    'Modules linked in',
    'last unloaded',
    'Supported: (?:Yes|No)',
    'Workqueue: ',
    '#PF: ',
    'PGD [0-9a-f]',
    'inconsistent [{]| {5}preempt=0x',
    'pgd = ',
    String.raw`\[[0-9a-f]{8,16}\] (?:pgd|\*pgd)`,
    'swapper pgtable',
    'user pgtable',
    'Mem abort info|Data abort info|  (?:ESR|EC|SET|FSC|ISV|CM|GCS|EA|Exception class|xnx) ?=',
    'ESR = ',
    'Bad (?:RIP|PC) value',
    String.raw`Dumping ftrace|   \(ftrace`,
    String.raw`\(ftrace`,
    'Allocated by task|Freed by task|The buggy address|The buggy page|Memory state around|Last potentially related|Second to last potentially',
    // a message's second line, which dmesg moves to the right
    String.raw` {0,24}(?:which belongs to|which is located|and is located at|(?:freed |allocated )?\d{1,10}-byte region )`,
    String.raw`(?:INFO: )?(?:Allocated in |Freed in |Slab 0x|Object 0x)|(?:Redzone|Padding|Object|Bytes b4) {1,3}[0-9a-f]{8,16}: |FIX \S`,
    String.raw`(?:INFO: |\[[A-Z][A-Za-z ]{3,32} overwritten\] )?0x[0-9a-f]{8,16}-0x[0-9a-f]{8,16}`,
    '(?:Read|Write) (?:of size|at addr)',
    '(?:kfence-#\\d|(?:allocated|freed|rcu freeing) by task \\d|(?:Out-of-bounds|Use-after-free|Invalid) (?:read|write|free|access) (?:at|of)|Corrupted memory at)',
    String.raw`Address \S{6,18} (?:is located|belongs|by task)`,
    '[ >]?[0-9a-f]{8,16}: (?:[0-9a-f]{2} ){4}',
    '(?:page|flags|raw|page dumped because|head|memcg|anon flags):',
    'irq event stamp|hardirqs last|softirqs last|Preemption disabled at|INFO: lockdep is turned off|Showing all locks',
    String.raw`\d+ locks? held by`,
    String.raw` #\d+:`,
    '(?:but task is already|and this task is already|but there are no|but this new dependency|which lock already|which would create|the existing dependency|the dependencies between|other info that|Possible unsafe|which was acquired|to an? [A-Z_]{3,16}-irq-unsafe|stack backtrace)',
    String.raw`\.\.\. {0,2}(?:which became|acquired at:|key )|\.\.\.$`,
    String.raw`\s+(?:IN-[A-Z_]{3,16}|[A-Z_]{3,16}-ON)-[RW] +at:|\s+INITIAL (?:READ )?USE +at:`,
    String.raw`->|\s+-> #`,
    String.raw`===|---\[|\+{4,}|-{8,}`,
    String.raw`Mem-Info|active_anon|Node \d|lowmem_reserve|\d+ (?:total pagecache|pages|slab|swap)|Free swap|Total swap|Swap cache|Tasks state|\[ {0,8}pid {0,4}\]|Memory (?:limit|cgroup stats)|memory: usage|memory\+swap|swap: usage|kmem: usage|Tasks in |Unreclaimable slab|Name {6,}Used|cma_reserved|HighMem|Normal|DMA|\s+(?:active_file|unevictable|slab_reclaimable|mapped|free|sec_pagetables|kernel_misc|isolated)`,
    String.raw`\[ {0,10}\d{1,10}\] {1,10}\d{1,10} {1,10}\d{1,10} `,
    String.raw`[a-z][a-z0-9_]{2,40} \d{1,20}$`,
    String.raw`(?:rcu: )?\s*(?:\d{1,5}(?:-\S{1,5})?: \(\d{1,20} (?:ticks|GPs)|Tasks blocked on level|\(detected by|\(t=\d)|(?:rcu: )?\s+(?:\d+-\.*|hardirqs|rcu_\w+ +I|Possible timer)`,
    String.raw`(?:rcu: )?(?:RCU grace-period kthread|rcu_\w+ kthread|Unless rcu_|Stack dump where|blocking rcu_node)`,
    'INFO: task .{1,32}:\\d{1,10} (?:<\\w{6}> )?(?:is )?blocked on an? |(?:rcu: )?INFO: Stall ended before|(?:rcu: )?All QSes seen',
    // sched_show_task until 5.9: `init            D ffff88008ad8f5b0     0  2293      1 0x00000000`
    String.raw`\S.{0,15}? {1,16}[RSDTtXZPI] {1,2}(?:running task {1,8}\d|[0-9a-f]{8,16} {1,8}\d|\d{1,8} {1,8}\d{1,10} {1,8}\d)`,
    'Task dump for CPU|NMI backtrace for|Sending NMI',
    String.raw`CPU#\d{1,5} (?:Utilization every|Detect HardIRQ Time exceeds)|\t#\d{1,2}: `,
    String.raw`(?:watchdog: )?CPU \d{1,5} TB:\d|KASAN: .{1,40} in range \[`,
    'Kernel (?:Offset|memory)|Rebooting in|Disabling lock debugging|SMP: stopping|CPU features|Memory Limit',
    String.raw`note: |Fixing recursive|RIP  ?\[|Exception stack|Kernel code|Insn`,
    String.raw`"echo 0 >|(?:INFO: )?task \S+ state`,
    'oom-kill:constraint=|oom_reaper: |Killed process |Task in /',
    'unreferenced object|comm "|hex dump|backtrace:|caller is |\\s*last function: ',
    '\\s*r\\d{1,2}:[0-9a-f]{8}|[0-9a-f]{4}: [0-9a-f ]{8}|Register r\\d{1,2} information|Flags: |Control: |8<--- cut here|LR is at',
    'Entering kdb|Dumping|Fixing up|Starting crashdump|Bye',
    String.raw`task(?:\.|_)?stack|ti: |task: |thread_info|Trace;|Krnl |Last Breaking|User process fault`,
    'Oops: (?:Kernel access|machine|Exception)|LE PAGE_SIZE|BE PAGE_SIZE|SMP NR_CPUS|Internal error:',
    'Unable to access|Unable to find swap',
    String.raw`pi_list|Exec-shield|  ?\d: \(`,
    String.raw`Local variable|Uninit was|Bytes \d`,
    String.raw`CR\d: `,
  ].join('|')})`,
);

/**
 * The same for lines whose head may be any words: each is tried only where the words that it asks for
 * stand in the line, which is much cheaper to know.
 */
const detailsHolding: readonly [words: string, pattern: RegExp][] = [
  [', at: ', /^.{0,24}\(.{1,80}\)\s?\{[^}]{2,10}\}(?:-\{\d+:\d+\})?, at: /],
  [' takes:', /^.{1,80} takes:$/],
  [' just changed', /^.{1,80} just changed the state of lock/],
  [
    ' is ',
    /^.{1,80} is (?:trying to (?:acquire|release|lock)|leaving the kernel|freeing memory|holding)/,
  ],
  ['KB', /^[\w:.-]{1,48} +\d{1,10}KB/],
];

function isDetail(text: string): boolean {
  if (detail.test(text)) return true;
  for (const [words, pattern] of detailsHolding) {
    if (text.includes(words) && pattern.test(text)) return true;
  }
  return false;
}

/** Which stack a line says that the next frames are on; undefined where it says nothing of it. */
function stackMark(text: string): Frame['stack'] | undefined {
  if (!text.includes('>') && !text.includes('#DF')) return undefined;
  return stackMarks[text.trim().replace(/<+/, '<').replace(/>+/, '>')];
}

/** Reads a line of a report; null where no report has such a line. */
export function readReportLine(text: string): ReportLine | null {
  if (text.includes('omm: ')) {
    const cpu = readCpuLine(text);
    if (cpu) return cpu;
  }
  if (text.startsWith('---[ end ')) return { is: 'end' };
  const mark = stackMark(text);
  if (mark) return { is: 'stack', stack: mark };
  if (text.startsWith('Hardware name: ')) {
    return { is: 'hardware', hardware: text.slice('Hardware name: '.length).trim() };
  }
  const tainted = readVerboseTaint(text);
  if (tainted !== null) return { is: 'detail' };

  const place = mayBePlace(text) ? placePrefixes.exec(text)?.groups : undefined;
  if (place) {
    const rest = place.rest!.replace(/^(?:\[<[0-9a-f]{1,16}>\] *|<[0-9a-f]{1,16}>\] *)+/, '');
    return { is: 'place', place: readPlace(rest), user: /^RIP: 0033:|^RIP: 002b:/.test(text) };
  }
  if (text.startsWith('Modules linked in:')) {
    return { is: 'modules', modules: readModules(text) };
  }
  // ` <<EOE>>  <IRQ>  [<ffffffff81584ca7>] ip_local_deliver+0x47/0x80`, until 4.9
  const marks = text.includes('>')
    ? (/^\s*(?:<{1,2}\/?[A-Z#]{2,8}>{1,2}\s+){1,3}(?=\S)/.exec(text)?.[0] ?? '')
    : '';
  const frame = readFrame(text.slice(marks.length));
  if (frame) {
    return { is: 'frame', frame, stack: stackMark(marks.trim().split(/\s+/).at(-1)!) ?? null };
  }
  const taint = text.includes('ainted')
    ? (taintLine.exec(text) ?? bannerLine.exec(text))?.groups
    : undefined;
  if (taint)
    return { is: 'taint', taint: readTaintLetters(text) ?? '', kernel: taint.kernel ?? null };
  const registers =
    mayBeRegisters(text) && /^(?:REGS|EFLAGS): /.test(text)
      ? registersLine.exec(text)?.groups
      : undefined;
  if (registers)
    return {
      is: 'taint',
      taint: readTaintLetters(text),
      kernel: withoutBracket(registers.kernel!),
    };
  const task = text.startsWith('task:') ? taskLine.exec(text)?.groups : undefined;
  if (task) return { is: 'task', comm: task.comm!, pid: Number(task.pid) };
  const oldTask =
    mayBeTask(text) && /^(?:Process|TASK) /.test(text) ? oldTaskLine.exec(text)?.groups : undefined;
  if (oldTask) {
    return {
      is: 'task',
      comm: (oldTask.comm ?? oldTask.comm2)!,
      pid: Number(oldTask.pid ?? oldTask.pid2),
      ...(oldTask.cpu !== undefined && { cpu: Number(oldTask.cpu) }),
    };
  }
  const processor = text.startsWith('CPU') ? processorLine.exec(text)?.groups : undefined;
  if (processor) return { is: 'processor', cpu: Number(processor.cpu) };
  return isDetail(text) ? { is: 'detail' } : null;
}

function withoutBracket(release: string): string {
  return release.replace(/\)$/, '');
}

export type CpuLine = Extract<ReportLine, { is: 'cpu' }>;

const cpuLineWithPlaces = new RegExp(cpuLine.source, 'd');
const cpuLineStartWithPlaces = new RegExp(cpuLineStart.source, 'd');

/**
 * Where the parts of a CPU line stand in it, by name; `taint` with its label. Apart from what they say:
 * to find places takes longer, and only the first such line of a report is asked for them.
 */
export function cpuLinePlaces(text: string): Partial<Record<string, [number, number]>> {
  const match = cpuLineWithPlaces.exec(text) ?? cpuLineStartWithPlaces.exec(text);
  const places = { ...match?.indices?.groups };
  // A line that was cut or glued may tell of taint behind what the pattern took.
  const taint = /Tainted: [A-Za-z -]{1,80}/.exec(text);
  if (taint) places.taint ??= [taint.index, taint.index + taint[0].length];
  return places;
}

export function readCpuLine(text: string): CpuLine | null {
  const match = cpuLine.exec(text) ?? cpuLineStart.exec(text);
  const groups = match?.groups;
  if (!groups) return null;
  return {
    is: 'cpu',
    cpu: groups.cpu === undefined ? null : Number(groups.cpu),
    pid: Number(groups.pid),
    comm: groups.comm!,
    // Where the line ends inside the letters, those that are missing are not known.
    taint:
      groups.kernel === undefined && cutTaint.test(text)
        ? null
        : readTaintLetters(groups.taint ?? text),
    kernel: groups.kernel ?? null,
  };
}

const cutTaint = /Tainted: [A-Z -]{0,80}$/;

/** `Modules linked in: kfail(OE+) nvme [last unloaded: foo(O)]`: names with flags, the last one left out. */
function readModules(text: string): LoadedModule[] {
  return readModuleNames(text.slice('Modules linked in:'.length));
}

/** A console or a mailer wrapped the list: nothing but names and flags, led by a blank or not. */
const moduleNames =
  /^(?: |(?=\S+ \S+ \S))(?:\d{0,5}[A-Za-z_][\w-]{0,63}(?:\([A-Za-z+-]{1,12}\))? )+[^:]{0,200}$/;

/** The rest of a module list on a line of its own; null where the line is none. */
export function readWrappedModules(text: string): LoadedModule[] | null {
  return moduleNames.test(`${withoutLastUnloaded(text).trimEnd()} `) ? readModuleNames(text) : null;
}

function withoutLastUnloaded(text: string): string {
  return text.split('[last unloaded')[0]!;
}

function readModuleNames(text: string): LoadedModule[] {
  const list = withoutLastUnloaded(text);
  const modules: LoadedModule[] = [];
  for (const match of list.matchAll(
    /(?:^|\s)(\d{0,5}[A-Za-z_][\w-]{0,63})(?:\(([A-Za-z+-]{1,12})\))?(?=\s|$)/g,
  )) {
    modules.push({ name: match[1]!, flags: match[2] ?? '' });
  }
  return modules;
}
