// A grace period of RCU that does not end: which processors or tasks hold it up, and whether RCU's
// own thread gets to run.
//
//   rcu: INFO: rcu_preempt self-detected stall on CPU
//   rcu:   1-...!: (3 GPs behind) idle=19a/1/0x4000000000000002 softirq=12356/12357 fqs=2
//          ^ O: offline            nesting ^   ^ in interrupts         at its start/now
//   rcu:   Tasks blocked on level-0 rcu_node (CPUs 0-1): P2270
//   rcu:   (t=10500 jiffies g=12045 q=155)
//   rcu: rcu_preempt kthread starved for 10492 jiffies! g12045 f0x0 RCU_GP_WAIT_FQS(5) ->state=0x0 ->cpu=0
//
// Source: kernel/rcu/tree_stall.h (print_cpu_stall_info, print_other_cpu_stall,
// rcu_print_task_stall, rcu_check_gp_kthread_starvation, rcu_check_gp_kthread_expired_fqs_timer),
// kernel/rcu/tree_exp.h (synchronize_rcu_expedited_wait), Documentation/RCU/stallwarn.rst,
// include/linux/sched.h (TASK_*).

import type { Fact, LogLine } from '../../model/kernel-log.ts';
import { type BodyDecoder, factAt, type Place } from './body-decoder.ts';

const found = /(?<how>self-detected|detected(?: expedited)?) stalls? on/d;
const cpuLine =
  /^(?:rcu: )?\s{0,8}(?<cpu>\d{1,5})(?:-(?<online>[O.]).{0,4})?: \((?<count>\d{1,20}) (?<unit>ticks this GP|GPs behind)\)(?: idle=[0-9a-f]{1,8}\/(?<nesting>[0-9a-f]{1,20})\/(?<interrupts>(?:0x)?[0-9a-f]{1,20}))?(?: softirq=(?<before>\d{1,12})\/(?<now>\d{1,12}))?(?: fqs=(?<scans>\d{1,12}))?(?<doubt>.{0,60}false positive)?/d;
const listed = /(?:CPUs\/tasks|on CPU|on CPUs): {0,2}\{ ?(?<who>[^}]{1,400}?) ?\}/d;
/** `P2270`, or `P282/1:b..l` with what it is at. */
const blocked =
  /Tasks blocked on level-\d rcu_node \(CPUs [\d-]{1,12}\):(?<tasks> P\d[\dP:./a-z ]{0,400})/d;
const age = /\((?:detected by (?<by>\d{1,5}), )?(?<age>t=(?<jiffies>\d{1,12}) jiffies)/d;
const starved =
  /kthread starved for (?<starved>(?<jiffies>\d{1,12}) jiffies)!.{0,120}?->state=(?<state>0x[0-9a-f]{1,8}|\d{1,8})(?: ->cpu=(?<cpu>\d{1,5}))?/d;
const timer = /kthread timer wakeup didn't happen for (?<late>\d{1,12} jiffies)/d;
const ended = /INFO: (?<ended>Stall ended before state dump start)/d;

/** More of them do not help to decide. */
const mostShown = 4;

export class RcuStall implements BodyDecoder {
  readonly #facts = new Map<string, Fact>();
  #cpus = 0;

  take(line: LogLine): void {
    const { text } = line;
    const cpu = cpuLine.exec(text);
    if (cpu) {
      if (this.#cpus >= mostShown) return;
      this.#cpus++;
      const name = this.#cpus === 1 ? 'stalled-cpu' : `stalled-cpu-${this.#cpus}`;
      this.#add(name, cpu.groups!.cpu!, line, cpu.indices!.groups!.cpu!, sayCpu(cpu.groups!));
      return;
    }
    if (!text.includes('jiffies') && !/stall|Stall|blocked/.test(text)) return;
    this.#read(found, line, 'how', 'stall-noticed', ({ how }) => sayFound(how!));
    this.#read(listed, line, 'who', 'stalled', () => 'processors by number, tasks as P and PID');
    this.#read(blocked, line, 'tasks', 'stalled-tasks', ({ tasks }) => sayTasks(tasks!));
    this.#read(age, line, 'age', 'stalled-for', ({ jiffies }) => sayJiffies(Number(jiffies)));
    this.#read(age, line, 'by', 'noticed-by-cpu', () => null);
    this.#read(starved, line, 'starved', 'starved-for', sayStarved);
    this.#read(
      timer,
      line,
      'late',
      'timer-late-by',
      () =>
        "the timer that wakes RCU's own thread did not fire: timer interrupts are lost, or a processor handles none",
    );
    this.#read(
      ended,
      line,
      'ended',
      'stall-ended',
      () => 'the grace period ended while this was printed: it was slow, not stuck',
    );
  }

  facts(): Fact[] {
    return [...this.#facts.values()];
  }

  #read(
    pattern: RegExp,
    line: LogLine,
    group: string,
    name: string,
    say: (groups: Record<string, string | undefined>) => string | null,
  ): void {
    const match = pattern.exec(line.text);
    const value = match?.groups?.[group]?.trim();
    if (value === undefined || value === '') return;
    const [, to] = match!.indices!.groups![group]!;
    this.#add(name, value, line, [to - value.length, to], say(match!.groups!));
  }

  #add(name: string, value: string, line: LogLine, place: Place, meaning: string | null): void {
    if (!this.#facts.has(name)) this.#facts.set(name, factAt(name, value, line, place, meaning));
  }
}

