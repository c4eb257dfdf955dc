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
// The frames themselves are a table: line-frames.ts.

import type { Framing } from '../model/kernel-log.ts';
import { frames, type LineFrame, lead } from './line-frames.ts';
import { readRecord } from './line-records.ts';
import type { Escape } from './pasted-columns.ts';

export interface Unframed {
  text: string;
  /** Columns taken off the front, in UTF-16 units. */
  offset: number;
  time: number | null;
  timestamp: string | null;
  caller: string | null;
  host: string | null;
  /** A frame that only a kernel log has (time since boot, `kernel:` tag, a kmsg record). */
  fromKernel: boolean;
  framing: readonly Framing[];
  /** Terminal escapes inside `text`. */
  escapes: readonly Escape[];
}

/** Most lines wear no frame, or hold no escape: these are theirs, all of them. */
const noFraming: readonly Framing[] = [];
const noEscapes: readonly Escape[] = [];

/** Frames nest at most this deep in any log that was seen; a bound keeps hostile lines linear. */
const deepest = 6;

export function unframe(line: string): Unframed {
  const result: Unframed = {
    text: line,
    offset: 0,
    time: null,
    timestamp: null,
    caller: null,
    host: null,
    fromKernel: false,
    framing: noFraming,
    escapes: noEscapes,
  };
  const record = readRecord(line);
  if (record !== null) return record;

  let rest = line;
  let escapes = noEscapes;
  if (rest.includes('\u001b')) {
    [rest, escapes] = withoutEscapes(rest);
    if (escapes.length > 0) result.framing = ['ansi'];
  }
  if (rest !== '' && mayLead[startOf(rest)]) {
    const spilled = lead.exec(rest)?.[0].length ?? 0;
    result.offset += spilled;
    rest = rest.slice(spilled);
  }
  rest = takeFrames(rest, result);
  if (!result.fromKernel && rest.includes('[', 1) && rest.includes('] ', 1)) {
    // Another program wrote to the console without ending its line: `ok 1 futex[  347.411307] BUG: …`
    const glued = rest.slice(0, 512).search(gluedStamp);
    if (glued > 0) {
      result.offset += glued;
      rest = takeFrames(rest.slice(glued), result);
    }
  }
  if (result.framing.length === 0 || result.framing.at(-1) === 'quoted') {
    // A log without frames that a person indented; a trace's own lines may begin with blanks.
    const isQuoted = result.framing.length > 0;
    const isIndented = rest.startsWith(isQuoted ? ' ' : '  ') || rest.startsWith('\t');
    const indent = isIndented ? (indented.exec(rest)?.[0].length ?? 0) : 0;
    result.offset += indent;
    rest = rest.slice(indent);
  }
  result.text = rest;
  if (escapes.length > 0) {
    const { offset } = result;
    const inside: Escape[] = [];
    for (const { before, length } of escapes) {
      if (before <= offset) result.offset += length;
      else inside.push({ before: before - offset, length });
    }
    result.escapes = inside;
  }
  return result;
}

const indented =
  /^(?: {1,64}|\t{1,4})(?=BUG: |WARNING: |INFO: |CPU: \d|RIP: |EIP: |EIP is|PC is|LR is|pc : |lr : |NIP |Hardware name: |Call [Tt]race:|Code: |Modules linked in:|Oops: |Workqueue: |---\[ end|kernel BUG at|Kernel panic|general protection fault|Unable to handle|Internal error: |refcount_t: |watchdog: |rcu: |Tainted: \[|NVRM: )/;

const gluedStamp =
  /\[ {0,6}\d{1,7}\.\d{6}\](?: |\[ {0,8}[TC]\d{1,10}\] )(?= {0,2}[A-Za-z\-[(<?>#])/;

/** The line without its escapes, and where they stood in what is left. */
function withoutEscapes(line: string): [string, Escape[]] {
  const escapes: Escape[] = [];
  let plain = '';
  let from = 0;
  for (let at = line.indexOf('\u001b'); at >= 0; at = line.indexOf('\u001b', at)) {
    escapeHere.lastIndex = at;
    if (!escapeHere.test(line)) {
      at++;
      continue;
    }
    const end = escapeHere.lastIndex;
    plain += line.slice(from, at);
    escapes.push({ before: plain.length, length: end - at });
    from = end;
    at = end;
  }
  return [plain + line.slice(from), escapes];
}

/** ECMA-48 control sequences, as serial consoles and `dmesg --color` write them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
export const terminalEscapes = /\u001b(?:\[[0-?]{0,32}[ -/]{0,4}[@-~]|[@-Z\\-_])/g;
const escapeHere = new RegExp(terminalEscapes.source, 'y');

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
  if (rest === '') return 0;
  const frames = rest.includes(kernelsName) ? framesByStart : namelessByStart;
  for (const frame of frames[startOf(rest)]!) {
    if (frame.holds !== undefined && !rest.includes(frame.holds)) continue;
    const length = frame.readPlain?.(rest, into) || readFrame(frame, rest, into);
    if (length < 0) continue;
    if (frame.fromKernel) into.fromKernel = true;
    if (!into.framing.includes(frame.name)) into.framing = [...into.framing, frame.name];
    return length;
  }
  return 0;
}

/** Its length; -1 where the line does not begin with it. */
function readFrame({ pattern, read }: LineFrame, rest: string, into: Unframed): number {
  const match = pattern.exec(rest);
  if (match === null) return -1;
  read?.(match.groups ?? {}, into);
  return match[0].length;
}

/** What many frames hold in common: looked for once, it rules them all out. */
const kernelsName = 'ernel';

/** By the code of the character that a line begins with; all others stand behind ASCII. */
const beyondAscii = 128;
const startOf = (text: string) => Math.min(text.charCodeAt(0), beyondAscii);
const byStart = <Of>(of: (character: string) => Of): Of[] =>
  Array.from({ length: beyondAscii + 1 }, (_, code) =>
    of(code < beyondAscii ? String.fromCharCode(code) : 'é'),
  );
/** What `lead` may begin with, a byte order mark among others: most lines begin otherwise. */
const mayLead = byStart((character) => /[\s\0é|*`\d]/.test(character));
/** Frames that may begin so. */
const framesByStart = byStart((character) => frames.filter(({ starts }) => starts.test(character)));
/** Those of them that a line without `kernelsName` may wear. */
const namelessByStart = framesByStart.map((some) =>
  some.filter(({ holds }) => !holds?.includes(kernelsName)),
);
