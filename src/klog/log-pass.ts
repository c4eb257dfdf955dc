// One pass over a log, a segment at a time: which machine spoke, and what went wrong.
//
// In: segments in order. Out, at the end: framing, machine, events, the primary event.
//
// One search for many literals finds the few lines that could open an event or name the machine; only
// those, and the lines of a report once it is open, are looked at closely. Healthy text costs a table
// look-up for three characters.

import type { KernelLog, LogLine } from '../model/kernel-log.ts';
import { compileLiteralSearch, type LiteralSearch } from '../scan/literal-search.ts';
import { FramingDetector } from './detect-framing.ts';
import { HostEvents } from './host-events.ts';
import type { LogSegment } from './log-segment.ts';
import { hostnameLiterals, MachineReader } from './machine.ts';
import { allOpeners, type KnownOpener, knownOpeners } from './openers/all-openers.ts';
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

/** Looks for lines by the literals of reports, then by those of somebody else who wants to see lines. */
export function compileSought(others: readonly string[] = []): LiteralSearch {
  return compileLiteralSearch([...reportLiterals, ...others]);
}
let reportsAlone: LiteralSearch | undefined;
/** Made when somebody reads reports alone: its tables are large. */
export function soughtAlone(): LiteralSearch {
  reportsAlone ??= compileSought();
  return reportsAlone;
}

/** Somebody else who reads the same log: it is looked through once for both. */
export interface Reader {
  /** Made by compileSought. */
  readonly sought: LiteralSearch;
  /**
   * Hears of each line with literals of its own, by their numbers among them. Says whether somebody will
   * want to see the line.
   */
  onLine(line: LogLine, literals: readonly number[]): boolean;
}

/** Which openers a literal leads to, so that a line tries only those. */
const openersByLiteral = reportLiterals.map((literal) =>
  knownOpeners.filter(({ opener }) => opener.literals.includes(literal)),
);

/** What the literals of a line say of it. */
interface LineLiterals {
  /** Whether some are those of reports: then these openers may know the line, in the order of the tables. */
  isOwn: boolean;
  openers: readonly KnownOpener[];
  /** What is left for somebody else who reads the same log, by their numbers among its own. */
  others: readonly number[];
}

/** A search gives the same list for lines that hold the same: what it means is worked out once. */
const known = new WeakMap<readonly number[], LineLiterals>();

function meaningOf(literals: readonly number[]): LineLiterals {
  let meaning = known.get(literals);
  if (meaning === undefined) {
    meaning = workOut(literals);
    known.set(literals, meaning);
  }
  return meaning;
}

function workOut(literals: readonly number[]): LineLiterals {
  const own = literals.filter((literal) => literal < reportLiterals.length);
  const wanted = new Set(own.flatMap((literal) => openersByLiteral[literal]!));
  return {
    isOwn: own.length > 0,
    openers: knownOpeners.filter((opener) => wanted.has(opener)),
    others: literals
      .filter((literal) => literal >= reportLiterals.length)
      .map((literal) => literal - reportLiterals.length),
  };
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
  readonly #reader: Reader | null;
  /** The first line that nobody has looked at yet. */
  #next = 1;
  #lineCount = 0;

  /** @param onTaken hears of each line of the segment being read that somebody will want to see. */
  constructor(reader: Reader | null = null, onTaken: (line: number) => void = () => {}) {
    this.#reader = reader;
    this.#onTaken = onTaken;
  }

  read(segment: LogSegment): void {
    this.#framing.sample(segment);
    this.#lineCount = segment.last;
    segment.scan(this.#reader?.sought ?? soughtAlone(), (number, literals) => {
      this.#continueTo(number, segment);
      this.#candidate(segment.line(number), literals);
      this.#next = number + 1;
    });
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

  #candidate(line: LogLine, literals: readonly number[]): void {
    const { isOwn, openers, others } = meaningOf(literals);
    if (isOwn) {
      this.#machine.read(line);
      if (this.#hosts.of(line).offer(line, openers)) this.#onTaken(line.number);
    } else if (this.#hosts.anyOpen) this.#goOn(line);
    if (others.length > 0 && this.#reader!.onLine(line, others)) this.#onTaken(line.number);
  }

  /** Lines between two candidates matter only while a report is open. */
  #continueTo(number: number, segment: LogSegment): void {
    let isOpen = this.#next < number && this.#hosts.anyOpen;
    for (let next = this.#next; isOpen && next < number; next++) {
      if (segment.isEmpty(next)) continue;
      this.#goOn(segment.line(next));
      isOpen = this.#hosts.anyOpen;
    }
    this.#next = number;
  }

  #goOn(line: LogLine): void {
    if (this.#hosts.of(line).continueWith(line)) this.#onTaken(line.number);
  }
}
