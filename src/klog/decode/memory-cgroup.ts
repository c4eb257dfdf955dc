// A cgroup that ran into its limit, in an OOM report.
//
//   memory: usage 40960kB, limit 40960kB, failcnt 23
//   swap: usage 0kB, limit 0kB, failcnt 0            (cgroup 2; memory+swap: in cgroup 1)
//   Memory cgroup stats for /system.slice/app.service:
//   anon 41799680                                    (bytes; cgroup 1: cache:0KB rss:40820KB …)
//   Task in /a killed as a result of limit of /b     (until 4.20)
//
// Source: mm/memcontrol.c (mem_cgroup_print_oom_meminfo, memory_stat_format; until 4.20
// mem_cgroup_print_oom_info), include/linux/page_counter.h (PAGE_COUNTER_MAX: no limit).

import type { Fact, LogLine } from '../../model/kernel-log.ts';
import { factAt, type Place } from './body-decoder.ts';
import { sayBytes, sayShare } from './memory-size.ts';

const usageLine =
  /^(?<what>memory|memory\+swap|swap): usage (?<usage>\d{1,20})kB, limit (?<limit>\d{1,20}kB), failcnt (?<failures>\d{1,20})$/d;
const killedLine =
  /^Task in (?<task>\S{1,255}) killed as a result of limit of (?<cgroup>\S{1,255})/d;
const statLine = /^(?<name>anon|file|shmem|kernel|slab) (?<bytes>\d{1,20})$/d;

/** `LONG_MAX / PAGE_SIZE` pages, a little more or less as the page size goes: no limit was set. */
const noLimitKilobytes = 2 ** 52;
const muchOfIt = 0.2;

const says: Record<string, string> = {
  shmem:
    'files in tmpfs and shared memory (/dev/shm, emptyDir in memory), which count against the limit and stay when the task that wrote them ends',
  kernel: 'memory of the kernel on behalf of the cgroup',
  file: 'page cache and files in tmpfs',
};

interface Stat {
  bytes: number;
  value: string;
  line: LogLine;
  place: Place;
}

export class MemoryCgroup {
  readonly #usages = new Map<string, Fact>();
  #cgroup: Fact | null = null;
  #usedBytes: number | null = null;
  readonly #stats = new Map<string, Stat>();

  take(line: LogLine): void {
    const usage = usageLine.exec(line.text);
    if (usage) {
      this.#takeUsage(usage, line);
      return;
    }
    const stat = statLine.exec(line.text);
    if (stat) {
      const name = stat.groups!.name!;
      if (this.#stats.has(name)) return;
      const bytes = Number(stat.groups!.bytes);
      this.#stats.set(name, { bytes, value: stat[0], line, place: [0, stat[0].length] });
      return;
    }
    const killed = killedLine.exec(line.text);
    if (killed && this.#cgroup === null) {
      const { cgroup } = killed.groups!;
      const place = killed.indices!.groups!.cgroup!;
      this.#cgroup = factAt('cgroup', cgroup!, line, place, 'the limit of this cgroup was reached');
    }
  }

  facts(): Fact[] {
    const facts = [...this.#usages.values()];
    if (this.#cgroup !== null) facts.push(this.#cgroup);
    const used = this.#usedBytes;
    for (const [name, explanation] of Object.entries(says)) {
      const stat = this.#stats.get(name);
      if (stat === undefined || used === null || stat.bytes < muchOfIt * used) continue;
      // Page cache goes away under pressure; what is left of it at the end is tmpfs, said already.
      if (name === 'file' && (this.#stats.get('shmem')?.bytes ?? 0) > stat.bytes / 2) continue;
      const share = `${sayBytes(stat.bytes)}, ${sayShare(stat.bytes, used)} of what the cgroup used`;
      const meaning = `${share}: ${explanation}`;
      facts.push(factAt(`cgroup-${name}`, stat.value, stat.line, stat.place, meaning));
    }
    return facts;
  }

  #takeUsage(match: RegExpExecArray, line: LogLine): void {
    const { what, usage, limit, failures } = match.groups!;
    const name = what === 'memory' ? 'memory-limit' : 'swap-limit';
    if (this.#usages.has(name)) return;
    const used = Number(usage) * 1024;
    if (what === 'memory') this.#usedBytes = used;
    const meaning = sayLimit(what!, used, Number.parseInt(limit!, 10), Number(failures));
    const place = match.indices!.groups!.limit!;
    this.#usages.set(name, factAt(name, limit!, line, place, meaning));
  }
}

function sayLimit(what: string, used: number, limitKilobytes: number, failures: number): string {
  const usedWords = `${sayBytes(used)} used`;
  if (limitKilobytes >= noLimitKilobytes / 2) return `no limit is set here; ${usedWords}`;
  const limit = sayBytes(limitKilobytes * 1024);
  if (limitKilobytes === 0) return `no ${what} is allowed to this cgroup`;
  const times =
    failures === 0
      ? ''
      : `; it ran against the limit ${failures === 1 ? 'once' : `${failures} times`}`;
  return `${usedWords} of ${limit} that the cgroup may use${what === 'memory' ? '' : ` of ${what}`}${times}`;
}
