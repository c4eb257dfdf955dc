// What the worker reads before anybody pastes: the first log is the one that somebody waits for, and
// a script engine is slow at what it does for the first time (by a factor of four here, measured).
//
// In: the knowledge. Out: logs that take most ways through the reader and the matcher: lines as a
// healthy kernel prints them, with each signature's own words between. What they say is nowhere shown.

import type { Knowledge } from '../../../model/knowledge.ts';
import { usualText } from '../../../scan/usual-text.ts';

/** Each is read in some 10 to 30 ms: a paste that comes meanwhile waits no longer than that. */
const linesEach = 400;
const healthyLinesBetween = 3;

/** ** */
export function* warmUpLogs(
  knowledge: Pick<Knowledge, 'signatures'>,
  times = 2,
): Generator<string> {
  const healthy = usualText.trim().split('\n');
  for (let time = 0; time < times; time++) {
    let lines: string[] = [];
    let next = 0;
    for (const { formats } of knowledge.signatures) {
      for (const format of formats) {
        lines.push(`[${stampOf(lines.length)}] ${format.replace(conversion, '17')}`);
        for (let i = 0; i < healthyLinesBetween; i++) lines.push(healthy[next++ % healthy.length]!);
        if (lines.length < linesEach) continue;
        yield `${lines.join('\n')}\n`;
        lines = [];
      }
    }
    yield `${lines.join('\n')}\n`;
  }
}

/** A printk conversion with its flags and the name that a signature gives it. */
const conversion = /%[-+ #0]*[\d.*]*[a-zA-Z]+(?:\{\w+\})?/g;

function stampOf(line: number): string {
  return (line / 10).toFixed(6).padStart(12);
}
