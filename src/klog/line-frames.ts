// What other programs put in front of the kernel's words, a row a program.
//
// Each pattern is anchored at the front of what is left of the line and has no repetition inside a
// repetition. To teach the reader a frame, add a row and a line to test/klog/unframe.test.ts.
// Sources: kernel/printk/printk.c (print_prefix, print_caller), util-linux sys-utils/dmesg.c (-d, -H,
// -T, -x, --time-format), Documentation/ABI/testing/dev-kmsg, Documentation/networking/netconsole.rst,
// RFC 3164, RFC 5424, journalctl(1) output modes, the CRI logging format of Kubernetes, logcat(1).

import type { Framing } from '../model/kernel-log.ts';
import type { Unframed } from './unframe.ts';

export interface LineFrame {
  name: Framing;
  pattern: RegExp;
  /** Which characters the frame may begin with; a line that begins otherwise is not tried. */
  starts: RegExp;
  /** Words that stand in every line with this frame, where there are such. */
  holds?: string;
  /** Only a kernel log has this frame. */
  fromKernel: boolean;
  /**
   * Takes the frame without its pattern, where it is as plain as nearly always: its length; -1 where the line
   * has no such frame; 0 where the pattern has to say, which makes an object of its groups each time.
   */
  readPlain?: (rest: string, into: Unframed) => number;
  /** Takes what the frame says. */
  read?: (groups: Record<string, string | undefined>, into: Unframed) => void;
}

