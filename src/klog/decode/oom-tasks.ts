// Who used the memory: the task table of an OOM report.
//
//   [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name
//   [     95]     0    95    10487    10312   122880        0             0 app
//                            pages    pages    bytes        pages
//
// The columns changed over the years (cpu and oom_adj until 3.6; nr_ptes, nr_pmds, nr_puds until
// 4.14; rss_anon, rss_file, rss_shmem since 6.8), so the header says which is which.
// Out: the largest by memory held; what the victim held, and why it was chosen.
// Source: mm/oom_kill.c (dump_tasks, dump_task, __oom_kill_process, oom_badness).

import type { Fact, LogLine } from '../../model/kernel-log.ts';
import { factAt, type Place } from './body-decoder.ts';
import { type PageSize, sayAssumption, sayBytes, sayShare } from './memory-size.ts';

const headerLine = /^\[ {0,4}pid {0,4}\] {1,4}uid {1,4}tgid total_vm {1,8}rss [ \w]{1,120}name$/;
/** The name is what is left behind the numbers, and may hold blanks. */
const rowLine = /^\[ {0,10}(?<pid>\d{1,10})\] (?<numbers>[ \d-]{8,160}) (?<name>\S.{0,40})$/d;
const killedLine =
  /[kK]ill(?:ed)? process (?<pid>\d{1,10}),? .{1,60}total-vm:(?<vm>\d{1,15})kB, (?<rss>anon-rss:(?<anon>\d{1,15})kB, file-rss:(?<file>\d{1,15})kB(?:, shmem-rss:(?<shmem>\d{1,15})kB)?)(?:.{0,60} oom_score_adj:(?<adjust>-?\d{1,5}))?/d;

/** More of them do not help to decide. */
const mostShown = 3;
const pageSizes = [4, 16, 64];

interface Task {
  pid: string;
  name: string;
  totalPages: number;
  rssPages: number;
  swapPages: number;
  adjust: number | null;
  line: LogLine;
  /** Of the name. */
  place: Place;
}

interface Killed {
  pid: string;
  totalKilobytes: number;
  rssKilobytes: number;
  adjust: number;
  rss: string;
  line: LogLine;
  place: [number, number];
}

export class OomTasks {
  #columns: string[] | null = null;
  #count = 0;
  #rssPages = 0;
  #largest: Task[] = [];
  #killed: Killed | null = null;

  take(line: LogLine): void {
    const { text } = line;
    if (headerLine.test(text)) {
      this.#columns ??= text
        .slice(text.indexOf(']') + 1)
        .trim()
        .split(/ +/);
      return;
    }
    const row = this.#columns === null ? null : rowLine.exec(text);
    if (row) this.#takeRow(row, line, this.#columns!);
    else if (this.#killed === null && text.includes('total-vm:')) {
      this.#killed = readKilled(line);
    }
  }

  /** As the victim shows it, whose size stands in pages and in kB; null where it does not. */
  get page(): PageSize | null {
    const row = this.#largest.find(({ pid }) => pid === this.#killed?.pid);
    if (row === undefined || row.totalPages === 0) return null;
    const kilobytes = this.#killed!.totalKilobytes / row.totalPages;
    const size = pageSizes.find((one) => Math.abs(kilobytes / one - 1) < 0.1);
    return size === undefined ? null : { bytes: size * 1024, assumed: false };
  }

  /**
   * @param ramBytes of the whole machine; null where the report does not show it
   * @param otherHolder who, no task, held much of it; null where the report shows nobody
   */
  facts(page: PageSize, ramBytes: number | null, otherHolder: string | null): Fact[] {
    const facts = this.#largest.map((task, index) => {
      const name = index === 0 ? 'top-user' : `top-user-${index + 1}`;
      let meaning = sayTask(task, page);
      if (index === 0 && ramBytes !== null) {
        meaning += `; ${this.#sayAll(this.#rssPages * page.bytes, ramBytes, otherHolder)}`;
      }
      return factAt(name, task.name, task.line, task.place, meaning);
    });
    if (this.#killed !== null) {
      const { rss, line, place } = this.#killed;
      facts.push(factAt('victim-memory', rss, line, place, sayKilled(this.#killed)));
    }
    return facts;
  }

  #takeRow(match: RegExpExecArray, line: LogLine, columns: string[]): void {
    const { pid, numbers, name } = match.groups!;
    const cells = numbers!.trim().split(/ +/).map(Number);
    // The name is the header's last column; another number of cells is a row of another kernel's.
    if (cells.length !== columns.length - 1) return;
    const cell = (column: string) => cells[columns.indexOf(column)] ?? 0;
    const task: Task = {
      pid: pid!,
      name: name!,
      totalPages: cell('total_vm'),
      rssPages: cell('rss'),
      swapPages: cell('swapents'),
      adjust: columns.includes('oom_score_adj') ? cell('oom_score_adj') : null,
      line,
      place: match.indices!.groups!.name!,
    };
    this.#count++;
    this.#rssPages += task.rssPages;
    const below = this.#largest.findIndex(({ rssPages }) => task.rssPages > rssPages);
    this.#largest.splice(below < 0 ? this.#largest.length : below, 0, task);
    if (this.#largest.length > mostShown) this.#largest.pop();
  }

  #sayAll(rssBytes: number, ramBytes: number, otherHolder: string | null): string {
    const tasks =
      this.#count === 1 ? 'the only task listed holds' : `all ${this.#count} tasks listed hold`;
    const all = `${tasks} ${sayBytes(rssBytes)}, ${sayShare(rssBytes, ramBytes)} of the machine's memory`;
    // Without a holder the list may only be cut short.
    return otherHolder !== null && rssBytes < ramBytes / 2
      ? `${all}: look at the ${otherHolder} rather than at a process`
      : all;
  }
}

function sayTask({ pid, rssPages, swapPages, adjust }: Task, page: PageSize): string {
  const parts = [`PID ${pid} held ${sayBytes(rssPages * page.bytes)}${sayAssumption(page)}`];
  if (swapPages > 0) parts.push(`${sayBytes(swapPages * page.bytes)} more in swap`);
  if (adjust === -1000) parts.push('the kernel may not kill it (oom_score_adj -1000)');
  else if (adjust !== null && adjust !== 0) parts.push(sayAdjust(adjust));
  return parts.join('; ');
}

function readKilled(line: LogLine): Killed | null {
  const match = killedLine.exec(line.text);
  if (match === null) return null;
  const { pid, vm, rss, anon, file, shmem, adjust } = match.groups!;
  return {
    pid: pid!,
    totalKilobytes: Number(vm),
    rssKilobytes: Number(anon) + Number(file) + Number(shmem ?? 0),
    adjust: Number(adjust ?? 0),
    rss: rss!,
    line,
    place: match.indices!.groups!.rss!,
  };
}

function sayKilled({ rssKilobytes, totalKilobytes, adjust }: Killed): string {
  const size = `${sayBytes(rssKilobytes * 1024)} in memory, of an address space of ${sayBytes(totalKilobytes * 1024)}`;
  return adjust === 0 ? size : `${size}; ${sayAdjust(adjust)}`;
}

function sayAdjust(adjust: number): string {
  return adjust > 0
    ? `it was set up to be killed sooner than others (oom_score_adj ${adjust})`
    : `it was set up to be spared (oom_score_adj ${adjust})`;
}
