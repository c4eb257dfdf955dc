// What in a kernel's line changes from one machine, or one time, to the next, and how printk prints
// it. A table, a row a shape; an earlier row wins where two want the same characters.
//
// Sources: Documentation/core-api/printk-formats.rst; drivers/base/core.c (dev_printk_emit) and
// lib/vsprintf.c for addresses, symbols and UUIDs; mm/memory.c (print_vma_addr) for `name[start+length]`.

import type { KnownPiece } from './propose-format.ts';

export interface VariablePiece {
  start: number;
  end: number;
  conversion: string;
  name: string | null;
}

interface Row {
  pattern: RegExp;
  conversion: string;
  /** `context`: by the word before it or the unit behind it. */
  name: string | null;
}

const context = 'context';
/** Letters, digits and what joins them: a shape must not begin or end inside a word. */
const open = '(?<![\\w.])';
const shut = '(?![\\w])';
const whole = (shape: string) => new RegExp(`${open}(?:${shape})${shut}`, 'g');

const rows: readonly Row[] = [
  // An oops's die line: after the number come words of the kernel's configuration.
  { pattern: /(?<=\[#\d{1,6}\] ).{1,200}$/g, conversion: '%s', name: null },
  { pattern: /(?<=\()(?:Tainted: [^)]{1,80}|Not tainted)(?=\))/g, conversion: '%s', name: null },
  {
    pattern: whole('[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]'),
    conversion: '%s',
    name: 'device',
  },
  {
    pattern: whole('[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}'),
    conversion: '%pU',
    name: 'uuid',
  },
  { pattern: whole('(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}'), conversion: '%pM', name: 'mac' },
  { pattern: whole('\\d{1,3}(?:\\.\\d{1,3}){3}'), conversion: '%pI4', name: 'address' },
  {
    pattern:
      /(?<![\w:])(?=[0-9a-f:]{0,36}(?:::|[0-9a-f]{3}))[0-9a-f]{1,4}(?:::?[0-9a-f]{1,4}){3,7}(?![\w:])/g,
    conversion: '%pI6c',
    name: 'address',
  },
  // libata's task files: `cmd 60/80:00:00:08:00/00:00:00:00:00/40`.
  { pattern: /(?<=\b(?:cmd|res) )[0-9a-f/:]{20,60}/g, conversion: '%s', name: null },
  { pattern: whole('\\d{1,5}:\\d{1,5}:\\d{1,5}:\\d{1,20}'), conversion: '%s', name: 'device' },
  {
    pattern:
      /(?<![\w.])[A-Za-z_][\w.]{0,127}\+0x[0-9a-f]{1,16}\/0x[0-9a-f]{1,16}(?: \[[\w-]{1,64}\])?/g,
    conversion: '%pS',
    name: 'function',
  },
  { pattern: /(?<=\[)[0-9a-f]{4,16}(?=\+[0-9a-f]{3,16}\])/g, conversion: '%lx', name: null },
  { pattern: /(?<=\[[0-9a-f]{4,16}\+)[0-9a-f]{3,16}(?=\])/g, conversion: '%lx', name: null },
  { pattern: whole('0x[0-9A-Fa-f]{1,16}'), conversion: '%#x', name: context },
  {
    pattern: whole('(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\\d)[0-9a-f]{8,16}|[0-9a-f]{16}'),
    conversion: '%lx',
    name: context,
  },
  {
    pattern: whole(
      '(?:sd|vd|xvd|hd)[a-z]{1,3}\\d{0,3}|nvme\\d{1,4}(?:c\\d{1,4})?(?:n\\d{1,6}(?:p\\d{1,3})?)?|(?:mmcblk|nbd|zram|pmem)\\d{1,4}(?:p\\d{1,3})?|(?:md|loop|rbd|drbd|sr|st|sg|ttyS|ttyUSB|card)\\d{1,4}|dm-\\d{1,5}|ata\\d{1,4}(?:\\.\\d{2})?|i2c-\\d{1,4}|(?:eth|wlan|bond|br|tun|tap|veth|ib|usb)\\d{1,5}|(?:en|wl|ww)(?:o|p|s|x)[0-9a-z]{1,16}(?:np\\d{1,3})?',
    ),
    conversion: '%s',
    name: 'device',
  },
  {
    pattern: /(?<=\b(?:usb|hub) )\d{1,3}-\d{1,3}(?:\.\d{1,3}){0,6}(?::\d{1,3}\.\d{1,3})?/g,
    conversion: '%s',
    name: 'device',
  },
  // `comm[pid]: ` as the first words: print_fatal_signal, segfaults, programs that warn.
  { pattern: /^[A-Za-z][\w./:-]{0,15}(?=\[\d{1,10}\])/g, conversion: '%s', name: 'comm' },
  { pattern: /(?<=^[A-Za-z][\w./:-]{0,15}\[)\d{1,10}(?=\])/g, conversion: '%d', name: 'pid' },
  // `[comm:pid]` and `comm name`: lockups, filesystems, mm.
  { pattern: /(?<=\[)[^\]\s:]{1,15}(?=:\d{1,10}\])/g, conversion: '%s', name: 'comm' },
  { pattern: /(?<=\[[^\]\s:]{1,15}:)\d{1,10}(?=\])/g, conversion: '%d', name: 'pid' },
  { pattern: /(?<=\b[Cc]omm:? )[^\s:,]{1,15}/g, conversion: '%s', name: 'comm' },
  // A driver's instance as the first word: `mpt3sas_cm0: `.
  { pattern: /^[a-z][a-z0-9]{1,20}_[a-z]{1,12}\d{1,4}(?=: )/g, conversion: '%s', name: 'device' },
  { pattern: /(?<![\w/])[\w./-]{1,120}\.[chS](?=:\d)/g, conversion: '%s', name: 'file' },
  // A function and its line: EXT4-fs, libceph.
  { pattern: /(?<=\b[a-z]\w{1,60}_\w{2,60}:)\d{1,7}(?=[: ])/g, conversion: '%d', name: 'line' },
  { pattern: /(?<=\.[chS]:)\d{1,7}/g, conversion: '%d', name: 'line' },
  { pattern: /(?<=["'`])[^"'`]{1,120}(?=["'](?!\w))/g, conversion: '%s', name: null },
  { pattern: /(?<![\w.)/])\/[A-Za-z][\w./+@:-]{1,200}(?<![:.])/g, conversion: '%s', name: 'path' },
  {
    pattern: whole('\\d{1,3}\\.\\d{1,3}\\.\\d{1,6}(?:[-+.~][\\w.+~-]{1,60})?'),
    conversion: '%s',
    name: 'version',
  },
  { pattern: whole('\\d[0-9a-f]{0,7}[a-f][0-9a-f]{0,7}'), conversion: '%x', name: null },
  { pattern: /(?<![\w.])-?\d{1,20}(?!\w*[A-Za-z_]{4}|\w*_)/g, conversion: '%d', name: context },
  { pattern: /(?<=\d\.)\d{1,9}(?!\w*_)/g, conversion: '%d', name: null },
];

