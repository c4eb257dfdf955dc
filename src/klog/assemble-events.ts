// Lines → events: opens a report, keeps its lines together, decides where it ends and what belongs.
//
// In: lines in order, those with an opener's literal by `offer`, others of an open report by
// `continueWith`; both say whether somebody will want to see the line. Out: `finish()`.
//
// Three joins make one event of what the kernel prints as several headers:
//   list_del corruption …          header, rank 3  ┐
//   kernel BUG at lib/list_debug.c header, rank 1  │ before the body: the more specific names it
//   invalid opcode: 0000 [#1]      die line        ┘
//   CPU: … RIP: … Call Trace: …    body
//   Kernel panic - not syncing: Fatal exception    belongs to the report that led to it

import type { KernelEvent, LogLine } from '../model/kernel-log.ts';
import { CutBeginning, openerOfRest } from './cut-beginning.ts';
import { bareDie, dieLine } from './die-lines.ts';
import { EventBuilder } from './event-builder.ts';
import { behindGlue } from './glued-header.ts';
import { identityOf } from './header-groups.ts';
import { HeaderMatch } from './header-match.ts';
import { KnownLines } from './known-lines.ts';
import { KnownWords } from './known-words.ts';
import { LineDetails } from './line-details.ts';
import { gathers, OpenReports } from './open-reports.ts';
import type { KnownOpener } from './openers/all-openers.ts';
import type { Opener } from './openers/opener.ts';
import { PanicReader, panicLine } from './panic.ts';
import { type CpuLine, readCpuLine } from './report-line.ts';
import { ScsiDisks } from './scsi-disks.ts';

/** Unrecognised lines that a report may hold in a row: other programs and CPUs talk in between. */
const foreignInside = 12;
/** Between a report's header and its trace other processors and programs often speak at length. */
const foreignBeforeBody = 60;
/** After `---[ end trace` only the registers again, or a panic, may follow. */
const foreignAfterEnd = 4;
/** Two headers further apart than this are two reports. */
const headerLines = 12;
/** A panic belongs to a report that ended at most this many lines before it. */
const panicReach = 400;
/** … and among this many events: a flood of them must not be searched anew for each panic. */
const panicLooksAt = 64;
/** … and a line belongs to one of this many events before it. */
const partLooksAt = 64;
/** Events that a log may have; a flood of others is counted, and says nothing new. */
const mostEvents = 2000;
/** Repeats of a single line worth looking at. */
const repeatsShown = 20;

/** Behind the last words of a panic: `---[ end Kernel panic - not syncing: … ]---`. */
const endMark = ' ]---';

/** What a line opens: what the first opener that fits found in it. */
interface Header {
  openers: readonly KnownOpener[];
  /** null where none fits. */
  opener: Opener | null;
  match: HeaderMatch;
}

function readHeader(text: string, openers: readonly KnownOpener[]): Header {
  for (const { opener, pattern } of openers) {
    const match = pattern.match(text);
    if (match !== null) return { openers, opener, match };
  }
  return { openers, opener: null, match: HeaderMatch.silent };
}

/** How many more events a log may have, whoever assembles them. */
export interface EventRoom {
  left: number;
}

export function roomForEvents(): EventRoom {
  return { left: mostEvents };
}

export class EventAssembler {
  readonly #room: EventRoom;
  readonly #events: EventBuilder[] = [];
  readonly #open = new OpenReports();
  /** Complete single lines, by what they say of whom. */
  readonly #singles = new Map<string, EventBuilder>();
  /** The last single line of a kind that did not say what had happened. */
  readonly #vague = new Map<string, EventBuilder>();
  /** Events beyond the most that are told one by one. */
  leftOut = 0;
  readonly #disks = new ScsiDisks();
  readonly #details = new LineDetails(this.#disks);
  readonly #headers = new KnownWords<Header>();
  readonly #panics = new PanicReader();
  readonly #beginning = new CutBeginning();
  readonly #known: KnownLines;

  constructor(room: EventRoom = roomForEvents(), known = new KnownLines()) {
    this.#room = room;
    this.#known = known;
  }

  /** Whether it wants to see lines that open nothing. */
  get isOpen(): boolean {
    return this.#open.any || this.#beginning.isWaiting;
  }

  /** A line that holds an opener's literal. */
  offer(line: LogLine, openers: readonly KnownOpener[]): boolean {
    const isNaming = this.#disks.learn(line);
    return this.#offer(line, openers) || isNaming;
  }

