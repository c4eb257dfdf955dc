// Lines that are records: a JSON object, or a field of one, with the kernel's words as a string in it.
//
//   {"_TRANSPORT":"kernel","MESSAGE":"BUG: …","_SOURCE_MONOTONIC_TIMESTAMP":"12345678"}   journalctl -o json
//   {"log":"[   12.3] BUG: …\n","stream":"stderr"}                                     container runtimes
//   - {"dt": "2026-11-03T10:11:12.345678", "lvl": "target", "msg": "[   12.3] BUG: …"}      test farms
//            "msg": "BUG: …"                                                           dmesg -J
//       MESSAGE=BUG: …                                                                journalctl -o verbose
//
// In: one pasted line. Out: the words in it, or null where it is no such record.
// Sources: journalctl(1) and systemd.journal-fields(7), util-linux sys-utils/dmesg.c (print_record).

import type { Escape } from './pasted-columns.ts';
import { type Unframed, unframe } from './unframe.ts';

export function readRecord(line: string): Unframed | null {
  const first = line.charCodeAt(0);
  if (first === 123) return readObject(line, 0);
  if (first === 45 && line.startsWith('- {"')) return readObject(line, 2);
  return first === 32 && line.startsWith('    ') ? readField(line) : null;
}

function readObject(line: string, from: number): Unframed | null {
  let fields: Record<string, unknown>;
  try {
    // It begins with a brace: what can be parsed is an object.
    fields = JSON.parse(from === 0 ? line : line.slice(from));
  } catch {
    return null;
  }
  if (typeof fields.MESSAGE === 'string') return fromJournal(line, fields, fields.MESSAGE);
  for (const name of ['log', 'msg', 'message']) {
    const words = fields[name];
    if (typeof words === 'string') return wrapped(line, name, words, 'container-json');
  }
  return null;
}

/** Only the kernel's own records have the kernel transport. */
function fromJournal(line: string, fields: Record<string, unknown>, message: string): Unframed {
  const kernel = fields._TRANSPORT === 'kernel' || fields.SYSLOG_IDENTIFIER === 'kernel';
  const monotonic = Number(fields._SOURCE_MONOTONIC_TIMESTAMP ?? Number.NaN);
  const wall = Number(fields.__REALTIME_TIMESTAMP ?? Number.NaN);
  const offset = valueColumn(line, 'MESSAGE');
  return {
    text: kernel ? message : '',
    offset,
    time: Number.isFinite(monotonic) ? monotonic / 1e6 : null,
    timestamp: Number.isFinite(wall) ? isoFromMicroseconds(wall) : null,
    caller: null,
    host: typeof fields._HOSTNAME === 'string' ? fields._HOSTNAME : null,
    fromKernel: kernel,
    framing: ['journal-json'],
    escapes: jsonEscapes(line, offset),
  };
}

const field = /^ {4,16}"msg": (?<words>".{0,4000}"),?$/;

function readField(line: string): Unframed | null {
  if (line.startsWith('    MESSAGE=')) {
    const offset = line.indexOf('=') + 1;
    const inner = unframe(line.slice(offset));
    return {
      ...inner,
      offset: inner.offset + offset,
      framing: ['journal-export', ...inner.framing],
    };
  }
  const words = line.includes('"msg": ') ? field.exec(line)?.groups?.words : undefined;
  if (words === undefined) return null;
  try {
    return wrapped(line, 'msg', String(JSON.parse(words)), 'dmesg-json');
  } catch {
    return null;
  }
}

/** The words may wear frames of their own: a container's console, a log daemon's output. */
function wrapped(
  line: string,
  name: string,
  words: string,
  framing: 'container-json' | 'dmesg-json',
): Unframed {
  const inner = unframe(words.trimEnd());
  const start = valueColumn(line, name);
  const escapes = jsonEscapes(line, start);
  const inFront = escapes.filter(({ before }) => before < inner.offset);
  return {
    ...inner,
    offset: inner.offset + start + inFront.reduce((sum, { length }) => sum + length, 0),
    escapes: [
      ...inner.escapes,
      ...escapes.slice(inFront.length).map(({ before, length }) => ({
        before: behindEscapes(before - inner.offset, inner.escapes),
        length,
        spells: true as const,
      })),
    ],
    fromKernel: inner.fromKernel || framing === 'dmesg-json',
    framing: [framing, ...inner.framing],
  };
}

/** What of a JSON string's spelling is no character of it: `\\"` is one character, `\\u001b` as well. */
function jsonEscapes(line: string, start: number): Escape[] {
  const escapes: Escape[] = [];
  if (!line.includes('\\', start)) return escapes;
  let before = 0;
  for (let at = start; at < line.length && line[at] !== '"'; at++, before++) {
    if (line[at] !== '\\') continue;
    const length = line[at + 1] === 'u' ? 5 : 1;
    escapes.push({ before, length, spells: true });
    at += length;
  }
  return escapes;
}

/** A place in words of which terminal escapes were taken out. */
function behindEscapes(place: number, escapes: readonly Escape[]): number {
  let taken = 0;
  for (const { before, length } of escapes) if (before + taken < place) taken += length;
  return place - taken;
}

/** Where the value of a field begins, as it is written. */
function valueColumn(line: string, name: string): number {
  const key = line.indexOf(`"${name}"`);
  return Math.max(0, line.indexOf('"', key + name.length + 2) + 1);
}

function isoFromMicroseconds(us: number): string | null {
  const ms = us / 1000;
  return Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : null;
}
