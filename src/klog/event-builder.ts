// One report under construction: takes its lines one by one and becomes a KernelEvent.
//
// First word wins: a report's own CPU line, place, trace and taint are not overwritten by those of
// the panic that it led to, which may be another task's on another processor.

import type { Fact, Frame, KernelEvent, LogLine, Severity } from '../model/kernel-log.ts';
import { isHelper, type Subject } from './blame.ts';
import type { BodyDecoder } from './decode/body-decoder.ts';
import { bodyDecodersOf } from './decode/body-decoders.ts';
import { decodeFacts } from './decode/decode-facts.ts';
import { FactKeeper } from './fact-keeper.ts';
import { readCaller } from './frame.ts';
import { findGuilty } from './guilty.ts';
import { HeaderGroups, isInline, unplaced } from './header-groups.ts';
import type { HeaderMatch } from './header-match.ts';
import { stopsShort } from './last-words.ts';
import { LockPlaces } from './lock-places.ts';
import { MachineReader } from './machine.ts';
import { ModuleList } from './module-list.ts';
import { warnSite } from './openers/faults.ts';
import type { Opener } from './openers/opener.ts';
import type { PanicWords } from './panic.ts';
import { PassingDumps } from './passing-dumps.ts';
import { reportFacts } from './report-facts.ts';
import type { CpuLine, ReportLine } from './report-line.ts';
import { ReportedTask } from './reported-task.ts';
import { severityOf } from './severity.ts';
import { readTaintLetters } from './taint.ts';
import { makeTitle } from './title.ts';
import { TraceReader } from './trace-reader.ts';

const mostHeaders = 16;

/** Reports that consist of what other processors are asked to show. */
const consistsOfOthers = new Set(['rcu-stall', 'soft-lockup', 'hard-lockup', 'csd-lock']);

/** The blocked task's report is printed by khungtaskd: the CPU it runs on says nothing of the task. */
const cpuIsTheReporters = new Set(['hung-task', 'workqueue-lockup']);

/** Of all reports beyond those that are told. */
const untold = new FactKeeper(false);
const noBodies: readonly BodyDecoder[] = [];

const lastFunction = /(?:last function: | workfn=)(\w{1,64})/;
const accessLine = /^(Read|Write) (?:of size|at)/;

export class EventBuilder {
  kind: string;
  rank: number;
  readonly form: Opener['form'];
  readonly first: LogLine;
  lastLine: number;
  /** A CPU line, a place or a frame was seen: another header is another report from here on. */
  hasBody = false;
  hasDieLine = false;
  ended = false;
  /** Its header is missing: the log begins inside it. */
  beginsCut = false;
  /** Lines of another report stand among its own. */
  interleaved = false;
  panic: string | null = null;
  /** Unrecognised lines since the last that belonged. */
  foreign = 0;
  /** How often a `line` event was said again about the same device. */
  repeats = 1;

  readonly #headers: string[] = [];
  #titleTemplate: string;
  #about: string | null;
  /** Name of the fact that the next line is, where the header goes on there. */
  #next: string | null;
  readonly #facts: FactKeeper;
  readonly #task = new ReportedTask();
  readonly header: HeaderGroups;
  /** Made when a line asks for it, as the next two are: of a flood of headers few have one. */
  #modules: ModuleList | null = null;
  #hardware: string | null = null;
  #traceSoFar: TraceReader | null = null;
  #locksSoFar: LockPlaces | null = null;
  #lastText: string;
  #access: string | null = null;
  #panicAt: LogLine | null = null;
  readonly #dumps = new PassingDumps();
  #architecture: string | null = null;
  /** What reads tables and lines that mean something only together. */
  readonly #bodies: readonly BodyDecoder[];