  #offer(line: LogLine, openers: readonly KnownOpener[]): boolean {
    const panic = line.text.includes('Kernel panic') ? panicLine.exec(line.text) : null;
    if (panic) {
      const said = panic[1]!;
      const reason = (said.endsWith(endMark) ? said.slice(0, -endMark.length) : said).trim();
      if (!line.text.startsWith('---[ end')) {
        this.#panic(reason, line);
        return true;
      }
      if (!this.#events.slice(-panicLooksAt).some((event) => event.panic !== null)) {
        // The last words of a panic whose first ones are missing.
        const event = this.#panic(reason, line);
        event.beginsCut = true;
        event.ended = true;
        return true;
      }
    }
    const taken = this.#tryOpeners(line, openers) ?? this.#tryBehindGlue(line, openers);
    if (taken?.event) return taken.event.repeats <= repeatsShown;
    if (taken) return this.#details.keepsWaiting;
    const die = dieLine.exec(line.text);
    if (die) {
      this.#die(die[0], line);
      return true;
    }
    return this.continueWith(line);
  }

  /** Null where no opener knows the line; the event that took it, or none if it waits for its event. */
  #tryOpeners(
    line: LogLine,
    openers: readonly KnownOpener[],
  ): { event: EventBuilder | null } | null {
    let header = this.#headers.get(line.text);
    if (header === undefined || header.openers !== openers) {
      header = readHeader(line.text, openers);
      this.#headers.set(line.text, header);
    }
    const { opener, match } = header;
    return opener === null ? null : { event: this.#openOrJoin(opener, match, line) };
  }

  #tryBehindGlue(
    line: LogLine,
    openers: readonly KnownOpener[],
  ): { event: EventBuilder | null } | null {
    const unglued = behindGlue(line);
    return unglued && this.#tryOpeners(unglued, openers);
  }

  /** Any other line while a report is open. */
  continueWith(line: LogLine): boolean {
    const open = this.#open.of(line);
    if (!open) return this.#goOn(line) || (this.#beginning.isWaiting && this.#beginCut(line));
    if (open.takesNext(line)) return true;
    const read = this.#known.read(line.text);
    if (read) {
      const opener = open.beginsCut ? openerOfRest(line.text) : null;
      if (opener) this.#refine(open, opener, HeaderMatch.silent, line);
      const own = open.ended && read.is === 'cpu' ? this.#waitsFor(line, read) : null;
      if (own !== null) this.#open.start(own);
      (own ?? open).take(line, read);
      return true;
    }
    if (line.text.trim() === '') return false;
    if (open.takesModules(line)) return true;
    open.foreign++;
    const most = open.ended ? foreignAfterEnd : !open.hasTrace ? foreignBeforeBody : foreignInside;
    if (open.foreign > most) this.#open.close(open);
    return false;
  }

  /**
   * Whose body begins behind a report that is over: that of a header before it, into which another
   * processor spoke. Null where no header waits for one.
   */
  #waitsFor(line: LogLine, read: CpuLine): EventBuilder | null {
    const waiting = this.#events
      .slice(-panicLooksAt)
      .findLast((event) => event.form !== 'line' && !event.hasBody && event.panic === null);
    const isNear =
      waiting !== undefined &&
      waiting.first.caller === line.caller &&
      line.number - waiting.lastLine <= panicReach;
    return isNear && waiting.mayBeOn(read) ? waiting : null;
  }

  /**
   * A driver said in a line what went wrong for a task, and then dumped where that task was:
   * the dump is the line's own (lib/dump_stack.c prints no header).
   */
  #goOn(line: LogLine): boolean {
    const read = line.text.includes('Comm: ') ? readCpuLine(line.text) : null;
    if (read === null) return false;
    const said = this.#events.at(-1);
    const isOwn =
      said?.form === 'line' &&
      said.isOfTask(read.pid) &&
      line.number - said.lastLine <= foreignBeforeBody;
    if (!isOwn) return false;
    said.take(line, read);
    this.#open.start(said);
    return true;
  }

  /** @param lineCount lines of the whole text: a report open at its last line was cut there. */
  finish(lineCount: number): KernelEvent[] {
    return this.#events.map((event) =>
      event.build(event.beginsCut || (event.lastLine >= lineCount && event.stopsShort)),
    );
  }

  #openOrJoin(opener: Opener, match: HeaderMatch, line: LogLine): EventBuilder | null {
    if (opener.form === 'line') return this.#single(opener, match, line);
    if (opener.form === 'detail') return this.#details.take(opener, match, line);
    const open = this.#open.of(line);
    if (open?.endsInWarning(opener, match)) {
      open.take(line, { is: 'detail' });
      return open;
    }
    if (open !== null && isSameReport(open, opener, match, line)) {
      return this.#refine(open, opener, match, line);
    }
    const told = partlyTold.has(opener.kind) ? this.#partOf(opener, match, line) : null;
    if (told !== null) {
      return this.#refine(told, opener, match, line);
    }
    return this.#start(opener, match, line);
  }

  #refine(event: EventBuilder, opener: Opener, match: HeaderMatch, line: LogLine): EventBuilder {
    event.refine(opener, match, line);
    this.#open.refined();
    return event;
  }

  /** A report that ended, or was given up among other lines, and of which this is one more line. */
  #partOf(opener: Opener, match: HeaderMatch, line: LogLine): EventBuilder | null {
    const last = this.#events.slice(-partLooksAt).findLast(({ kind }) => kind === opener.kind);
    const isPart =
      last !== undefined &&
      opener.rank < last.rank &&
      line.number - last.lastLine <= foreignBeforeBody &&
      !last.header.saysOtherwise(match);
    return isPart ? last : null;
  }

  /** Null for one that is beyond the most that are told. */
  #single(opener: Opener, match: HeaderMatch, line: LogLine): EventBuilder | null {
    const disk = this.#disks.diskAt(match.device);
    const identity = identityOf(opener, match, disk?.value);
    const same = this.#singles.get(identity) ?? this.#saidVaguely(opener, identity, line);
    if (!opener.vague) this.#vague.delete(opener.kind);
    if (same !== undefined) {
      same.repeat(opener, match, line);
      this.#details.said(same, line);
      return same;
    }
    const joined = opener.joins ? this.#details.join(opener, match, line) : null;
    if (joined) return joined;
    if (this.#room.left <= 0) {
      // Of a flood nothing is made but its number.
      this.leftOut++;
      return null;
    }
    // A single line does not interrupt a report that is being printed around it.
    const event = new EventBuilder(opener, match, line);
    if (disk !== null) event.isOnDisk(disk);
    this.#add(event);
    this.#singles.set(identity, event);
    if (opener.vague) this.#vague.set(event.kind, event);
    this.#details.said(event, line);
    return event;
  }

  /** The event just before that this line is the first to be clear about. */
  #saidVaguely(opener: Opener, identity: string, line: LogLine): EventBuilder | undefined {
    const vague = this.#vague.get(opener.kind);
    if (vague === undefined || opener.vague || line.number - vague.lastLine > headerLines) return;
    this.#singles.set(identity, vague);
    return vague;
  }

  #start(opener: Opener, match: HeaderMatch, line: LogLine): EventBuilder {
    const event = new EventBuilder(opener, match, line, this.#room.left > 0);
    this.#beginning.stop();
    if (this.#add(event)) this.#details.said(event, line);
    this.#open.start(event);
    return event;
  }

  /** Whether the line shows that the log begins inside a report. */
  #beginCut(line: LogLine): boolean {
    const lines = this.#beginning.consider(line);
    if (lines === null) return false;
    const opener = CutBeginning.opener(lines);
    const event = this.#start(opener, HeaderMatch.silent, lines[0]!.line);
    event.beginsCut = true;
    for (const { line, read } of lines) event.take(line, read);
    event.hasBody = true;
    return true;
  }

  #add(event: EventBuilder): boolean {
    if (this.#room.left <= 0) {
      this.leftOut++;
      return false;
    }
    this.#events.push(event);
    this.#room.left--;
    return true;
  }

  #die(words: string, line: LogLine): void {
    const open = this.#open.of(line);
    if (
      open !== null &&
      !open.hasBody &&
      (!open.hasDieLine || line.caller !== null || line.number - open.lastLine <= 2) &&
      (line.caller !== null || line.number - open.first.number <= foreignBeforeBody)
    ) {
      open.hasDieLine = true;
      open.take(line, { is: 'detail' });
      return;
    }
    const event = this.#start(bareDie(words), HeaderMatch.silent, line);
    event.hasDieLine = true;
    event.take(line, { is: 'detail' });
  }

  #panic(reason: string, line: LogLine): EventBuilder {
    const { words, match, opener } = this.#panics.read(reason);
    const leads = (event: EventBuilder) =>
      event.panic === null &&
      line.number - event.lastLine <= panicReach &&
      (words.after === '*' ? event.form !== 'line' : words.after.includes(event.kind));
    // Whoever panics ends its own report, where the log says who speaks.
    let led: EventBuilder | undefined;
    const first = Math.max(0, this.#events.length - panicLooksAt);
    for (let at = this.#events.length - 1; at >= first; at--) {
      const event = this.#events[at]!;
      if (!leads(event)) continue;
      led ??= event;
      if (event.first.caller !== line.caller) continue;
      led = event;
      break;
    }
    if (led) {
      led.panicked(reason, words, line);
      this.#open.start(led);
      return led;
    }
    const event = this.#start(opener, match, line);
    event.panicIs(reason);
    return event;
  }
}

