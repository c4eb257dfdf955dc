// Text → KernelLog: which machine spoke, and what went wrong.
//
// In: any text. Out: machine, events in order with facts and spans, the primary event. Never throws.
// A text that need not stand in memory whole goes to KernelLogStream.

import type { KernelEvent, KernelLog, LogSpan } from '../model/kernel-log.ts';
import { LogPass } from './log-pass.ts';
import { makeSegment, type TextSegment } from './log-segment.ts';
import { type PrintedText, printedText } from './printed-text.ts';

export function readKernelLog(text: string, name = 'pasted text'): KernelLog {
  const pasted = makeSegment(text);
  return readWhole(name, pasted, printedText(text, pasted.table), new LogPass());
}

/**
 * The same of a text that somebody has looked at already.
 * @param pasted the whole text.
 * @param printed what printedText makes of it.
 * @param pass one that has read nothing yet.
 */
export function readWhole(
  name: string,
  pasted: TextSegment,
  printed: PrintedText | null,
  pass: LogPass,
): KernelLog {
  pass.read(printed === null ? pasted : makeSegment(printed.text));
  const read = pass.finish();
  return {
    ...read,
    name,
    events:
      printed === null ? read.events : read.events.map((event) => whereItWasPasted(event, printed)),
    ...pastedLines(pasted),
    byteCount: byteLength(pasted.text),
    isBlank: isBlank(pasted.text),
    looksBinary: looksBinary(pasted.text),
  };
}

function pastedLines(pasted: TextSegment): Pick<KernelLog, 'lineCount' | 'line' | 'raw'> {
  const { text, table } = pasted;
  return {
    lineCount: table.count,
    line: pasted.line,
    raw: (number) =>
      number < 1 || number > table.count
        ? null
        : text.slice(table.start(number - 1), table.end(number - 1)),
  };
}

/** The same event with its places as the person pasted them. */
function whereItWasPasted(event: KernelEvent, printed: PrintedText): KernelEvent {
  let [first, last] = [Infinity, 0];
  for (let line = event.lines[0]; line <= event.lines[1]; line++) {
    const pasted = printed.pastedLines(line);
    first = Math.min(first, pasted[0]);
    last = Math.max(last, pasted[1]);
  }
  return {
    ...event,
    lines: [first, last],
    frames: event.frames.map((frame) => ({ ...frame, line: printed.pasted(frame.line, 1).line })),
    facts: event.facts.map((fact) => ({ ...fact, at: spanAsPasted(fact.at, printed) })),
  };
}

/** Of words that a screen broke, the part before the break. */
function spanAsPasted(span: LogSpan, printed: PrintedText): LogSpan {
  const { line, column, end } = printed.pasted(span.line, span.start);
  return { line, start: column, end: Math.min(column + span.end - span.start, end) };
}

export function isBlank(text: string): boolean {
  return !/\S/.test(text);
}

/** Characters at the beginning that tell what a file is. */
const telling = 4096;

/**
 * Whether a tenth of the first characters are none that a text has: control characters, or bytes that
 * are no UTF-8. Zeros alone do not count: a file system leaves blocks of them in a log whose machine
 * lost its power.
 */
export function looksBinary(text: string): boolean {
  let strange = 0;
  const length = Math.min(text.length, telling);
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd || (code < 32 && code > 0 && !isUsualControl(code))) strange++;
  }
  return length > 0 && strange * 10 > length;
}

/** Backspace, tab, line feed, carriage return, escape: consoles write them. */
function isUsualControl(code: number): boolean {
  return (code >= 8 && code <= 10) || code === 13 || code === 27;
}

/** Bytes of the text in UTF-8. */
export function byteLength(text: string): number {
  let bytes = text.length;
  // Most logs are ASCII, and that is known much sooner.
  if (isAscii(text)) return bytes;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7ff) bytes += 2;
    else if (code > 0x7f) bytes += 1;
    // A surrogate pair is four bytes: each half was counted as three.
    if (code >= 0xd800 && code <= 0xdfff) bytes -= 1;
  }
  return bytes;
}

const encoder = new TextEncoder();
const room = new Uint8Array(32 * 1024);

/** Encoding it to look whether it grows is several times as fast as a look at every character. */
function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += room.length) {
    const part = text.slice(at, at + room.length);
    const { read, written } = encoder.encodeInto(part, room);
    if (read !== part.length || written !== part.length) return false;
  }
  return true;
}
