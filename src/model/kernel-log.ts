// A pasted text, read: which machine spoke, and what went wrong, each fact with the place in the
// text that it came from.

/** Where a fact stands in the pasted text: line from 1, columns from 1 in UTF-16 units, end excluded. */
export interface LogSpan {
  line: number;
  start: number;
  end: number;
}

export type Severity = 'fatal' | 'failure' | 'notice';

export type Framing =
  | 'plain'
  | 'dmesg'
  | 'dmesg-t'
  | 'dmesg-x'
  | 'kmsg'
  | 'syslog'
  | 'journal-iso'
  | 'journal-json'
  | 'journal-monotonic'
  | 'journal-unix'
  | 'journal-export'
  | 'dmesg-h'
  | 'dmesg-iso'
  | 'container-json'
  | 'container'
  | 'dmesg-json'
  | 'logcat'
  | 'quoted'
  | 'level'
  | 'caller'
  | 'pstore'
  | 'netconsole'
  | 'console-stamp'
  | 'ansi'
  | 'crlf';

export interface Frame {
  function: string;
  /** Bytes into the function, and its size; null where the log shows a bare address. */
  offset: number | null;
  size: number | null;
  module: string | null;
  /** False for frames printed with `? `: stale words found on the stack. */
  reliable: boolean;
  /** Set where the compiler had put it into the next frame and a decoder took it out again. */
  inlined?: true;
  stack: 'task' | 'irq' | 'nmi' | 'exception';
  line: number;
}

export interface LoadedModule {
  name: string;
  /** Taint letters and +/-: `OE+` in `kfail(OE+)`. */
  flags: string;
}

/** A fact with its place; `meaning` where a person would have to look it up. */
export interface Fact {
  name: string;
  value: string;
  meaning: string | null;
  at: LogSpan;
}

/** The earlier event that another follows from, by its index, and why that is believed. */
export interface EventCause {
  event: number;
  because: string;
}

export interface KernelEvent {
  /** Slug of content/vocabulary/kinds.json. */
  kind: string;
  severity: Severity;
  /** In the style kernel developers search for. */
  title: string;
  /** First and last line of its report. */
  lines: [number, number];
  /** Seconds since boot; null where the log shows none. */
  time: number | null;
  /** ISO 8601, where the log shows a wall clock. */
  timestamp: string | null;
  cpu: number | null;
  pid: number | null;
  comm: string | null;
  /**
   * Letters of this report, sorted, without G; `""`: "Not tainted", here or in a later report of the
   * same boot; null: nothing says.
   */
  taint: string | null;
  /** Where the processor was, or the reporting function. */
  function: string | null;
  module: string | null;
  /** Who is to blame, once reporting and core functions are skipped. */
  guilty: string | null;
  device: string | null;
  /** The log ends, or was cut, inside this report. */
  truncated: boolean;
  /** The log begins inside this report: the header that says what failed is missing. */
  beginsCut: boolean;
  /** Lines of another report stand among its own, and nothing says whose frames are whose. */
  interleaved: boolean;
  frames: Frame[];
  modules: LoadedModule[];
  facts: Fact[];
  /** Kernel release that the report itself names, if it does. */
  kernel: string | null;
  hardware: string | null;
  /** As the registers' names tell it. */
  architecture: string | null;
  /** Text after `Kernel panic - not syncing: ` that this event led to; null if it led to none. */
  panic: string | null;
  /** How often the same line was said about the same device. */
  repeats: number;
  /** What led to it, as far as the log shows. */
  cause: EventCause | null;
  /** Whose kernel it is, where the log says so. */
  host: string | null;
}

/** A machine by its name, and the first line that says it. */
export interface NamedHost {
  name: string;
  line: number;
}

export interface Machine {
  kernel: string | null;
  architecture: string | null;
  hardware: string | null;
  distribution: string | null;
  /** Its name; null where the log gives none, or several. */
  host: string | null;
  /** All whose kernels speak in this log, as far as they said something of note. */
  hosts: NamedHost[];
}

export interface KernelLog {
  name: string;
  lineCount: number;
  byteCount: number;
  framing: Framing[];
  machine: Machine;
  events: KernelEvent[];
  /** Events beyond the most that are told one by one. */
  eventsLeftOut: number;
  /** Index of the event to act on first; null when there is none. */
  primary: number | null;
  /** Any kernel message at all was seen: a healthy boot is told from a recipe for soup. */
  fromKernel: boolean;
  /** Nothing but blanks, or nothing at all. */
  isBlank: boolean;
  /** It begins with what is no text: a picture, a database, a memory dump. */
  looksBinary: boolean;
  /** Line `number` (from 1) with its framing taken off; empty where `raw` is null. */
  line(number: number): LogLine;
  /** Line `number` (from 1) as pasted; null where the text has no such line or does not hold it. */
  raw(number: number): string | null;
}

export interface LogLine {
  /** Line in the pasted text, from 1. */
  number: number;
  /** The kernel's words alone. */
  text: string;
  /** Column, from 1, of the pasted line at which `text` begins. */
  column: number;
  /** Terminal escapes that stood inside `text` and are not part of it, and those that spell a character. */
  escapes: readonly { before: number; length: number; spells?: true }[];
  time: number | null;
  timestamp: string | null;
  /** Who was talking, where the kernel says so: `T123`, `C1`. */
  caller: string | null;
  /** Whose kernel it is, where the frame says so: the host of a syslog that several machines write to. */
  host: string | null;
  /** The line wears a frame that only kernel logs have. */
  fromKernel: boolean;
  /** Column behind its pasted line, where a screen or a mail broke it and the rest stands in the next. */
  end?: number;
}
