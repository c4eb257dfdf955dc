// Reports that are being printed, each by its own speaker.
//
//   [   12.1][  T92] BUG: kernel NULL pointer dereference …   a task on one processor
//   [   12.1][   C1] WARNING: CPU: 1 PID: 0 at …              an interrupt on another
//   [   12.1][  T92] Oops: 0002 [#1] SMP                      goes on with the first
//
// Where the kernel says who speaks (CONFIG_PRINTK_CALLER), lines of another speaker never enter a
// report. Where it does not, there is one report at a time, and a new header ends the one before.

import type { LogLine } from '../model/kernel-log.ts';
import type { EventBuilder } from './event-builder.ts';

/** Reports that other processors are asked to add to: their traces are part of it. */
export const gathers: ReadonlySet<string> = new Set([
  'rcu-stall',
  'soft-lockup',
  'hard-lockup',
  'hung-task',
  'csd-lock',
  'workqueue-lockup',
]);

/** A report that nobody went on with for this many lines is over. */
const staleAfter = 500;
/** More processors than this do not speak at once in any log that a person could use. */
const mostOpen = 64;

export class OpenReports {
  /** Each by its speaker, who has no other; the last that was begun stands last. */
  readonly #open = new Map<string | null, EventBuilder>();
  /** The last that lines of other speakers go on with; undefined: it has to be looked for. */
  #forOthers: EventBuilder | null | undefined = null;
  /** Until this line none of them can be over for want of more. */
  #freshUntil = 0;

  get any(): boolean {
    return this.#open.size > 0;
  }

  /** The report that a line goes on with; null where it is nobody's. */
  of(line: LogLine): EventBuilder | null {
    if (line.number > this.#freshUntil) this.#leaveStale(line.number);
    const { caller } = line;
    const own = this.#open.get(caller);
    if (own !== undefined) return own;
    let last: EventBuilder | null = null;
    if (caller === null) for (const event of this.#open.values()) last = event;
    return caller === null ? last : this.#lastForOthers();
  }

  /** A report turned out to be of another kind. */
  refined(): void {
    this.#forOthers = undefined;
  }

  /** Opens a report; its speaker has ended the one before by beginning it. */
  start(event: EventBuilder): void {
    const { caller } = event.first;
    // One that is alone need not be moved behind others.
    if (this.#open.size > 1 || !this.#open.has(caller)) {
      this.#remove(null);
      this.#remove(caller);
    } else this.#forOthers = undefined;
    this.#open.set(caller, event);
    if (isForOthers(event)) this.#forOthers = event;
    this.#freshUntil = Math.min(this.#freshUntil, event.lastLine + staleAfter);
    if (this.#open.size > mostOpen) this.#remove(this.#open.keys().next().value!);
  }

  close(event: EventBuilder): void {
    const { caller } = event.first;
    if (this.#open.get(caller) === event) this.#remove(caller);
  }

  /** Of many speakers, each line of a new one would have to ask all of them. */
  #lastForOthers(): EventBuilder | null {
    if (this.#forOthers === undefined) {
      this.#forOthers = null;
      for (const event of this.#open.values()) if (isForOthers(event)) this.#forOthers = event;
    }
    return this.#forOthers;
  }

  #leaveStale(number: number): void {
    // A report that goes on stays longer; it is then looked at again.
    this.#freshUntil = Infinity;
    for (const [caller, { lastLine }] of this.#open) {
      if (number - lastLine > staleAfter) this.#remove(caller);
      else this.#freshUntil = Math.min(this.#freshUntil, lastLine + staleAfter);
    }
  }

  #remove(caller: string | null): void {
    const event = this.#open.get(caller);
    if (event === undefined) return;
    if (event === this.#forOthers) this.#forOthers = undefined;
    this.#open.delete(caller);
  }
}

function isForOthers({ first, kind }: EventBuilder): boolean {
  return first.caller === null || gathers.has(kind);
}
