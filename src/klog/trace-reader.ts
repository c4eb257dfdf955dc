// A report's call trace, with the places of the registers that stand before and inside it.
//
//   RIP: 0010:memcpy+0x…        before the trace: where the processor was
//   Call Trace:
//    <IRQ>
//    dump_stack+0x…             the report's own context …
//    line6_pcm_acquire+0x…
//    apic_timer_interrupt+0x…   … up to an interrupt's entry:
//   RIP: 0010:memset_erms+0x…   what was interrupted is another's doing
//    setup_object+0x…
//
// Where an exception's or NMI's entry stands above the registers (`invalid_op`, `page_fault`), it is the
// other way round: the frames above are the handler's, and the fault happened below.
// Sources: arch/x86/kernel/dumpstack.c (show_trace_log_lvl), arch/x86/entry/entry_64.S.

import type { Frame } from '../model/kernel-log.ts';
import { beginsWithOneOf } from './first-letters.ts';
import type { CodePlace } from './frame.ts';
import { interruptEntries } from './reporting-functions.ts';

/** More than a kernel stack of 16 KiB can hold; a hostile log could print millions. */
const mostFrames = 1024;

/** An NMI only looks at what it interrupted, as an exception does. */
const nmiEntry = /nmi/;

const otherTraces =
  /^(?:Allocated by|Freed by|(?:kfence-#.{1,160} )?(?:allocated|freed|rcu freeing) by task|Uninit was|Local variable|Last potentially|Last Breaking-Event-Address)/;

/** Who made an object and who freed it, which SLUB tells before the report's own trace. */
const tracks = /^(?:INFO: )?(?:Allocated|Freed) in \S/;

const otherProcessors = /^(?:Sending NMI|NMI backtrace for cpu|Task dump for CPU)/;

const traceBegins = /^Call [Tt]race:|^Backtrace:/;

/** What all these headings begin with. */
const mayHead = beginsWithOneOf('AFkafrULISNTCBP');

/** A place inside the trace, and how many frames stand above it. */
export interface InnerPlace {
  place: CodePlace;
  above: number;
}

export class TraceReader {
  frames: Frame[] = [];
  /** Who called the last frame, where its line says so. */
  caller: string | null = null;
  /** Traces of earlier moments, which the report tells before its own. */
  readonly earlier: Frame[] = [];
  /** Where the processor was, as registers before the trace or below an exception's entry say. */
  place: CodePlace | null = null;
  /** Frames above `place`, where it stands inside the trace: an exception handler's own. */
  placeBehind = 0;
  /** What interrupts had interrupted, in the trace's order. */
  readonly interrupted: InnerPlace[] = [];
  closed = false;
  /** The frames are those of tracks: they stand for the report's own until it shows one. */
  #areTracks = false;
  /** What follows is about other processors, which were asked what they do. */
  #isOthers = false;
  /** The next frame is the answer to a heading, on a line of its own. */
  #answers = false;
  stack: Frame['stack'] = 'task';

  /** @returns whether the place is the report's, not that of what an interrupt had interrupted. */
  takePlace(place: CodePlace): boolean {
    if (this.frames.length > 0 && !this.closed) {
      const above = this.frames.length;
      const entry = this.frames.findLast((frame) => frame.reliable)?.function;
      if (entry !== undefined && interruptEntries.test(entry) && !nmiEntry.test(entry)) {
        if (this.interrupted.length < mostFrames) this.interrupted.push({ place, above });
        return false;
      }
      if (this.place === null) this.placeBehind = above;
    }
    // The registers once more behind the trace tell nothing of its order.
    if (this.place !== null || this.#isOthers) return false;
    this.place = place;
    return true;
  }

  /**
   * A line that tells of another trace than the report's own: who allocated, freed or waits.
   *
   * @param gathers whether what other processors do is the report.
   */
  takeHeading(text: string, gathers: boolean): void {
    this.#answers = false;
    if (!mayHead(text)) return;
    if (tracks.test(text) && !this.hasFrames) this.#areTracks = true;
    else if (this.#areTracks && traceBegins.test(text)) {
      this.#areTracks = false;
      this.restart();
    }
    const second = this.hasFrames && this.stack === 'task' && traceBegins.test(text);
    if (second || otherTraces.test(text)) this.closed = true;
    if (!gathers && this.hasFrames && otherProcessors.test(text)) {
      this.closed = true;
      this.#isOthers = true;
    }
    this.#answers = text.startsWith('Preemption disabled at:');
  }

  takeFrame(
    frame: Omit<Frame, 'stack' | 'line'>,
    line: number,
    caller: string | null = null,
  ): void {
    const answers = this.#answers;
    this.#answers = false;
    if (answers || !this.takesFrames) return;
    this.frames.push({ ...frame, stack: this.stack, line });
    this.caller = caller;
  }

  /** Whether a frame would be kept. */
  get takesFrames(): boolean {
    return !this.closed && this.frames.length < mostFrames;
  }

  /** What was read so far is another trace than the report's own. */
  restart(): void {
    if (this.earlier.length < mostFrames) this.earlier.push(...this.frames);
    this.frames = [];
    this.interrupted.length = 0;
    this.closed = false;
  }

  get hasFrames(): boolean {
    return this.frames.length > 0;
  }
}
