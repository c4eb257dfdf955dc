// One pass over a log, a segment at a time: which machine spoke, and what went wrong.
//
// In: segments in order. Out, at the end: framing, machine, events, the primary event.
//
// A filter and, in the lines that it lets through, an Aho–Corasick automaton find the few lines that
// could open an event or name the machine; only those, and the lines of a report once it is open, are
// looked at closely. Healthy text costs a table look-up for three characters.

import type { KernelLog } from '../model/kernel-log.ts';
import { compileLiterals } from '../scan/aho-corasick.ts';
import { compileLineFilter, type LineFilter } from '../scan/line-filter.ts';
import { FramingDetector } from './detect-framing.ts';
import { HostEvents } from './host-events.ts';
import type { LogSegment } from './log-segment.ts';
import { hostnameLiterals, MachineReader } from './machine.ts';
import { allOpeners } from './openers/all-openers.ts';
import type { Opener } from './openers/opener.ts';
import { choosePrimary } from './primary.ts';
import { diskNameLiteral } from './scsi-disks.ts';

const dieLiterals = ['Oops: ', 'Internal error: ', 'Oops - ', ' [#', 'Oops[#'];
const panicLiterals = ['Kernel panic'];
/** A CPU line: where no report is open, it may go on with the line before it. */
const taskLiterals = [' Comm: '];
const machineLiterals = [
  'Linux version ',
  'Hardware name: ',
  'DMI: ',
  'Machine model: ',
  ...hostnameLiterals,
];

/** A line without one of these opens nothing. */
export const reportLiterals: readonly string[] = [
  ...new Set([
    ...allOpeners.flatMap((opener) => opener.literals),
    ...dieLiterals,
    ...panicLiterals,
    ...taskLiterals,
    ...machineLiterals,
    diskNameLiteral,
  ]),
];
const literalSet = compileLiterals(reportLiterals);
const reportFilter = compileLineFilter(reportLiterals);

/** Which openers a literal leads to, so that a line tries only those. */
const openersByLiteral = reportLiterals.map((literal) =>
  allOpeners.filter((opener) => opener.literals.includes(literal)),
);
/** The same for the literals that stood in one line together, as such lines come. */
const openersByLiterals = new Map<string, readonly Opener[]>();
const mostCombinations = 4096;

/** In the order of the tables. */
function openersOf(literals: readonly number[]): readonly Opener[] {
  if (literals.length === 1) return openersByLiteral[literals[0]!]!;
  const key = literals.join();
  const known = openersByLiterals.get(key);
  if (known !== undefined) return known;
  const wanted = new Set(literals.flatMap((literal) => openersByLiteral[literal]!));
  const openers = allOpeners.filter((opener) => wanted.has(opener));
  if (openersByLiterals.size < mostCombinations) openersByLiterals.set(key, openers);
  return openers;
}

export type PassResult = Pick<
  KernelLog,
  'lineCount' | 'framing' | 'machine' | 'events' | 'eventsLeftOut' | 'primary' | 'fromKernel'
>;

export class LogPass {
  readonly #framing = new FramingDetector();
  readonly #machine = new MachineReader();
  readonly #hosts = new HostEvents();
  readonly #onTaken: (line: number) => void;
  readonly #filter: LineFilter | null;
  /** The first line that nobody has looked at yet. */
  #next = 1;
  #lineCount = 0;

  /**
   * @param onTaken hears of each line of the segment being read that belongs to an event.
   * @param filter one that lets the lines with `reportLiterals` through, and perhaps others: where
   * somebody else looks for literals in the same segments, they are filtered once for both.
   */
  constructor(
    onTaken: (line: number) => void = () => {},
    filter: LineFilter | null = reportFilter,
  ) {
    this.#onTaken = onTaken;
    this.#filter = filter;
  }

  read(segment: LogSegment): void {
    this.#framing.sample(segment);
    this.#lineCount = segment.last;
    let candidate = 0;
    const literals: number[] = [];
    segment.scan(literalSet, this.#filter, (literal, line) => {
      if (line !== candidate) {
        if (candidate > 0) this.#offer(candidate, openersOf(literals), segment);
        candidate = line;
        literals.length = 0;
      }
      if (!literals.includes(literal)) literals.push(literal);
    });
    if (candidate > 0) this.#offer(candidate, openersOf(literals), segment);
    this.#continueTo(segment.last + 1, segment);
  }

  finish(): PassResult {
    const { events, leftOut } = this.#hosts.finish(this.#lineCount, this.#machine.boots);
    const machine = this.#machine.machine(events, this.#hosts.named);
    // Where no frame names a machine, all that speaks is the one that the boot named.
    if (this.#hosts.named.length === 0) for (const event of events) event.host = machine.host;
    return {
      lineCount: this.#lineCount,
      framing: this.#framing.names,
      machine,
      events,
      eventsLeftOut: leftOut,
      primary: choosePrimary(events),
      fromKernel: this.#framing.fromKernel || events.length > 0 || this.#machine.sawVersion,
    };
  }

  #offer(number: number, openers: readonly Opener[], segment: LogSegment): void {
    this.#continueTo(number, segment);
    const line = segment.line(number);
    this.#machine.read(line);
    if (this.#hosts.of(line).offer(line, openers)) this.#onTaken(number);
    this.#next = number + 1;
  }

  /** Lines between two candidates matter only while a report is open. */
  #continueTo(number: number, segment: LogSegment): void {
    while (this.#hosts.anyOpen && this.#next < number) {
      const line = segment.line(this.#next);
      if (this.#hosts.of(line).continueWith(line)) this.#onTaken(this.#next);
      this.#next++;
    }
    this.#next = number;
  }
}
