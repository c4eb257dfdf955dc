// A kernel's report as a picture: which lines belong together, what in them is taken for a fact, and
// which values are one and the same.
//
// In: the text of a report. Out: rows with their letter and marked pieces, brackets around rows of one
// sense, and links between rows with equal values. What is marked is what the wizard's
// reader takes as a fact; which rows belong together is told by their first words.

import { readKernelLog } from '../../klog/read-kernel-log.ts';
import { readReportLine } from '../../klog/report-line.ts';

export interface ReportPicture {
  rows: PictureRow[];
  /** Rows of one sense, from the first to the last, counted from 0; what comes again has its letter again. */
  brackets: { letter: string; first: number; last: number }[];
  /** Rows that hold the same value. */
  links: { from: number; to: number }[];
  /** Columns of the longest row. */
  width: number;
}

export interface PictureRow {
  /** Null where the sense is that of the row above. */
  letter: string | null;
  /** `isAgain`: a fact whose value stands in another row too. */
  pieces: { text: string; isFact: boolean; isAgain: boolean }[];
}

type Sense =
  | 'header'
  | 'cause'
  | 'die'
  | 'cpu'
  | 'hardware'
  | 'place'
  | 'code'
  | 'registers'
  | 'control'
  | 'trace'
  | 'doubtful'
  | 'program'
  | 'modules'
  | 'end';

const letters = 'abcdefghijklmnopqrstuvwxyz';
/** Shorter values, and zeros, are equal by chance. */
const telling = /^(?=.*[1-9a-f])\S{6,}$/;

export function reportPicture(text: string): ReportPicture {
  const lines = text.replace(/\n+$/, '').split('\n');
  const log = readKernelLog(text, '');
  const facts = log.events.flatMap((event) => event.facts);
  const marks = lines.map((_, index) =>
    merge(
      facts
        .filter(({ at }) => at.line === index + 1)
        .map(({ at }): [number, number] => [at.start - 1, at.end - 1]),
    ),
  );
  const senses = lines.map((line, index) => senseOf(line, index));
  const { links, again } = linksBetween(lines, marks);
  const brackets: ReportPicture['brackets'] = [];
  const letterOf = new Map<Sense, string>();
  let current: Sense | null = null;
  const rows = lines.map((line, index): PictureRow => {
    const sense = senses[index] ?? current;
    const begins = sense !== current && sense !== null;
    current = sense;
    if (begins) {
      const letter = letterOf.get(sense) ?? letters[letterOf.size] ?? '';
      letterOf.set(sense, letter);
      brackets.push({ letter, first: index, last: index });
    } else if (brackets.length > 0) brackets.at(-1)!.last = index;
    return {
      letter: begins ? brackets.at(-1)!.letter : null,
      pieces: cut(line, marks[index]!, again),
    };
  });
  return {
    rows,
    brackets,
    links,
    width: Math.max(...lines.map(({ length }) => length)),
  };
}

/** Null: what the row above is. */
function senseOf(line: string, index: number): Sense | null {
  const words = line.trimStart();
  if (index === 0) return 'header';
  if (/^#PF: |^(?:ESR|EC|FSC|CM) = /.test(words)) return 'cause';
  if (/\[#\d+\]/.test(words)) return 'die';
  if (/^Code: /.test(words)) return 'code';
  if (/^(?:CR\d|FAR)[: ]/.test(words)) return 'control';
  if (/^(?:R[A-DS]X|RAX|x\d+ ?:|sp :)/.test(words)) return 'registers';
  if (/^(?:Call [Tt]race:|<\/?(?:TASK|IRQ|NMI|SOFTIRQ|#DF)>)/.test(words)) return 'trace';
  if (/^\? /.test(words)) return 'doubtful';
  const read = readReportLine(line);
  switch (read?.is) {
    case 'cpu':
      return 'cpu';
    case 'hardware':
      return 'hardware';
    case 'place':
      return read.user ? 'program' : 'place';
    case 'frame':
      return 'trace';
    case 'modules':
      return 'modules';
    case 'end':
      return 'end';
    default:
      return /^---\[ end/.test(words) ? 'end' : null;
  }
}

function merge(spans: [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

function cut(
  line: string,
  marks: readonly [number, number][],
  again: ReadonlySet<string>,
): PictureRow['pieces'] {
  const plain = (text: string) => ({ text, isFact: false, isAgain: false });
  const pieces: PictureRow['pieces'] = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start > at) pieces.push(plain(line.slice(at, start)));
    const text = line.slice(start, end);
    pieces.push({ text, isFact: true, isAgain: again.has(text) });
    at = end;
  }
  if (at < line.length) pieces.push(plain(line.slice(at)));
  return pieces;
}

/** Each row with the next that says a marked value again, and those values. */
function linksBetween(
  lines: readonly string[],
  marks: readonly [number, number][][],
): { links: ReportPicture['links']; again: Set<string> } {
  const seen = new Map<string, number>();
  const again = new Set<string>();
  const links: ReportPicture['links'] = [];
  marks.forEach((spans, row) => {
    for (const [start, end] of spans) {
      const value = lines[row]!.slice(start, end);
      if (!telling.test(value)) continue;
      const before = seen.get(value);
      if (before !== undefined && before !== row) {
        links.push({ from: before, to: row });
        again.add(value);
      }
      seen.set(value, row);
    }
  });
  return { links, again };
}