/** Where pieces stand in the text, in order and without overlap. */
export function variablePieces(text: string, known: readonly KnownPiece[]): VariablePiece[] {
  const pieces: VariablePiece[] = [];
  const add = (piece: VariablePiece) => {
    if (piece.end <= piece.start) return;
    if (pieces.some((other) => other.start < piece.end && piece.start < other.end)) return;
    pieces.push(piece);
  };
  for (const { name, start, end } of known) {
    const value = text.slice(start, end);
    add({ start, end, name: captureName(name), conversion: conversionOf(name, value) });
  }
  for (const { pattern, conversion, name } of rows) {
    for (const found of text.matchAll(pattern)) {
      const start = found.index;
      const end = start + found[0].length;
      const called = name === context ? nameByContext(text, start, end) : name;
      const isHex =
        conversion === '%d' && called !== null && hexNames.test(called) && text[start] !== '-';
      add({ start, end, name: called, conversion: isHex ? '%x' : conversion });
    }
  }
  return pieces.sort((a, b) => a.start - b.start);
}

/** Printed in hexadecimal, also where this value has digits alone. */
const hexNames =
  /addr|^(?:error|code|errorcode|mask|status|flags|syndrome|ip|sp|pc|lr|pgd|ec|esr)$/i;

function conversionOf(name: string, value: string): string {
  if (/^0x[0-9a-f]+$/i.test(value)) return '%#x';
  if (/^-?\d+$/.test(value) && !hexNames.test(name) && !/^0\d/.test(value)) return '%d';
  if (/^[0-9a-f]+$/i.test(value) && (hexNames.test(name) || value.length >= 4)) return '%lx';
  if (/\+0x[0-9a-f]+\/0x[0-9a-f]+/.test(value)) return '%pS';
  return '%s';
}

const units: [RegExp, string][] = [
  [/^ ?(?:s|sec|secs|seconds?)\b/i, 'seconds'],
  [/^ ?(?:ms|msecs?|milliseconds?)\b/i, 'milliseconds'],
  [/^ ?(?:us|usecs?|microseconds?)\b/i, 'microseconds'],
  [/^ ?(?:ns|nsecs?)\b/i, 'nanoseconds'],
  [/^ ?(?:k|ki)b\b/i, 'kilobytes'],
  [/^ ?(?:m|mi)b\b/i, 'megabytes'],
  [/^ ?(?:bytes?|pages?|sectors?|blocks?|times|jiffies|tasks?|requests?)\b/i, ''],
];
const noName = new Set(
  `a an and are as at be been but by for from had has have in is it its more not of on only or over
   than that the then there this to up was were will with after before about exceeds`.split(/\s+/),
);

/** `CPU#3` → cpu, `sector 2048` → sector, `22s` → seconds; null where no word says. */
function nameByContext(text: string, start: number, end: number): string | null {
  const behind = text.slice(end, end + 16);
  const unit = units.find(([pattern]) => pattern.test(behind));
  if (unit) return unit[1] || /[a-z]+/i.exec(behind)![0].toLowerCase();
  const word = /(?<!\w)([A-Za-z]\w{1,19})(?:[ #=:]|: | #|= | = |\()$/.exec(
    text.slice(0, start),
  )?.[1];
  if (word === undefined || noName.has(word.toLowerCase()) || /ed$|ing$/i.test(word)) return null;
  return captureName(word);
}

/** As a capture and a placeholder may be called: `CPU` → cpu. */
function captureName(word: string): string | null {
  const name =
    /^[A-Z][a-z]*[A-Z]/.test(word) || /^[A-Z_]+$/.test(word)
      ? word.toLowerCase()
      : word[0]!.toLowerCase() + word.slice(1);
  return /^[a-z][A-Za-z0-9_-]{0,40}$/.test(name) ? name : null;
}