const time = String.raw`\[ {0,7}\d{1,10}\.\d{6}\]`;
const wallClock = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|[+-]\d\d:?\d\d))?`;
const host = String.raw`[^\s:]{1,255}`;
/** The kernel's own frame, which must follow a stamp that other programs' lines may wear as well. */
const ahead = String.raw`(?=${time}|<\d{1,3}>|\d{1,4},\d{1,10},\d{1,16},[-c+][,;])`;
const takeTimestamp: LineFrame['read'] = (groups, into) => {
  into.timestamp ??= groups.iso ?? null;
};
/** `kern.err` stands where a host's name may stand, and changes from line to line. */
const facility = /^[a-z]{3,8}\d?\.[a-z]{3,7}$/;
const takeHost: LineFrame['read'] = (groups, into) => {
  takeTimestamp(groups, into);
  const name = groups.host;
  if (name !== undefined && !facility.test(name)) into.host ??= name;
};

/**
 * What a text's way here put in front of a line's frames: an indentation, a line number, a byte order
 * mark, what a console spilled before the kernel spoke, the marks by which a forum sets it in bold or as
 * code. The first line of a selection may have lost the bracket of its stamp.
 */
export const lead = new RegExp(
  String.raw`^[\s\0\ufeff|*\x60]{0,16}(?:\d{1,7}[:|]?[ \t]{1,4})?(?=${time}|<\d{1,3}>\[|\d{1,10}\.\d{6}\] |\[[A-Z][a-z]{2} )`,
);

export const frames: readonly LineFrame[] = [
  // `[   12.345678] `, also `[12.345678] ` and, from RHEL's and some vendors' kernels, without the blank;
  // `[   12.345678 <    0.000123>] ` (dmesg -d)
  {
    name: 'dmesg',
    starts: /\[/,
    pattern:
      /^\[ {0,7}(?<time>\d{1,10}\.\d{6})(?: < {0,8}\d{1,8}\.\d{6}>)?\](?: {1,2}(?=\[\d{1,3}: )| ?)/,
    fromKernel: true,
    readPlain: readStamp,
    read: (groups, into) => {
      into.time = Number(groups.time);
    },
  },
  // `12.345678] `: the selection began one character too late
  {
    name: 'dmesg',
    starts: /\d/,
    holds: '] ',
    pattern: /^(?<time>\d{1,10}\.\d{6})\] /,
    fromKernel: true,
    read: (groups, into) => {
      into.time = Number(groups.time);
    },
  },
  // `<48> 3d 01 f0 …` is no level but the marked byte of a `Code:` line that was wrapped.
  {
    name: 'level',
    starts: /[<&]/,
    pattern: /^(?:<\d{1,3}>|&lt;\d{1,3}&gt;)(?!1 |(?: [0-9a-f]{2}){3})/,
    fromKernel: false,
  },
  {
    name: 'caller',
    starts: /\[/,
    pattern: /^\[ {0,8}(?<caller>[TC]\d{1,10})\] ?/,
    fromKernel: true,
    readPlain: readSpeaker,
    read: (groups, into) => {
      into.caller = groups.caller ?? null;
    },
  },
  // `[Tue Nov  3 10:11:12 2026] ` (dmesg -T), `[Tue Nov  3 10:11:12 UTC 2026] ` (crash's log -T), with
  // the names of days and months that the person's locale has
  {
    name: 'dmesg-t',
    starts: /\[/,
    holds: ':',
    pattern:
      /^\[(?<day>[\p{L}.]{1,6} [\p{L}\d.]{2,6} {1,2}\d{1,2} \d\d:\d\d:\d\d (?:[A-Z]{2,5} )?\d{4})\] ?/u,
    fromKernel: true,
    read: (groups, into) => {
      into.timestamp = isoFromCtime(groups.day ?? '');
    },
  },
  // `[Nov 3 10:11] `, `[Nov03 10:11] ` and `[  +0.000003] ` (dmesg -H), `[<    0.000003>] ` (delta); with
  // the order, the month's name and the decimal comma of the person's locale
  {
    name: 'dmesg-h',
    starts: /\[/,
    pattern:
      /^\[(?:\p{L}[\p{L}.]{1,5} {0,2}\d{1,2} \d\d:\d\d| ?\d{1,2}\.? \p{L}[\p{L}.]{1,5} \d\d:\d\d| {0,8}\+ {0,8}\d{1,8}[.,]\d{6}|< {0,8}\d{1,8}[.,]\d{6}>)\] ?/u,
    fromKernel: true,
  },
  // `2026-11-03T10:11:12,345678+01:00 ` (dmesg --time-format iso); nothing else writes this comma
  {
    name: 'dmesg-iso',
    starts: /\d/,
    pattern: /^(?<iso>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{6}[+-]\d\d:\d\d) (?!\S{1,255} kernel)/,
    fromKernel: true,
    read: takeTimestamp,
  },
  // `kern  :err   : [   12.345678] ` (dmesg -x)
  {
    name: 'dmesg-x',
    starts: /[kumdas]/,
    holds: ': ',
    pattern:
      /^(?:kern|user|mail|daemon|auth|syslog) {0,4}:(?:emerg|alert|crit|err|warn|notice|info|debug) {0,3}: /,
    fromKernel: true,
  },
  // `6,1234,5678901,-;` (/dev/kmsg, netconsole extended, with the release in front where it is asked
  // for); the time is in microseconds
  {
    name: 'kmsg',
    starts: /\d/,
    holds: ';',
    pattern:
      /^(?:\d{1,2}\.\d{1,3}\.[^\s,]{1,64},)?\d{1,4},\d{1,10},(?<us>\d{1,16}),[-c+](?:,caller=(?<caller>[TC]\d{1,10}))?(?:,[a-z]\w*=[^;,]{1,40})*;/,
    fromKernel: true,
    read: (groups, into) => {
      into.time = Number(groups.us) / 1e6;
      if (groups.caller) into.caller = groups.caller;
    },
  },
  // `Nov  3 10:11:12 host kernel: `, `… host kernel[0]: `, `… host kern.err kernel: `, with a year or not
  {
    name: 'syslog',
    starts: /[\p{L}\d.]/u,
    holds: ' kernel',
    pattern: new RegExp(
      String.raw`^(?:[\p{L}.]{1,6} )?[\p{L}\d.]{2,6} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,9})?(?: \d{4})? {1,2}(?:(?<host>${host}) )?(?:[a-z]{3,8}\d?\.[a-z]{3,7} )?kernel(?:\[\d{1,7}\])?: ?`,
      'u',
    ),
    fromKernel: true,
    read: takeHost,
  },
  // `<3>1 2026-11-03T10:11:12.345Z host kernel - - - ` (RFC 5424), its priority left out in files
  {
    name: 'syslog',
    starts: /[<\d]/,
    holds: ' kernel ',
    pattern: new RegExp(
      String.raw`^(?:<\d{1,3}>1 )?(?<iso>${wallClock}) (?<host>${host}) kernel \S{1,48} \S{1,32} (?:-|\[[^\]]{0,400}\]) ?`,
    ),
    fromKernel: true,
    read: takeHost,
  },
  // `2026-11-03T10:11:12.345678+0100 host kernel: ` (journalctl -o short-iso, rsyslog's ISO form),
  // `Tue 2026-11-03 10:11:12 CET host kernel: ` (journalctl -o short-full)
  {
    name: 'journal-iso',
    starts: /[A-Z\d]/,
    holds: ' kernel',
    pattern: new RegExp(
      String.raw`^(?:[A-Z][a-z]{2} )?(?<iso>${wallClock})(?: [A-Z]{2,5})? (?:(?<host>${host}) )?(?:[a-z]{3,8}\d?\.[a-z]{3,7} )?kernel(?:\[\d{1,7}\])?: ?`,
    ),
    fromKernel: true,
    read: takeHost,
  },
  // `[   12.345678] host kernel: ` (journalctl -o short-monotonic): the time was taken off before
  {
    name: 'journal-monotonic',
    starts: /[A-Za-z\d]/,
    holds: ' kernel',
    pattern: /^(?<host>[\w.-]{1,255}) kernel(?:\[\d{1,7}\])?: /,
    fromKernel: true,
    read: takeHost,
  },
  // `1762161072.345678 host kernel: ` (journalctl -o short-unix)
  {
    name: 'journal-unix',
    starts: /\d/,
    holds: ' kernel',
    pattern: new RegExp(String.raw`^\d{9,11}\.\d{6} (?<host>${host}) kernel(?:\[\d{1,7}\])?: ?`),
    fromKernel: true,
    read: takeHost,
  },
  // journalctl -o export writes a field a line
  { name: 'journal-export', starts: /M/, pattern: /^MESSAGE=(?=\S)/, fromKernel: false },
  // `[pod/guest-0/console] `, `guest-1  | `, `build<tab>Boot<tab>2026-…`: whose output it is (kubectl,
  // docker compose, GitHub's command line)
  {
    name: 'container',
    pattern: /^\[pod\/[\w.-]{1,253}\/[\w.-]{1,64}\] /,
    starts: /\[/,
    fromKernel: false,
  },
  {
    name: 'container',
    pattern: /^[a-z][\w.-]{0,60}[_-]\d{1,3} {1,32}\| /,
    starts: /[a-z]/,
    holds: ' | ',
    fromKernel: false,
  },
  {
    name: 'container',
    pattern: new RegExp(String.raw`^[^\t]{1,100}\t[^\t]{1,100}\t(?=${wallClock})`),
    starts: /[^\t]/,
    holds: '\t',
    fromKernel: false,
  },
  // Console servers, CI runners, containers (`… stderr F `, GitLab's ` 00O `), terminal programs and
  // `ts`: a wall clock, perhaps a host, before the kernel's own frame
  {
    name: 'console-stamp',
    starts: /[[\d]/,
    holds: '-',
    pattern: new RegExp(
      String.raw`^\[?(?<iso>${wallClock})\]?:?(?: (?:stdout|stderr) [FP]| [0-9a-f]{2}[OE])?(?: ${host}(?= ))?[ +]{0,2}${ahead}`,
    ),
    fromKernel: false,
    read: takeTimestamp,
  },
  // … and where the kernel has none, only a stamp that leaves no doubt
  {
    name: 'console-stamp',
    starts: /[[\d]/,
    holds: '-',
    pattern:
      /^\[?(?<iso>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d))\]?(?: (?:stdout|stderr) [FP]| [0-9a-f]{2}[OE][ +])? /,
    fromKernel: false,
    read: takeTimestamp,
  },
  {
    name: 'console-stamp',
    starts: /[A-Z[\d]/,
    holds: ':',
    pattern: new RegExp(
      String.raw`^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?: ${host})?|\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?) {1,2}${ahead}`,
    ),
    fromKernel: false,
  },
  // `11-03 10:11:12.345     0     0 W kernel  : `, `11-03 10:11:12.345 W/kernel  (    0): ` (logcat)
  {
    name: 'logcat',
    starts: /[VDIWEFr\d]/,
    holds: 'ernel',
    pattern:
      /^(?:\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {1,6})?(?:(?:(?:root|\d{1,7}) {1,6}){0,3}[VDIWEF] [kK]ernel {0,8}: |[VDIWEF]\/[kK]ernel {0,8}\( {0,6}\d{1,7}\): )/,
    fromKernel: true,
  },
  // `[   26.328023 / 09-26 13:22:37.707][2][662][ndroid.systemui] `: also the wall clock and the
  // processor, on the phones of one maker of chips
  {
    name: 'dmesg',
    starts: /\[/,
    holds: ' / ',
    pattern:
      /^\[ {0,7}(?<time>\d{1,10}\.\d{6}) \/ \d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\]\[\d{1,3}\]\[\d{1,7}\]\[[^\]]{1,24}\] ?/,
    fromKernel: true,
    read: (groups, into) => {
      into.time = Number(groups.time);
    },
  },
  // `11-03 10:11:12.345     0     0 E         : `: no process, no thread and no tag (AOSP's liblog,
  // FORMAT_THREADTIME, of a message in which logd found no tag)
  {
    name: 'logcat',
    starts: /\d/,
    holds: '         : ',
    pattern: /^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {1,6}(?:root {1,6})?0 {1,6}0 [VDIWEF] {9}: /,
    fromKernel: true,
  },
  // `[3:      swapper/0:    1] `, `(1)[92:insmod]`: processor, task and PID, as vendors' kernels for phones
  // add them
  {
    name: 'caller',
    starts: /[[( .-]/,
    pattern:
      /^(?:\[\d{1,3}: {0,16}[^\]:]{1,24}(?::\d{1,4})?: {0,8}\d{1,7}\] |[ .-]?\(\d{1,2}\)\[\d{1,7}:[^\]]{1,24}\])/,
    fromKernel: true,
  },
  // `10:11:12,345 WARNING kernel:` (anaconda's log of the kernel's words), `10:11:12 kernel: ` (a journal
  // without its dates and its host)
  {
    name: 'syslog',
    starts: /\d/,
    holds: ' kernel:',
    pattern: /^\d\d:\d\d:\d\d(?:,\d{3} [A-Z]{3,9}|) kernel: ?/,
    fromKernel: true,
  },
  // rsyslog and netconsole receivers keep the tag alone, and who takes the host's name off a journal
  {
    name: 'syslog',
    starts: /k/,
    pattern: new RegExp(`^kernel: ?(?=${time})|^kernel: `),
    fromKernel: true,
  },
  // a quoted mail; `>ffff8881…: 00 fc` is KASAN's mark
  {
    name: 'quoted',
    starts: /[>&]/,
    pattern: /^(?:(?:>|&gt;) ?){1,12}(?! {0,2}[0-9a-f]{8,16}: )/,
    fromKernel: false,
  },
];

/** `[   12.345678] `, and behind it words that are no other frame. */
function readStamp(rest: string, into: Unframed): number {
  const from = behindBlanks(rest, 1, 7);
  const point = behindDigits(rest, from, 10);
  if (point === from || rest.charCodeAt(point) !== 46) return -1;
  const end = behindDigits(rest, point + 1, 6);
  if (end !== point + 7) return -1;
  if (rest.charCodeAt(end) !== 93) return 0;
  const next = rest.charCodeAt(end + 2);
  const isBlank = rest.charCodeAt(end + 1) === 32;
  if (isBlank && (next === 32 || next === 91)) return 0;
  into.time = Number(rest.slice(from, end));
  return isBlank ? end + 2 : end + 1;
}

/** `[ T123] ` */
function readSpeaker(rest: string, into: Unframed): number {
  const from = behindBlanks(rest, 1, 8);
  const letter = rest.charCodeAt(from);
  const end = behindDigits(rest, from + 1, 10);
  if ((letter !== 84 && letter !== 67) || end === from + 1 || rest.charCodeAt(end) !== 93)
    return -1;
  into.caller = rest.slice(from, end);
  return rest.charCodeAt(end + 1) === 32 ? end + 2 : end + 1;
}

function behindBlanks(text: string, from: number, most: number): number {
  let at = from;
  while (at < from + most && text.charCodeAt(at) === 32) at++;
  return at;
}

function behindDigits(text: string, from: number, most: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); at < from + most && code >= 48 && code <= 57; )
    code = text.charCodeAt(++at);
  return at;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Tue Nov  3 10:11:12 2026` → `2026-11-03T10:11:12`; null where it names no English month. */
function isoFromCtime(ctime: string): string | null {
  const [, name, day, clock, ...rest] = ctime.split(/ {1,2}/);
  const month = months.indexOf(name ?? '') + 1;
  if (month === 0 || day === undefined || clock === undefined) return null;
  return `${rest.at(-1)}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}T${clock}`;
}
