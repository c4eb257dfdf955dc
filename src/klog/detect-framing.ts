// Which programs handed the text on, and whether a kernel spoke in it at all.
//
// Looks at lines spread over the whole text, so that its cost does not grow with it.

import type { Framing } from '../model/kernel-log.ts';
import type { LineTable } from './split-lines.ts';
import { unframe } from './unframe.ts';

const sampledLines = 400;
/** `Panic#1 Part2`, `Oops#1 Part1`: headers that pstore puts before each part. */
const pstoreHeader = /^(?:Panic|Oops|Emergency|Shutdown|Restart|Unknown)#\d{1,4} Part\d{1,4}/;

export function detectFraming(
  text: string,
  table: LineTable,
): { names: Framing[]; fromKernel: boolean } {
  const names = new Set<Framing>();
  let fromKernel = false;
  const step = Math.max(1, Math.floor(table.count / sampledLines));
  for (let line = 0; line < table.count; line += step) {
    const start = table.start(line);
    const end = table.end(line);
    if (end === start) continue;
    const words = text.slice(start, Math.min(end, start + 512));
    if (text.charCodeAt(end) === 13) names.add('crlf');
    if (pstoreHeader.test(words)) names.add('pstore');
    const unframed = unframe(words);
    for (const framing of unframed.framing) names.add(framing);
    if (unframed.fromKernel) fromKernel = true;
  }
  if (names.size === 0 && table.count > 0) names.add('plain');
  return { names: [...names], fromKernel };
}