  /** @param isTold false: it is one too many, and only says which lines are its own. */
  constructor(opener: Opener, match: HeaderMatch, line: LogLine, isTold = true) {
    this.kind = opener.kind;
    this.rank = opener.rank;
    this.form = opener.form;
    this.#titleTemplate = opener.title;
    this.#about = opener.about ?? null;
    this.#next = opener.next ?? null;
    this.first = line;
    this.#headers.push(line.text);
    this.lastLine = line.number;
    this.#lastText = line.text;
    this.#severity = opener.severity ?? null;
    this.#facts = isTold ? new FactKeeper() : untold;
    this.header = new HeaderGroups(this.#facts, this.#task);
    this.#bodies = isTold ? bodyDecodersOf(opener.kind, opener.form) : noBodies;
    if (!isTold) return;
    for (const body of this.#bodies) body.take(line);
    this.header.read(this.kind, opener, match, line);
    this.#task.taint = readTaintLetters(line.text);
    this.#locks.read(line.text);
  }

  #severity: Severity | null;

  get device(): string | null {
    return this.header.device;
  }

  /** Which disk the address is that it names. */
  isOnDisk(disk: Fact): void {
    this.#facts.keepFact(disk);
  }

  /** Whether it names this task as the one that it is about. */
  isOfTask(pid: number): boolean {
    return this.#task.pid === pid;
  }

  /** Whether its header, if it names a processor or a task, names these. */
  mayBeOn(read: { cpu: number | null; pid: number }): boolean {
    const { cpu, pid } = this.#task;
    return (cpu === null || cpu === read.cpu) && (pid === null || pid === read.pid);
  }

  /**
   * Whether a WARNING is how this report ends: from 6.12 on SLUB warns where it dumped the stack before
   * (mm/slub.c, object_err and __slab_err), so that whoever lets warnings panic is heard.
   */
  endsInWarning(opener: Opener, match: HeaderMatch): boolean {
    return (
      this.kind === 'slab-corruption' &&
      opener.kind === 'warn' &&
      !this.ended &&
      this.#task.pid === null &&
      /(?:^|\/)mm\/slub\.c$/.test(match.get('file') ?? '')
    );
  }

  /** Another header of the same report: the more specific one names it. */
  refine(opener: Opener, match: HeaderMatch, line: LogLine): void {
    if (opener.rank > this.rank) {
      this.kind = opener.kind;
      this.rank = opener.rank;
      this.#titleTemplate = opener.title;
      this.#about = opener.about ?? null;
      this.#severity = opener.severity ?? null;
    }
    if (this.#headers.length < mostHeaders) this.#headers.push(line.text);
    this.header.read(this.kind, opener, match, line);
    this.#extend(line);
  }

  /** Whether the report began with this line already: a console wrote it twice. */
  hasHeader(text: string): boolean {
    return this.#headers.includes(text);
  }

  /**
   * A decoded header names functions that the compiler put into another one first, a line each:
   * `WARNING: … at file.c:12 inner file.h:3 [inline]`, `WARNING: … at file.c:12 outer+0x1/0x2 file.c:12`.
   */
  goesOnWithHeader(line: LogLine): boolean {
    return isInline(this.#headers.at(-1)!) && line.number - this.lastLine <= 2;
  }

  /** The same line again, or another line of the same failure: the more specific names it. */
  repeat(opener: Opener, match: HeaderMatch, line: LogLine): void {
    if (opener.rank > this.rank) {
      this.rank = opener.rank;
      this.#titleTemplate = opener.title;
      this.#severity = opener.severity ?? null;
    } else if (opener.rank === this.rank) this.repeats++;
    this.addDetail(opener, match, line);
  }

  /** A line that says more of this failure. */
  addDetail(opener: Opener, match: HeaderMatch, line: LogLine): void {
    this.lastLine = Math.max(this.lastLine, line.number);
    this.#lastText = line.text;
    this.header.read(this.kind, opener, match, line);
  }

  /** The panic that this event led to, or (for an event that is a panic itself) its own words. */
  panicked(reason: string, words: PanicWords, line: LogLine): void {
    this.panic = reason;
    if (words.renames) {
      this.kind = words.kind;
      this.#titleTemplate = words.title;
    }
    this.#panicAt = line;
    this.ended = false;
    if (this.hasTrace) this.#trace.closed = true;
    this.#extend(line);
  }

  /** The event is this panic: what follows is its own body. */
  panicIs(reason: string): void {
    this.panic = reason;
  }

  take(line: LogLine, read: ReportLine): void {
    this.#architecture ??= MachineReader.architectureOf(line.text);
    this.#extend(line);
    switch (read.is) {
      case 'cpu':
        this.#takeCpuLine(read, line);
        break;
      case 'taint':
        this.#task.readKernel(read);
        break;
      case 'hardware':
        this.#hardware ??= read.hardware.replace(/\s+/g, ' ');
        this.#facts.keep('hardware', read.hardware, line);
        break;
      case 'place':
        // Another processor's, asked for while the blocked task's report was printed; or the checker's own.
        if (cpuIsTheReporters.has(this.kind) || this.kind === 'slab-corruption') break;
        if (read.place && !read.user && (this.#panicAt === null || this.form === 'line')) {
          if (this.#trace.takePlace(read.place)) {
            this.#facts.keep('function', read.place.function, line);
            if (read.place.module) this.#facts.keep('module', read.place.module, line);
          }
        }
        if (this.#trace.hasFrames && read.user) this.#trace.closed = true;
        break;
      case 'stack':
        this.#trace.stack = read.stack;
        break;
      case 'frame':
        if (read.stack) this.#trace.stack = read.stack;
        this.#takeFrame(read.frame, line);
        break;
      case 'modules':
        this.#modules ??= new ModuleList(this.#facts);
        this.#modules.begin(read.modules, line);
        break;
      case 'task':
        if (this.#dumps.isPassing) break;
        this.#task.comm ??= read.comm;
        this.#task.pid ??= read.pid;
        if (read.cpu !== undefined) this.#task.cpu ??= read.cpu;
        break;
      case 'processor':
        if (!cpuIsTheReporters.has(this.kind) && !this.#dumps.isPassing)
          this.#task.cpu ??= read.cpu;
        break;
      case 'end':
        this.ended = true;
        this.#trace.closed = true;
        break;
      case 'detail':
        this.#takeDetail(line);
        break;
    }
  }

  /** Takes the second line of a header; false where it is none. */
  takesNext(line: LogLine): boolean {
    const name = this.#next;
    this.#next = null;
    const { values } = this.header;
    if (name === null || values[name] !== undefined) return false;
    // Lines of other speakers may stand in between.
    if (line.number !== this.first.number + 1 && line.caller === null) return false;
    values[name] = line.text.trim();
    this.#facts.keep(name, values[name], line);
    this.#extend(line);
    return true;
  }

  /** Takes a line that goes on with a wrapped module list; false where it is none. */
  takesModules(line: LogLine): boolean {
    if (this.#modules === null || !this.#modules.goOn(line)) return false;
    this.#extend(line);
    return true;
  }

  build(truncated: boolean): KernelEvent {
    // The header's own word for the place ("WARNING: … at foo") is closer than a repeated RIP.
    const { values, named } = this.header;
    const place = named ?? this.#trace.place;
    const site = this.kind === 'warn' ? warnSite(values.file, place?.function) : null;
    const subject = { ...this.#subject, ...(site && { about: site.about }) };
    const { guilty, module: guiltyModule } = findGuilty({
      subject,
      named,
      trace: this.#trace,
      locks: this.#locks,
    });
    const groups = this.header.forTitle();
    if (this.#access !== null) groups.access = this.#access;
    const event: KernelEvent = {
      kind: this.kind,
      severity: severityOf({
        kind: this.kind,
        severity: this.#severity,
        panic: this.panic,
        isNoFailure:
          this.kind === 'report-without-header' && !this.ended && this.#severity === null,
      }),
      title: '',
      lines: [this.first.number, this.lastLine],
      time: this.first.time,
      timestamp: this.first.timestamp,
      cpu: this.#task.cpu,
      // Who was killed, where nothing tells who had asked for memory.
      pid: this.#task.pid ?? (groups.victim_pid === undefined ? null : Number(groups.victim_pid)),
      comm: this.#task.comm ?? groups.victim ?? null,
      taint: this.#task.taint,
      function: place?.function ?? null,
      module: place ? place.module : guiltyModule,
      guilty,
      device: this.device,
      truncated,
      beginsCut: this.beginsCut,
      interleaved: this.interleaved,
      frames: this.#trace.frames,
      modules: this.#modules?.modules ?? [],
      facts: decodeFacts(
        reportFacts(this.#bodies, {
          architecture: this.#architecture,
          frames: this.#trace.frames,
          known: this.#facts.all,
        }),
        this.#task.kernel,
      ),
      kernel: this.#task.kernel,
      hardware: this.#hardware,
      architecture: this.#architecture,
      panic: this.panic,
      repeats: this.repeats,
      cause: null,
      host: this.first.host,
    };
    event.title = makeTitle(site?.title ?? this.#titleTemplate, groups, event);
    return event;
  }

  get #subject(): Subject {
    return { kind: this.kind, about: this.#about ?? this.kind };
  }

  get #gathers(): boolean {
    return consistsOfOthers.has(this.kind);
  }

  get #locks(): LockPlaces {
    this.#locksSoFar ??= new LockPlaces();
    return this.#locksSoFar;
  }

  get #trace(): TraceReader {
    this.#traceSoFar ??= new TraceReader();
    return this.#traceSoFar;
  }

  get hasTrace(): boolean {
    return this.#traceSoFar?.hasFrames ?? false;
  }

  /** Whether more of it was to come: asked where the log ends in it. */
  get stopsShort(): boolean {
    if (this.ended || this.form === 'line') return false;
    return stopsShort({
      kind: this.kind,
      panic: this.panic,
      hasTrace: this.hasTrace,
      text: this.#lastText,
    });
  }

  #extend(line: LogLine): void {
    for (const body of this.#bodies) body.take(line);
    this.lastLine = Math.max(this.lastLine, line.number);
    this.#lastText = line.text;
    this.foreign = 0;
  }

  #takeCpuLine(read: CpuLine, line: LogLine): void {
    if (this.kind === 'rcu-stall' && this.#dumps.isPassing) return;
    this.#dumps.isPassing = false;
    if (cpuIsTheReporters.has(this.kind) && this.#task.comm !== null) {
      this.#task.readKernel(read);
      return;
    }
    // The header may have named the task already; a place that a mail broke off it is no body.
    const first =
      !this.hasBody ||
      (this.#task.pid === null && (this.#task.cpu === null || this.#task.cpu === read.cpu)) ||
      (this.#task.comm === null && this.#task.pid === read.pid);
    this.hasBody = true;
    if (!first) return;
    this.#task.readCpuLine(read, line, this.#facts);
  }

  #takeFrame(frame: Omit<Frame, 'stack' | 'line'>, line: LogLine): void {
    this.hasBody = true;
    if (this.#dumps.isPassing) return;
    if (this.kind === 'lockdep' && frame.reliable)
      this.#locks.readFrame(frame, (name) => isHelper(this.#subject, name));
    const caller = this.#trace.takesFrames ? readCaller(line.text) : null;
    this.#trace.takeFrame(frame, line.number, caller);
  }

  #takeDetail(line: LogLine): void {
    const text = line.text;
    // The last words of panic(): whatever the machine does next, the report is whole.
    if (this.panic !== null && /^(?:Kernel Offset|Rebooting in|Memory Limit)/.test(text))
      this.ended = true;
    this.#trace.takeHeading(text, this.#gathers);
    if (this.kind === 'lockdep') this.#locks.read(text);
    if (this.kind === 'lockdep' && /^(?:-> #\d|stack backtrace:)/.test(text)) {
      // The chain of locks taken earlier is not this task's trace; the last one printed is.
      this.#trace.restart();
    }
    const last =
      text.includes('fn=') || text.includes('function: ') ? lastFunction.exec(text) : null;
    if (last) {
      this.header.values.last ??= last[1]!;
      this.header.named ??= unplaced(last[1]!);
    }
    if (this.kind === 'rcu-stall') {
      const stalled = this.#dumps.read(text);
      if (stalled !== null) this.#task.readGroup('cpu', stalled);
    }
    const access = text[0] === 'R' || text[0] === 'W' ? accessLine.exec(text) : null;
    if (access) this.#access ??= access[1]!;
    this.#facts.readRegisters(line);
    this.#modules?.readNext(line);
  }
}
