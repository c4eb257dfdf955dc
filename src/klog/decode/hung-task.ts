// A task that sleeps for too long: what it waits for, and who holds that.
//
//   task:kf-ba           state:D stack:0     pid:145   tgid:145   ppid:2      flags:0x00004000
//   Call Trace: …                                                     the wait channel
//   INFO: task kf-ba:145 is blocked on a mutex likely owned by task kf-ab:144.      since 6.15
//   task:kf-ab           state:D …                                    the owner, and its trace
//
// Source: kernel/hung_task.c (check_hung_task, debug_show_blocker), kernel/sched/core.c
// (sched_show_task; until 5.9 the name and the state stood without their labels), fs/proc/array.c
// (task_state_array).

import type { Fact, LogLine } from '../../model/kernel-log.ts';
import { readFrame } from '../frame.ts';
import { type BodyContext, type BodyDecoder, factAt } from './body-decoder.ts';
import { readWait } from './wait-channel.ts';

const stateLine =
  /^(?:task:.{1,32}? {0,16}state:(?<state>[A-Za-z])|\S.{0,15}? {1,16}(?<state2>[RSDTtXZPI]) {1,2}(?:running task|[0-9a-f]{8,16} {1,8}\d|\d{1,8} {1,8}\d{1,10} {1,8}\d))/d;
const blockerLine =
  /^INFO: task .{1,32}?:\d{1,10} (?:<\w{6}> )?(?:is )?blocked on an? (?<lock>mutex|semaphore|rw-semaphore)(?<unknown>, but the .{1,16} is not found)?(?: likely (?:owned|last held) by task (?<holder>.{1,32}):(?<pid>\d{1,10})(?: <(?<as>\w{6})>)?)?/d;

const states: Record<string, string> = {
  D: 'asleep, and no signal wakes it: kill -9 has no effect until what it waits for happens',
  R: 'running, or ready to run: it does not wait, or only for a processor',
  S: 'asleep, and a signal would wake it',
  T: 'stopped by a signal',
  t: 'stopped by a debugger',
  Z: 'ended, and its parent has not asked for its exit code',
  I: 'a kernel thread without work',
  P: 'parked',
};

/** Lines of a trace that are looked at. */
const mostFrames = 24;

interface Trace {
  state: string | null;
  names: string[];
  lines: LogLine[];
}

export class HungTask implements BodyDecoder {
  #state: Fact | null = null;
  #blocker: { match: RegExpExecArray; line: LogLine } | null = null;
  #holder: Trace = { state: null, names: [], lines: [] };
  readonly #frameLines = new Map<number, LogLine>();

  take(line: LogLine): void {
    const state = stateLine.exec(line.text);
    if (state) {
      const letter = (state.groups!.state ?? state.groups!.state2)!;
      if (this.#blocker !== null) this.#holder.state ??= letter;
      else {
        const places = state.indices!.groups!;
        const place = (places.state ?? places.state2)!;
        this.#state ??= factAt('state', letter, line, place, states[letter] ?? null);
      }
      return;
    }
    const blocker = blockerLine.exec(line.text);
    if (blocker) {
      this.#blocker ??= { match: blocker, line };
      return;
    }
    if (!line.text.includes('+0x')) return;
    if (this.#blocker === null) {
      if (this.#frameLines.size < mostFrames) this.#frameLines.set(line.number, line);
    } else if (this.#holder.names.length < mostFrames) {
      const frame = readFrame(line.text);
      if (frame?.reliable) this.#holder.names.push(frame.function);
    }
  }

  facts({ frames }: BodyContext): Fact[] {
    const facts: Fact[] = this.#state === null ? [] : [this.#state];
    const sure = frames.filter(({ reliable }) => reliable);
    const wait = readWait(sure.map((frame) => frame.function));
    if (wait !== null) {
      const frame = sure[wait.at]!;
      const line = this.#frameLines.get(frame.line);
      const from = line?.text.indexOf(frame.function) ?? -1;
      if (line !== undefined && from >= 0) {
        const place = [from, from + frame.function.length] as const;
        const meaning = wait.meaning === null ? null : `it waits for ${wait.meaning}`;
        facts.push(factAt('wait-channel', frame.function, line, place, meaning));
      }
    }
    return [...facts, ...this.#blockerFacts()];
  }

  #blockerFacts(): Fact[] {
    if (this.#blocker === null) return [];
    const { match, line } = this.#blocker;
    const { lock, unknown, holder, pid, as } = match.groups!;
    const places = match.indices!.groups!;
    if (holder === undefined) {
      if (unknown === undefined) return [];
      const meaning = 'the kernel could not tell who holds it';
      return [factAt('waits-for', lock!, line, places.lock!, meaning)];
    }
    const holds = `holds the ${lock}${as === undefined ? '' : ` as ${as}`} that this task waits for, the kernel thinks`;
    return [
      factAt('waits-for', lock!, line, places.lock!, null),
      factAt('lock-holder', holder, line, places.holder!, `${holds}${this.#sayHolder()}`),
      factAt('lock-holder-pid', pid!, line, places.pid!, null),
    ];
  }

  #sayHolder(): string {
    const { state, names } = this.#holder;
    const wait = readWait(names);
    if (wait === null) return state === 'R' ? '; it is running' : '';
    const what = wait.meaning === null ? `in ${names[wait.at]}` : `for ${wait.meaning}`;
    return `; itself it waits ${what}`;
  }
}
