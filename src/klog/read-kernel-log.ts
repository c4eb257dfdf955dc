// Text → KernelLog: which machine spoke, and what went wrong.
//
// In: any text. Out: machine, events in order with facts and spans, the primary event. Never throws.
//
// One pass of an Aho–Corasick automaton over the whole text finds the few lines that could open an
// event or name the machine; only those, and the lines of a report once it is open, are looked at
// closely. Healthy text costs one table look-up a character.

import type { KernelEvent, KernelLog, LogLine } from '../model/kernel-log.ts';
import { compileLiterals } from '../scan/aho-corasick.ts';
import { EventAssembler } from './assemble-events.ts';
import { detectFraming } from './detect-framing.ts';
import { MachineReader } from './machine.ts';
import { allOpeners } from './openers/all-openers.ts';
import { choosePrimary } from './primary.ts';
import { orderParts } from './pstore-parts.ts';
import { type LineTable, splitLines } from './split-lines.ts';
import { unframe } from './unframe.ts';

/** Patterns look at this much of a line; a longer one is data, not a message. */
export const longestMessage = 4096;

const dieLiterals = ['Oops: ', 'Internal error: ', 'Oops - '];
const panicLiterals = ['Kernel panic'];
const machineLiterals = ['Linux version ', 'Hardware name: ', 'DMI: ', 'Machine model: '];

const literals = [
  ...new Set([
    ...allOpeners.flatMap((opener) => opener.literals),
    ...dieLiterals,
    ...panicLiterals,
    ...machineLiterals,
  ]),
];
const literalSet = compileLiterals(literals);

/** Which openers a literal leads to, so that a line tries only those. */
const openersOf = literals.map((literal) =>
  allOpeners.flatMap((opener, index) => (opener.literals.includes(literal) ? [index] : [])),
);

export function readKernelLog(text: string, name = 'pasted text'): KernelLog {
  const table = splitLines(text);
  const ordered = orderParts(text, table);
  if (ordered === null) return readInOrder(text, table, name);
  const read = readInOrder(ordered.text, splitLines(ordered.text), name);
  const { pastedLine } = ordered;
  return {
    ...read,
    lineCount: table.count,
    byteCount: byteLength(text),
    events: read.events.map((event) => atPastedLines(event, pastedLine)),
    line: lineReader(text, table),
    lineAt: (offset) => table.lineAt(offset) + 1,
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

function lineReader(text: string, table: LineTable): (number: number) => LogLine {
  return (number) => {
    const start = table.start(number - 1);
    const end = Math.min(table.end(number - 1), start + longestMessage);
    const unframed = unframe(text.slice(start, end));
    return {
      number,
      text: unframed.text,
      column: unframed.offset + 1,
      time: unframed.time,
      timestamp: unframed.timestamp,
      caller: unframed.caller,
      fromKernel: unframed.fromKernel,
    };
  };
}

function readInOrder(text: string, table: LineTable, name: string): KernelLog {
  const framing = detectFraming(text, table);
  const line = lineReader(text, table);

  // Candidate lines in order, each with the openers that its literals lead to.
  const candidates = new Map<number, Set<number>>();
  literalSet.scan(text, (literal, end) => {
    const number = table.lineAt(end - 1) + 1;
    let openers = candidates.get(number);
    if (openers === undefined) {
      openers = new Set();
      candidates.set(number, openers);
    }
    for (const opener of openersOf[literal]!) openers.add(opener);
  });

  const machine = new MachineReader();
  const assembler = new EventAssembler();
  let next = 1;
  for (const [number, openers] of candidates) {
    // Lines between two candidates matter only while a report is open.
    while (assembler.isOpen && next < number) assembler.continueWith(line(next++));
    next = Math.max(next, number);
    if (next > number) continue;
    const candidate = line(number);
    machine.read(candidate);
    assembler.offer(
      candidate,
      [...openers].sort((a, b) => a - b).map((index) => allOpeners[index]!),
    );
    next = number + 1;
  }
  while (assembler.isOpen && next <= table.count) assembler.continueWith(line(next++));

  const events: KernelEvent[] = assembler.finish(table.count);
  return {
    name,
    lineCount: table.count,
    byteCount: byteLength(text),
    framing: framing.names,
    machine: machine.machine(events),
    events,
    primary: choosePrimary(events),
    fromKernel: framing.fromKernel || events.length > 0 || machine.sawVersion,
    line,
    lineAt: (offset) => table.lineAt(offset) + 1,
  };
}

/** Bytes of the text in UTF-8, without encoding it. */
function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7ff) bytes += 2;
    else if (code > 0x7f) bytes += 1;
    // A surrogate pair is four bytes: each half was counted as three.
    if (code >= 0xd800 && code <= 0xdfff) bytes -= 1;
  }
  return bytes;
}
