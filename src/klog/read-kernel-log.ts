// Text → KernelLog: which machine spoke, and what went wrong.
//
// In: any text. Out: machine, events in order with facts and spans, the primary event. Never throws.
// A text that need not stand in memory whole goes to KernelLogStream.

import type { KernelEvent, KernelLog } from '../model/kernel-log.ts';
import { LogPass } from './log-pass.ts';
import { type LogSegment, makeSegment } from './log-segment.ts';
import { orderParts } from './pstore-parts.ts';

export function readKernelLog(text: string, name = 'pasted text'): KernelLog {
  const pasted = makeSegment(text);
  const ordered = orderParts(text, pasted.table);
  const pass = new LogPass();
  pass.read(ordered === null ? pasted : makeSegment(ordered.text));
  const read = pass.finish();
  return {
    ...read,
    name,
    events:
      ordered === null
        ? read.events
        : read.events.map((event) => atPastedLines(event, ordered.pastedLine)),
    ...pastedLines(pasted),
    byteCount: byteLength(text),
    isBlank: isBlank(text),
  };
}

function pastedLines(pasted: LogSegment): Pick<KernelLog, 'lineCount' | 'line' | 'raw'> {
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

/** The same event with its lines as the person pasted them. */
function atPastedLines(event: KernelEvent, pastedLine: (line: number) => number): KernelEvent {
  const lines: number[] = [];
  for (let line = event.lines[0]; line <= event.lines[1]; line++) lines.push(pastedLine(line));
  return {
    ...event,
    lines: [Math.min(...lines), Math.max(...lines)],
    frames: event.frames.map((frame) => ({ ...frame, line: pastedLine(frame.line) })),
    facts: event.facts.map((fact) => ({
      ...fact,
      at: { ...fact.at, line: pastedLine(fact.at.line) },
    })),
  };
}

export function isBlank(text: string): boolean {
  return !/\S/.test(text);
}

/** Bytes of the text in UTF-8, without encoding it. */
export function byteLength(text: string): number {
  let bytes = text.length;
  // Most logs are ASCII, and the search for the contrary is several times as fast as the count.
  if (!/[\u0080-\uffff]/.test(text)) return bytes;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7ff) bytes += 2;
    else if (code > 0x7f) bytes += 1;
    // A surrogate pair is four bytes: each half was counted as three.
    if (code >= 0xd800 && code <= 0xdfff) bytes -= 1;
  }
  return bytes;
}
