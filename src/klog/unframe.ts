// Takes off what other programs put in front of the kernel's words.
//
//   <4>[   12.345678][ T123] BUG: kernel NULL pointer dereference, address: 0000000000000040
//   ^^^ level
//      ^^^^^^^^^^^^^^ time    ^ here the kernel begins to speak
//                    ^^^^^^^ caller (CONFIG_PRINTK_CALLER)
//
// In: one pasted line. Out: the message, the column at which it begins, and what the frames said.
// A line can wear several frames at once (a console server's stamp before syslog's before dmesg's),
// so frames are taken off one after the other until none is left. Each is anchored at the front of
// what is left and has no repetition inside a repetition, so the time is linear in the line.
// Sources: kernel/printk/printk.c (print_prefix, print_caller), util-linux sys-utils/dmesg.c,
// Documentation/ABI/testing/dev-kmsg, RFC 3164, systemd journalctl(1) output modes.

import type { Framing } from '../model/kernel-log.ts';

export interface Unframed {
  text: string;
  /** Columns taken off the front, in UTF-16 units. */
  offset: number;
  time: number | null;
  timestamp: string | null;
  caller: string | null;
  /** A frame that only a kernel log has (time since boot, `kernel:` tag, a kmsg record). */
  fromKernel: boolean;
  framing: Framing[];
}

interface Frame {
  name: Framing;
  pattern: RegExp;
  fromKernel: boolean;
  /** The rest of the line was said by another program than the kernel. */
  read?: (groups: Record<string, string | undefined>, into: Unframed) => void;
}

