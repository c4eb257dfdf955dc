// A paste that begins inside a report: the screen or the buffer did not hold its header.
//
//   RAX: 0000000000000000 RBX: …      registers, kept in case a report goes on   ┐
//   Call Trace:                                                                 │ one event: what
//    kfail_init+0x17c/0x2000 [kfail]  only reports have such lines: it is one    │ remains of it
//   ---[ end trace 0000000000000000 ]---  only failures end so                   ┘
//
// In: the first lines of a log, until one opens a report. Out: the lines with which a report without
// header begins. What failed is not known; a trace without its end mark may be any dump that
// somebody asked for, which is no failure.
// Sources: kernel/panic.c (print_oops_end_marker, panic), mm/kasan/report.c.

import type { LogLine } from '../model/kernel-log.ts';
import type { Opener } from './openers/opener.ts';
import { type ReportLine, readReportLine } from './report-line.ts';

export interface ReadLine {
  line: LogLine;
  read: ReportLine;
}

/** A mail's greeting, a prompt, what else stands above a paste. */
const mostOtherLines = 20;
const mostKept = 80;

const headless: Opener = {
  kind: 'report-without-header',
  literals: [],
  pattern: /^/,
  title: 'Report without its beginning in {guilty}',
  form: 'report',
  rank: -1,
};

/** Lines that only one kind of report has; they say nothing but that. */
const tellTales: Opener[] = [
  {
    // kernel/exit.c (make_task_dead): only an oops, or a BUG, ends a task like this
    ...headless,
    pattern:
      /^(?:Fixing recursive fault but reboot is needed!|note: .{1,32}\[\d{1,10}\] exited with (?:preempt_count|irqs disabled))/,
    title: 'Oops without its report in {guilty}',
    rank: 0,
    severity: 'failure',
  },
  {
    // arch/arm/kernel/traps.c (__die), as arm64's once did; arch/mips/kernel/traps.c (show_registers, for
    // die): show_regs, which others call as well, names no process like this
    ...headless,
    pattern: /^Process .{1,32} \(pid: \d{1,10}, (?:stack limit = |threadinfo=)/,
    title: 'Oops without its header in {guilty}',
    rank: 0,
    severity: 'failure',
  },
  {
    // kernel/panic.c: who called it does not come back. With `?` it is only left over on the stack.
    ...headless,
    kind: 'panic-other',
    pattern: /^ {0,2}(?:\[<[0-9a-f]{8,16}>\] )?v?panic\+0x[0-9a-f]/,
    title: 'Kernel panic without its beginning in {guilty}',
    rank: 0,
  },
  {
    // mm/page_alloc.c: prints what is wrong with the page, and where it was found
    ...headless,
    kind: 'bad-page-state',
    pattern: /^ {0,2}(?:\[<[0-9a-f]{8,16}>\] )?bad_page(?:\.\w{1,16}){0,2}\+0x[0-9a-f]/,
    title: 'Bad page without its beginning in {guilty}',
    rank: 0,
  },
  {
    // kernel/watchdog_perf.c, until 6.4 watchdog_hld.c: asks at each overflow whether the CPU still answers
    ...headless,
    kind: 'hard-lockup',
    pattern: /^ {0,2}(?:\[<[0-9a-f]{8,16}>\] )?watchdog_overflow_callback\+0x[0-9a-f]/,
    title: 'Hard lockup without its beginning in {guilty}',
    rank: 0,
  },
  {
    // mm/memcontrol.c (mem_cgroup_print_oom_meminfo), mm/oom_kill.c (dump_tasks): nothing but an OOM
    // report prints them
    ...headless,
    kind: 'oom-kill',
    pattern:
      /^(?:memory: usage \d{1,20}kB, limit \d{1,20}kB, failcnt \d|Tasks state \(memory values in pages\):)/,
    title: 'OOM report without its beginning',
    rank: 0,
  },
  {
    ...headless,
    kind: 'kasan',
    pattern: /^(?:The buggy address belongs to|Memory state around the buggy address)/,
    title: 'KASAN report without its beginning',
    rank: 0,
  },
  {
    ...headless,
    kind: 'lockdep',
    pattern: /^(?:other info that might help us debug this|the existing dependency chain)/,
    title: 'lockdep report without its beginning',
    rank: 0,
  },
];

/** The opener of a report whose header is missing, told by one of its lines. */
export function openerOfRest(text: string): Opener | null {
  return tellTales.find(({ pattern }) => pattern.test(text)) ?? null;
}

export class CutBeginning {
  #kept: ReadLine[] = [];
  #others = 0;
  isWaiting = true;

  /** A log that begins with a header, or at boot, was not cut inside a report. */
  stop(): void {
    this.isWaiting = false;
    this.#kept = [];
  }

  /** Gives the lines of a report that began before the paste; null while none shows. */
  consider(line: LogLine): ReadLine[] | null {
    if (line.text.trim() === '') return null;
    const read = readReportLine(line.text);
    if (line.text.startsWith('Linux version ')) this.stop();
    else if (read === null) {
      this.#kept = [];
      if (++this.#others > mostOtherLines) this.stop();
    } else {
      this.#kept.push({ line, read });
      if (isReportsOwn(read) || openerOfRest(line.text)) {
        const lines = this.#kept;
        this.stop();
        return lines;
      }
      if (this.#kept.length > mostKept) this.stop();
    }
    return null;
  }

  static opener(lines: readonly ReadLine[]): Opener {
    return openerOfRest(lines.at(-1)!.line.text) ?? headless;
  }
}

/** Other lines that reports have stand elsewhere as well. */
function isReportsOwn(read: ReportLine): boolean {
  if (read.is === 'place') return !read.user && read.place !== null;
  // A bare address could be anybody's.
  if (read.is === 'frame') return read.frame.offset !== null;
  return read.is === 'cpu' || read.is === 'end';
}