function sayFound(how: string): string {
  if (how === 'self-detected') {
    return 'the stalled processor noticed it itself: its timer interrupt works, and the trace shows what it runs';
  }
  return 'another processor noticed it: the stalled one may not answer interrupts at all';
}

function sayCpu(groups: Record<string, string | undefined>): string {
  const { online, count, unit, nesting, interrupts, before, now, scans, doubt } = groups;
  const parts: string[] = [];
  if (online === 'O') parts.push('it is offline');
  if (unit === 'GPs behind') {
    parts.push(`it has missed ${count === '1' ? 'a grace period' : `${count} grace periods`}`);
  } else if (count === '0') {
    parts.push(
      'it took no timer tick since the grace period began: its interrupts are off, or it does not run at all (firmware, hypervisor)',
    );
  } else {
    parts.push(
      `it took ${count} timer ticks since the grace period began: its interrupts work, but what runs there never pauses`,
    );
  }
  if (nesting === '0' && /^(?:0x)?0+$/.test(interrupts ?? '')) parts.push('it was idle when asked');
  if (before !== undefined && before === now) parts.push('no softirq of RCU has run there since');
  if (scans === '0') parts.push("RCU's own thread has not come to look (fqs=0)");
  if (doubt !== undefined) parts.push('the kernel itself doubts that it is stalled');
  return parts.join('; ');
}

function sayTasks(tasks: string): string {
  const pids = [...tasks.matchAll(/P(\d{1,10})/g)].map(([, pid]) => pid);
  const who = pids.length === 1 ? `PID ${pids[0]} was` : `${pids.length} tasks were`;
  return `${who} taken off the processor while reading under RCU, and did not come back: a task of higher priority keeps the processor, or it sleeps where it may not`;
}

/** CONFIG_HZ is not printed: distributions have 250 or 1000. */
function sayJiffies(jiffies: number): string {
  return `${seconds(jiffies / 250)} where the kernel ticks 250 times a second, ${seconds(jiffies / 1000)} where 1000 times (CONFIG_HZ)`;
}

function seconds(value: number): string {
  return `${value >= 10 ? Math.round(value) : Math.round(value * 10) / 10} s`;
}

function sayStarved(groups: Record<string, string | undefined>): string {
  const state = Number(groups.state);
  const where = groups.cpu === undefined ? 'its processor' : `CPU ${groups.cpu}`;
  // TASK_RUNNING; TASK_WAKING
  if (state === 0 || state === 0x200) {
    return `RCU's own thread was ready to run, but ${where} did not run it: something keeps that processor (a real-time task, a loop with interrupts off, a virtual processor that its host does not run)`;
  }
  return `RCU's own thread slept on, and nothing woke it: timer interrupts are lost, or ${where} handles none`;
}
