// The events of each machine that writes to the same log, kept apart.
//
//   Nov  3 10:11:12 web1 kernel: [ 12.1] BUG: kernel NULL pointer dereference …   one machine's report
//   Nov  3 10:11:12 db2 kernel: [ 500.2] mysqld invoked oom-killer: …             and another's inside it
//   Nov  3 10:11:12 web1 kernel: [ 12.1] RIP: 0010:…                              goes on with the first
//
// In: lines with the host that their frame names. Out, at the end: all events in the order of the log,
// each with its cause among those of its own machine.
// A line that names no host, such as the rest of a broken one, goes on with the line before it.

import type { KernelEvent, LogLine, NamedHost } from '../model/kernel-log.ts';
import { EventAssembler, roomForEvents } from './assemble-events.ts';
import { findCauses } from './chain.ts';
import { taintOf } from './clean-kernel.ts';
import { KnownLines } from './known-lines.ts';

/** Of more machines no person reads one log; those beyond share an assembler. */
const mostHosts = 64;

export class HostEvents {
  readonly #room = roomForEvents();
  readonly #known = new KnownLines();
  readonly #assemblers: EventAssembler[] = [new EventAssembler(this.#room, this.#known)];
  readonly #byHost = new Map<string, EventAssembler>();
  readonly #named: NamedHost[] = [];
  #current = this.#assemblers[0]!;

  /** The machines in the order in which they spoke first. */
  get named(): readonly NamedHost[] {
    return this.#named;
  }

  /** Whether a report of any machine is open. */
  get anyOpen(): boolean {
    // Asked for each line of an open report.
    for (const assembler of this.#assemblers) if (assembler.isOpen) return true;
    return false;
  }

  of({ host, number }: LogLine): EventAssembler {
    if (host === null) return this.#current;
    let own = this.#byHost.get(host);
    if (own === undefined) {
      own =
        this.#byHost.size === 0 || this.#byHost.size >= mostHosts
          ? this.#assemblers[0]!
          : this.#begin();
      if (this.#byHost.size < mostHosts) {
        this.#byHost.set(host, own);
        this.#named.push({ name: host, line: number });
      }
    }
    this.#current = own;
    return own;
  }

  /** @param boots lines on which a kernel began to speak. */
  finish(lineCount: number, boots: readonly number[]): { events: KernelEvent[]; leftOut: number } {
    let leftOut = 0;
    const all: { event: KernelEvent; cause: KernelEvent | null }[] = [];
    for (const assembler of this.#assemblers) {
      leftOut += assembler.leftOut;
      const own = assembler.finish(lineCount);
      const causes = findCauses(own);
      const taints = taintOf(own, boots);
      for (const [index, event] of own.entries()) {
        event.taint = taints[index]!;
        event.cause = causes[index]!;
        all.push({ event, cause: event.cause && own[event.cause.event]! });
      }
    }
    if (this.#assemblers.length > 1) all.sort((a, b) => a.event.lines[0] - b.event.lines[0]);
    const places = new Map(all.map(({ event }, index) => [event, index]));
    for (const { event, cause } of all) {
      if (event.cause !== null) event.cause = { ...event.cause, event: places.get(cause!)! };
    }
    return { events: all.map(({ event }) => event), leftOut };
  }

  #begin(): EventAssembler {
    const assembler = new EventAssembler(this.#room, this.#known);
    this.#assemblers.push(assembler);
    return assembler;
  }
}
