// Two processors talking at once: where the kernel says who speaks, each report reads as if it were
// alone, however their lines are shuffled.

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import type { KernelEvent } from '../../src/model/kernel-log.ts';

const samples = await readSamples(join(import.meta.dirname, '../../content/samples'));

/** The lines of a sample's first report, as `caller` would have printed them. */
function reportOf(file: string, caller: string): string[] {
  const { text } = samples.find((sample) => sample.file.endsWith(file))!;
  const log = readKernelLog(text);
  const [from, to] = log.events[log.primary!]!.lines;
  return text
    .split('\n')
    .slice(from - 1, to)
    .map((line) => line.replace(/^(\[ *\d+\.\d+\]) /, `$1[${caller}] `));
}

const pairs: [string, string][] = [
  ['null-pointer-module.log', 'general-protection-fault.log'],
  ['/kernel-bug.log', '/warning.log'],
  ['list-add.log', 'divide-error.log'],
  ['refcount.log', 'memory/oom-kill/global.log'],
];

const facts = ({
  kind,
  title,
  cpu,
  pid,
  comm,
  taint,
  function: at,
  module,
  frames,
}: KernelEvent) => ({
  kind,
  title,
  cpu,
  pid,
  comm,
  taint,
  at,
  module,
  frames: frames.map((frame) => frame.function),
});

test.each(pairs)('%s and %s, line by line in any order', (one, other) => {
  const first = reportOf(one, '   T92');
  const second = reportOf(other, '    C1');
  const alone = [first, second].map((lines) => {
    const log = readKernelLog(lines.join('\n'));
    return facts(log.events[log.primary!]!);
  });
  const turns = fc.array(fc.boolean(), { minLength: 40, maxLength: 400 });
  fc.assert(
    fc.property(turns, (order) => {
      const queues = [[...first], [...second]];
      const mixed: string[] = [];
      for (let i = 0; queues[0]!.length > 0 || queues[1]!.length > 0; i++) {
        const turn = order[i % order.length] ? 1 : 0;
        const next = queues[turn]!.shift() ?? queues[1 - turn]!.shift();
        mixed.push(next!);
      }
      const read = readKernelLog(mixed.join('\n')).events.map(facts);
      for (const expected of alone) expect(read).toContainEqual(expected);
      expect(read).toHaveLength(2);
    }),
    { numRuns: 60 },
  );
});

test.each(pairs)('%s and %s of two machines in one syslog', (one, other) => {
  const queues = [one, other].map((file, index) =>
    reportOf(file, '').map((line) =>
      line.replace(
        /^(\[ *\d+\.\d+\])\[\] /,
        `Nov  3 10:11:12 ${['web1', 'db2'][index]} kernel: $1 `,
      ),
    ),
  );
  const mixed: string[] = [];
  for (let at = 0; queues.some((lines) => at < lines.length); at++)
    mixed.push(...queues.flatMap((lines) => lines.slice(at, at + 1)));
  const log = readKernelLog(mixed.join('\n'));
  for (const lines of queues) {
    const alone = readKernelLog(lines.join('\n'));
    expect(log.events.map(facts)).toContainEqual(facts(alone.events[alone.primary!]!));
  }
  expect(log.events).toHaveLength(2);
});

test('what one machine suffers is no cause of what another does', () => {
  const disk =
    'kernel: [   10.000000] I/O error, dev sda, sector 2048 op 0x0:(READ) flags 0x0 phys_seg 1';
  const filesystem =
    'kernel: [   11.000000] EXT4-fs error (device sda1): ext4_lookup:1855: inode #2: comm ls: deleted inode referenced: 12';
  const causes = (first: string, second: string) =>
    readKernelLog(
      [`Nov  3 10:11:12 ${first} ${disk}`, `Nov  3 10:11:13 ${second} ${filesystem}`].join('\n'),
    ).events.map(({ cause }) => cause?.event ?? null);
  expect(causes('db1', 'db1')).toEqual([null, 0]);
  expect(causes('db1', 'db2')).toEqual([null, null]);
});

test("a facility in the place of a host's name is no machine", () => {
  const rows = reportOf('/kernel-bug.log', '').map((line, index) =>
    line.replace(
      /^(\[ *\d+\.\d+\])\[\] /,
      `Nov  3 10:11:12 kern.${['err', 'warning'][index % 2]} kernel: $1 `,
    ),
  );
  expect(readKernelLog(rows.join('\n')).events).toHaveLength(1);
});

/** A fault's header, and its body, as two processors print them that do not say who speaks. */
const header = (address: string) =>
  `BUG: unable to handle page fault for address: ${address}\n#PF: supervisor read access in kernel mode`;
const body = (cpu: number, pid: number, comm: string, place: string) =>
  `CPU: ${cpu} PID: ${pid} Comm: ${comm} Not tainted 6.1.0-21-amd64 #1
RIP: 0010:${place}+0x1/0x20 [kfail]
Call Trace:
 kfail_caller+0x1/0x20 [kfail]
---[ end trace 0000000000000000 ]---`;

test('a report that another processor spoke into gets its body back behind it', () => {
  const log = readKernelLog(
    [
      header('ffffc90000000040'),
      header('ffffc90000127d40'),
      'Oops: 0002 [#1] PREEMPT SMP NOPTI',
      body(2, 812, 'tar', 'kfail_write'),
      body(1, 412, 'rsync', 'kfail_step'),
    ].join('\n'),
  );
  expect(log.events.map(({ cpu, pid, guilty }) => [cpu, pid, guilty])).toEqual([
    [1, 412, 'kfail_step'],
    [2, 812, 'kfail_write'],
  ]);
});

test("a header that names a processor does not take another one's body", () => {
  const log = readKernelLog(
    [
      'watchdog: Watchdog detected hard LOCKUP on cpu 7',
      'BUG: unable to handle page fault for address: ffffc90000127d40',
      'Oops: 0002 [#1] PREEMPT SMP NOPTI',
      body(2, 812, 'tar', 'kfail_write'),
      body(1, 412, 'rsync', 'kfail_step'),
    ].join('\n'),
  );
  expect(log.events.map(({ kind, cpu, pid }) => [kind, cpu, pid])).toEqual([
    ['hard-lockup', 7, null],
    ['page-fault', 2, 812],
  ]);
});