const frames: Frame[] = [
  // `[   12.345678] `, also `[12.345678] ` and, from RHEL's and some vendors' kernels, without the blank.
  {
    name: 'dmesg',
    pattern: /^\[ {0,7}(?<time>\d{1,10}\.\d{6})\](?: {1,2}(?=\[\d{1,3}: )| ?)/,
    fromKernel: true,
    read: (g, into) => {
      into.time = Number(g.time);
    },
  },
  { name: 'level', pattern: /^<\d{1,3}>/, fromKernel: false },
  {
    name: 'caller',
    pattern: /^\[ {0,8}(?<caller>[TC]\d{1,10})\] ?/,
    fromKernel: true,
    read: (g, into) => {
      into.caller = g.caller ?? null;
    },
  },
  // `[Tue Nov  3 10:11:12 2026] ` (dmesg -T)
  {
    name: 'dmesg-t',
    pattern: /^\[(?<day>[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})\] ?/,
    fromKernel: true,
    read: (g, into) => {
      into.timestamp = isoFromCtime(g.day ?? '');
    },
  },
  // `kern  :err   : [   12.345678] ` (dmesg -x)
  {
    name: 'dmesg-x',
    pattern:
      /^(?:kern|user|mail|daemon|auth|syslog) {0,4}:(?:emerg|alert|crit|err|warn|notice|info|debug) {0,3}: /,
    fromKernel: true,
  },
  // `6,1234,5678901,-;` (/dev/kmsg); the time is in microseconds
  {
    name: 'kmsg',
    pattern:
      /^\d{1,4},\d{1,10},(?<us>\d{1,16}),[-c+](?:,caller=(?<caller>[TC]\d{1,10}))?(?:,[a-z]\w*=[^;,]{1,40})*;/,
    fromKernel: true,
    read: (g, into) => {
      into.time = Number(g.us) / 1e6;
      if (g.caller) into.caller = g.caller;
    },
  },
  // `Nov  3 10:11:12 host kernel: ` and `Nov  3 10:11:12 host kernel[0]: `
  {
    name: 'syslog',
    pattern:
      /^(?:[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d(?:\.\d{1,9})?) (?:[^\s:]{1,255} )?kernel(?:\[\d{1,7}\])?: ?/,
    fromKernel: true,
  },
  // `2026-11-03T10:11:12.345678+0100 host kernel: ` (journalctl -o short-iso, rsyslog's ISO form)
  {
    name: 'journal-iso',
    pattern:
      /^(?<iso>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?) (?:[^\s:]{1,255} )?kernel(?:\[\d{1,7}\])?: ?/,
    fromKernel: true,
    read: (g, into) => {
      into.timestamp = g.iso ?? null;
    },
  },
  // Console servers and `ts`: a wall clock, bare or in brackets, before the kernel's own stamp.
  {
    name: 'console-stamp',
    pattern:
      /^\[?(?<iso>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)\]?:? (?=\[ {0,7}\d{1,10}\.\d{6}\]|<\d{1,3}>\[)/,
    fromKernel: false,
    read: (g, into) => {
      into.timestamp = g.iso ?? null;
    },
  },
  // `[3:      swapper/0:    1] `: processor, task and PID, as vendors' kernels for phones add them.
  {
    name: 'caller',
    pattern: /^\[\d{1,3}: {0,16}[^\]:]{1,24}(?::\d{1,4})?: {0,8}\d{1,7}\] /,
    fromKernel: true,
  },
  // rsyslog and netconsole receivers keep the tag alone.
  { name: 'syslog', pattern: /^kernel: ?(?=\[ {0,7}\d{1,10}\.\d{6}\])/, fromKernel: true },
];

/** Frames nest at most this deep in any log that was seen; a bound keeps hostile lines linear. */
const deepest = 6;

export function unframe(line: string): Unframed {
  const result: Unframed = {
    text: line,
    offset: 0,
    time: null,
    timestamp: null,
    caller: null,
    fromKernel: false,
    framing: [],
  };
  const json = line.charCodeAt(0) === 123 ? journalRecord(line) : null;
  if (json !== null) {
    Object.assign(result, json);
    return result;
  }

  let rest = line;
  if (rest.includes('\u001b')) {
    const plain = rest.replace(terminalEscapes, '');
    if (plain !== rest) {
      result.framing.push('ansi');
      // The column is that of the first character that survived; inside the message it may drift.
      result.offset = rest.length - plain.length;
      rest = plain;
    }
  }
  rest = takeFrames(rest, result);
  if (result.offset === 0) {
    // Another program wrote to the console without ending its line: `ok 1 futex[  347.411307] BUG: …`
    const glued = rest.slice(0, 512).search(gluedStamp);
    if (glued > 0) {
      result.offset += glued;
      rest = takeFrames(rest.slice(glued), result);
    }
  }
  result.text = rest;
  return result;
}

const gluedStamp = /\[ {0,6}\d{1,7}\.\d{6}\](?: |\[ {0,8}[TC]\d{1,10}\] )(?=[A-Za-z\-[(])/;

/** ECMA-48 control sequences, as serial consoles and `dmesg --color` write them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
const terminalEscapes = /\u001b(?:\[[0-?]{0,32}[ -/]{0,4}[@-~]|[@-Z\\-_])/g;

function takeFrames(line: string, into: Unframed): string {
  let rest = line;
  for (let depth = 0; depth < deepest; depth++) {
    const frame = takeFrame(rest, into);
    if (frame === 0) break;
    rest = rest.slice(frame);
    into.offset += frame;
  }
  return rest;
}

function takeFrame(rest: string, into: Unframed): number {
  const first = rest.charCodeAt(0);
  // All frames begin with `[`, `<`, a digit or a letter: most kernel words cost this one test.
  if (!(first === 91 || first === 60 || isDigit(first) || isLetter(first))) return 0;
  for (const frame of frames) {
    const match = frame.pattern.exec(rest);
    if (match === null) continue;
    frame.read?.(match.groups ?? {}, into);
    if (frame.fromKernel) into.fromKernel = true;
    if (!into.framing.includes(frame.name)) into.framing.push(frame.name);
    return match[0].length;
  }
  return 0;
}

/** `journalctl -o json`: one object a line. Only the kernel's own records have the kernel transport. */
function journalRecord(line: string): Partial<Unframed> | null {
  if (!line.includes('"MESSAGE"')) return null;
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof record !== 'object' || record === null) return null;
  const fields = record as Record<string, unknown>;
  const message = fields.MESSAGE;
  if (typeof message !== 'string') return null;
  const kernel = fields._TRANSPORT === 'kernel' || fields.SYSLOG_IDENTIFIER === 'kernel';
  const monotonic = Number(fields._SOURCE_MONOTONIC_TIMESTAMP ?? Number.NaN);
  const wall = Number(fields.__REALTIME_TIMESTAMP ?? Number.NaN);
  const start = line.indexOf('"MESSAGE"') + '"MESSAGE"'.length;
  return {
    text: kernel ? message : '',
    offset: Math.max(0, line.indexOf('"', start) + 1),
    time: Number.isFinite(monotonic) ? monotonic / 1e6 : null,
    timestamp: Number.isFinite(wall) ? isoFromMicroseconds(wall) : null,
    fromKernel: kernel,
    framing: ['journal-json'],
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Tue Nov  3 10:11:12 2026` → `2026-11-03T10:11:12`; null where it is no date. */
function isoFromCtime(ctime: string): string | null {
  const month = months.indexOf(ctime.slice(4, 7)) + 1;
  if (month === 0) return null;
  const day = ctime.slice(8, 10).trim().padStart(2, '0');
  return `${ctime.slice(-4)}-${String(month).padStart(2, '0')}-${day}T${ctime.slice(11, 19)}`;
}

function isoFromMicroseconds(us: number): string | null {
  const ms = us / 1000;
  return Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : null;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