/**
 * Reports with lines that also stand alone, in a log that was cut or filtered: the OOM report's last
 * line, which names the victim, or who holds what a task waits for.
 */
const partlyTold = new Set(['oom-kill', 'rcu-stall', 'hung-task']);

function isSameReport(
  open: EventBuilder,
  opener: Opener,
  match: HeaderMatch,
  line: LogLine,
): boolean {
  if (open.kind === opener.kind && partlyTold.has(open.kind)) return opener.rank < open.rank;
  if (open.panic !== null || open.ended || open.hasBody) return false;
  // Lines of other speakers in between are no distance.
  if (line.caller === null && line.number - open.first.number > headerLines) return false;
  // A watchdog finds a processor that stands still: what faults is another one.
  if (gathers.has(open.kind) && opener.form === 'fault') return false;
  // Two faults of two processors: each has an address of its own.
  if (open.rank === opener.rank && open.form === 'fault' && open.header.faultsElsewhere(match))
    return false;
  // The same words twice before any body: the console wrote them twice.
  if (open.kind !== opener.kind || open.rank !== opener.rank) return true;
  return open.goesOnWithHeader(line) || repeatsHeader(open, line) || !match.namesSomebody;
}

function repeatsHeader(open: EventBuilder, line: LogLine): boolean {
  return open.form === 'fault' && open.hasHeader(line.text);
}
