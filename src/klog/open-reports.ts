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
  #open: EventBuilder[] = [];

  get any(): boolean {
    return this.#open.length > 0;
  }

  /** The report that a line goes on with; null where it is nobody's. */
  of(line: LogLine): EventBuilder | null {
    const isStale = (event: EventBuilder) => line.number - event.lastLine > staleAfter;
    if (this.#open.some(isStale)) this.#open = this.#open.filter((event) => !isStale(event));
    const own = this.#open.findLast(({ first }) => first.caller === line.caller);
    if (own) return own;
    if (line.caller === null) return this.#open.at(-1) ?? null;
    return (
      this.#open.findLast(({ first, kind }) => first.caller === null || gathers.has(kind)) ?? null
    );
  }

  /** Opens a report; its speaker has ended the one before by beginning it. */
  start(event: EventBuilder): void {
    this.#open = this.#open.filter(
      ({ first }) => first.caller !== null && first.caller !== event.first.caller,
    );
    this.#open.push(event);
    if (this.#open.length > mostOpen) this.#open.shift();
  }

  close(event: EventBuilder): void {
    this.#open = this.#open.filter((other) => other !== event);
  }
}
