// pstore keeps a crash in parts, the newest first, and `cat dmesg-efi-*` pastes them in that order:
//
//   Panic#1 Part1          the end of the log
//   <4>[  12.40] Call Trace: …
//   Panic#1 Part2          what came before it
//   <4>[  12.31] BUG: kernel NULL pointer …
//
// In: a pasted text. Out: the same lines in the order in which the kernel spoke, with the way back to
// the pasted line numbers; null where there is nothing to put right.
// Source: fs/pstore/platform.c (pstore_dump: part 1 is the tail of the log), kmsg_dump_get_buffer.

import type { LineTable } from './split-lines.ts';

export interface OrderedParts {
  text: string;
  /** Pasted line number of a line of `text`, both from 1. */
  pastedLine(line: number): number;
}

const header =
  /^(?:<\d>)?(?:Panic|Oops|Emergency|Shutdown|Restart|Halt|Poweroff|Unknown)#(?<dump>\d{1,9}) Part(?<part>\d{1,6})\s*$/;

/** Whether a row is what pstore writes before a part. */
export function isPartHeader(row: string): boolean {
  return row.includes(' Part') && header.test(row);
}

interface Part {
  dump: number;
  part: number;
  /** Pasted lines, from 0, its header among them; the end excluded. */
  from: number;
  to: number;
}

export function orderParts(text: string, table: LineTable): OrderedParts | null {
  if (!/#\d{1,9} Part\d/.test(text)) return null;
  const parts: Part[] = [];
  for (let line = 0; line < table.count; line++) {
    const match = header.exec(
      text.slice(table.start(line), Math.min(table.end(line), table.start(line) + 80)),
    );
    if (!match) continue;
    if (parts.length > 0) parts.at(-1)!.to = line;
    parts.push({
      dump: Number(match.groups!.dump),
      part: Number(match.groups!.part),
      from: line,
      to: table.count,
    });
  }
  const reversed = parts.some(
    (part, index) =>
      index > 0 && parts[index - 1]!.dump === part.dump && parts[index - 1]!.part < part.part,
  );
  if (!reversed) return null;

  const order: number[] = [];
  const take = (from: number, to: number) => {
    for (let line = from; line < to; line++) order.push(line);
  };
  take(0, parts[0]!.from);
  // Dumps stay in the order in which they were pasted; within one the highest part is the oldest.
  for (const dump of new Set(parts.map((part) => part.dump))) {
    const own = parts.filter((part) => part.dump === dump).sort((a, b) => b.part - a.part);
    for (const part of own) take(part.from, part.to);
  }
  return {
    text: order.map((line) => text.slice(table.start(line), table.end(line))).join('\n'),
    pastedLine: (line) => (order[line - 1] ?? line - 1) + 1,
  };
}
