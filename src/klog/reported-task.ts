// Who was running, on what: the CPU line of a report, and what its header says of the same.
//
//   CPU: 1 PID: 92 Comm: insmod Tainted: G        W  OE      6.1.0-18-amd64 #1
//
// First word wins: the header's over the CPU line's, the first CPU line's over a later one's.
// Source: lib/dump_stack.c (dump_stack_print_info).

import type { LogLine } from '../model/kernel-log.ts';
import type { FactKeeper } from './fact-keeper.ts';
import { type CpuLine, cpuLinePlaces } from './report-line.ts';

export class ReportedTask {
  cpu: number | null = null;
  pid: number | null = null;
  comm: string | null = null;
  taint: string | null = null;
  kernel: string | null = null;

  /** A named group of a header: cpu, pid or comm; others say nothing of the task. */
  readGroup(name: string, value: string): void {
    if (name === 'cpu') this.cpu ??= Number(value);
    if (name === 'pid') this.pid ??= Number(value);
    if (name === 'comm') this.comm ??= value;
  }

  readCpuLine(read: CpuLine, line: LogLine, facts: Pick<FactKeeper, 'keep'>): void {
    const places = cpuLinePlaces(line.text);
    // The header named a processor, and another one prints: its task is not the one that is meant.
    const isOthers = this.cpu !== null && read.cpu !== null && this.cpu !== read.cpu;
    if (this.cpu === null && read.cpu !== null) {
      this.cpu = read.cpu;
      facts.keep('cpu', String(read.cpu), line, places.cpu);
    }
    if (this.pid === null && !isOthers) {
      this.pid = read.pid;
      facts.keep('pid', String(read.pid), line, places.pid);
    }
    if (this.comm === null && !isOthers) {
      this.comm = read.comm;
      facts.keep('comm', read.comm, line, places.comm);
    }
    if (this.taint === null && read.taint !== null) {
      this.taint = read.taint;
      if (read.taint !== '') facts.keep('taint', read.taint, line, places.taint);
    }
    if (this.kernel === null && read.kernel !== null) {
      this.kernel = read.kernel;
      facts.keep('kernel', read.kernel, line, places.kernel);
    }
  }

  /** A line that tells of the kernel, but not of the report's own task. */
  readKernel({ taint, kernel }: { taint: string | null; kernel: string | null }): void {
    this.taint ??= taint;
    this.kernel ??= kernel;
  }
}
