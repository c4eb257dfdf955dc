// Which places a lock checker's report names before its trace.
//
//   insmod/92 is trying to acquire lock:
//   ffff… (rtnl_mutex){+.+.}, at: rtnl_lock+0x17/0x20          asked for here
//   but task is already holding lock:
//   ffff… (&wg->lock){++++}, at: wg_set_device+0xfb7/0x1490    held since here
//   … which became HARDIRQ-irq-safe at:
//     test_clear_page_writeback+0x199/0xc20                    taken by an interrupt here
//
// Whoever takes locks in the wrong order is told by these, not by who happened to print the report.
// Sources: kernel/locking/lockdep.c (print_circular_bug_header, print_bad_irq_dependency,
// print_usage_bug, print_deadlock_bug, print_held_locks_bug, print_irq_inversion_bug).

import { type CodePlace, readPlace } from './frame.ts';

const asks =
  /is trying to (?:acquire|lock)|just changed the state of lock|\] takes:$|is leaving the kernel with locks|is freeing memory/;
const holds = /task is already holding/;
/** The place follows on a line of its own. */
const releases = /is trying to release lock .{0,160} at:$/;
const placeOfLock = /, at: (?:\[<[0-9a-f]{8,16}>\] *)?(?<place>\S.{0,240})$/;

export class LockPlaces {
  /** Where the lock that the report is about was asked for. */
  asked: CodePlace | null = null;
  /** Where a lock was taken that is still held. */
  held: CodePlace | null = null;
  /** Where an interrupt took a lock: whoever takes it with interrupts on may wait for ever. */
  madeSafe: CodePlace | null = null;
  #expects: 'asked' | 'held' | null = null;
  #expectsSafe = false;
  #expectsRelease = false;
  /** A task went back to user space or froze with locks: where it took the first of them. */
  #stillHeld = false;

  read(text: string): void {
    if (/which became \w{1,16}-irq-safe at:/.test(text)) this.#expectsSafe = this.madeSafe === null;
    else if (text.startsWith('to a ')) this.#expectsSafe = false;
    this.#expectsRelease = releases.test(text);
    this.#stillHeld ||= text.includes('still has locks held');
    if (holds.test(text)) this.#expects = 'held';
    else if (asks.test(text) || (this.#stillHeld && / locks? held by /.test(text)))
      this.#expects = 'asked';
    if (this.#expects === null) return;
    const place = placeOfLock.exec(text)?.groups?.place;
    if (place === undefined) return;
    this[this.#expects] ??= readPlace(place);
    this.#expects = null;
  }

  /** A frame before the trace: who releases, or, the first that is no lock's own, who made it safe. */
  readFrame(frame: CodePlace, isLocks: (name: string) => boolean): void {
    if (this.#expectsRelease) this.asked ??= frame;
    this.#expectsRelease = false;
    if (!this.#expectsSafe || isLocks(frame.function)) return;
    this.madeSafe = frame;
    this.#expectsSafe = false;
  }
}
