// Other lines may stand inside a report, but not any number of them: behind so many in a row it is over,
// and what looks like more of it is somebody else's.

import { expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';

const header = 'WARNING: CPU: 1 PID: 10 at kernel/a.c:1 f_one+0x1/0x20';
const machine = 'CPU: 1 PID: 10 Comm: cat Not tainted 6.1.0-56-amd64 #1';
const trace = ['Call Trace:', ' <TASK>', ' g_two+0x1/0x20'];
const body = [header, 'Modules linked in: loop', machine, ...trace];
const end = '---[ end trace 0000000000000000 ]---';

/** First and last line of the report, with `others` foreign lines between its two halves. */
function linesOf(before: string[], others: number, after: string[]): readonly [number, number] {
  const foreign = Array.from({ length: others }, (_, at) => `usb 1-1: word ${at} of a device`);
  const lines = [...before, ...foreign, ...after].map(
    (line, at) => `[  100.${String(at).padStart(6, '0')}] ${line}`,
  );
  const { events } = readKernelLog(lines.join('\n'));
  expect(events.map(({ kind }) => kind)).toEqual(['warn']);
  return events[0]!.lines;
}

test.each<[where: string, before: string[], after: string[], most: number]>([
  ['in its trace', body, [' h_three+0x3/0x40', ' k_four+0x1/0x2'], 12],
  ['before its trace', [header], [machine, ...trace], 60],
  ['behind its end mark', [...body, end], ['RIP: 0010:h_three+0x3/0x40', 'Code: 00'], 4],
])('%s', (_, before, after, most) => {
  const whole = before.length + most + after.length;
  expect(linesOf(before, most, after)).toEqual([1, whole]);
  expect(linesOf(before, most + 1, after)).toEqual([1, before.length]);
});
