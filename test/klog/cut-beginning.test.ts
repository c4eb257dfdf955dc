// A paste that begins inside a report tells what remains of it, and no more.

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { readSamples } from '../../src/library/read-samples.ts';

const samples = await readSamples(join(import.meta.dirname, '../../content/samples'));
const sample = (file: string) =>
  samples
    .find((one) => one.file.endsWith(file))!
    .text.split('\n')
    .filter((line) => /^\[ *\d/.test(line));

/** The sample from the first line that holds some words on. */
function from(file: string, words: string): string {
  const lines = sample(file);
  return lines.slice(lines.findIndex((line) => line.includes(words))).join('\n');
}

const divide = '/divide-error.log';

test('from the CPU line on: who, where, with what taint, and that it was a failure', () => {
  const [event, ...others] = readKernelLog(from(divide, 'CPU: 0 PID: 91')).events;
  expect(others).toEqual([]);
  expect(event).toMatchObject({
    kind: 'report-without-header',
    severity: 'failure',
    beginsCut: true,
    truncated: true,
    cpu: 0,
    pid: 91,
    comm: 'insmod',
    taint: 'EO',
    function: 'div_zero.constprop.0',
    module: 'kfail',
    title: 'Report without its beginning in div_zero',
  });
});

test('registers that stand before the trace belong to it', () => {
  const text = from(divide, 'RAX: ');
  const [event] = readKernelLog(text).events;
  expect(event!.lines[0]).toBe(1);
  expect(event!.frames.map((frame) => frame.function)).toContain('kfail_init');
});

test('words of a mail above the paste do not hide it', () => {
  const text = `Hello,\n\nmy machine died with this on its screen:\n\n${from(divide, 'Call Trace:')}`;
  expect(readKernelLog(text).events[0]).toMatchObject({
    beginsCut: true,
    lines: [5, expect.anything()],
  });
});

test('a trace without its end mark is no failure: somebody may have asked for it', () => {
  const lines = from(divide, 'Call Trace:').split('\n');
  const trace = lines.slice(
    0,
    lines.findIndex((line) => line.includes('</TASK>')),
  );
  const [event] = readKernelLog(trace.join('\n')).events;
  expect(event).toMatchObject({
    kind: 'report-without-header',
    severity: 'notice',
    beginsCut: true,
  });
});

test('the end mark alone: something failed before', () => {
  const log = readKernelLog('[    4.071622] ---[ end trace 0000000000000000 ]---');
  expect(log.events).toMatchObject([
    { kind: 'report-without-header', severity: 'failure', function: null, cpu: null, frames: [] },
  ]);
});

test.each([
  ['Fatal exception in interrupt', 'panic-other'],
  [
    'UE memory read error on CPU_SrcID#0_Chan#0_DIMM#0 (channel:0 page:0x12345 offset:0x40 grain:32)',
    'edac-memory-error',
  ],
  ["EDAC mpc85xx_l2_err: UE instance: L20 block L20 count: 1 'L2 cache'", 'edac-memory-error'],
  ['EDAC: PCI Parity Error', 'pcie-aer'],
  ['VFS: Unable to mount root fs on unknown-block(0,0)', 'vfs-no-root'],
  ['Attempted to kill init! exitcode=0x00007f00', 'attempted-to-kill-init'],
  ['hung_task: blocked tasks', 'hung-task'],
])('the last line of a panic tells its reason: %s', (reason, kind) => {
  for (const line of [
    `[   10.5] x\n[   10.000000] ---[ end Kernel panic - not syncing: ${reason} ]---`,
    `---[ end Kernel panic - not syncing: ${reason}`,
  ]) {
    expect(readKernelLog(line).events).toMatchObject([
      { kind, severity: 'fatal', panic: reason, beginsCut: true, truncated: true },
    ]);
  }
});

test('a panic that is all there is not told twice', () => {
  const text = sample('/null-pointer-panic-on-oops.log').join('\n');
  const log = readKernelLog(text);
  expect(log.events).toHaveLength(1);
  expect(log.events[0]!.beginsCut).toBe(false);
});

test('the rest of a KASAN report is one', () => {
  const text = [
    ' kasan_save_stack+0x33/0x60',
    ' kfree+0xdf/0x390',
    '',
    'The buggy address belongs to the object at ffff88800abc0000',
    ' which belongs to the cache kmalloc-64 of size 64',
  ].join('\n');
  expect(readKernelLog(text).events).toMatchObject([{ kind: 'kasan', beginsCut: true }]);
});

test.each([
  [
    [
      'pc : [<c0123456>]    lr : [<c0123400>]    psr: 60000013',
      'sp : c7a0dd54  ip : c7a0dd6c  fp : c7a0dd68',
      'Flags: nZCv  IRQs on  FIQs on  Mode SVC_32  ISA ARM  Segment none',
      'Control: 00c5387d  Table: 07a08008  DAC: 00000051',
      'Process demo (pid: 812, stack limit = 0xc7a0c190)',
    ],
    { kind: 'report-without-header', severity: 'failure', pid: 812, comm: 'demo' },
  ],
  [
    [
      'RSP: 002b:00007ffc00000010 EFLAGS: 00010206',
      'memory: usage 65536kB, limit 65536kB, failcnt 12',
    ],
    { kind: 'oom-kill', severity: 'failure' },
  ],
  [
    [' </TASK>', 'Tasks state (memory values in pages):'],
    { kind: 'oom-kill', severity: 'failure' },
  ],
  [
    [' panic+0x101/0x2e3', ' demo_stop+0x1f/0x40 [demo]'],
    { kind: 'panic-other', severity: 'fatal', guilty: 'demo_stop' },
  ],
  [
    [
      ' dump_stack+0x67/0x90',
      ' bad_page.cold.36+0x8f/0xc2',
      ' free_pcppages_bulk+0x18f/0x560',
      ' demo_free+0x1f/0x40 [demo]',
    ],
    { kind: 'bad-page-state', severity: 'failure' },
  ],
  [
    [
      ' [<ffffffff81129665>] watchdog_overflow_callback+0xd5/0xe0',
      ' [<ffffffff8100c884>] intel_pmu_handle_irq+0x1e4/0x4a0',
      ' [<ffffffff815d6721>] end_repeat_nmi+0x1a/0x1e',
      ' [<ffffffff810ca613>] native_queued_spin_lock_slowpath+0x113/0x1a0',
      ' [<ffffffffc0123456>] demo_poll+0x13/0x40 [demo]',
    ],
    {
      kind: 'hard-lockup',
      severity: 'failure',
      title: 'Hard lockup without its beginning in demo_poll',
    },
  ],
])('a line that one kind of report alone has tells what was cut: %j', (lines, told) => {
  expect(readKernelLog(lines.join('\n')).events).toMatchObject([{ ...told, beginsCut: true }]);
});

test('what is left over on a stack is no panic', () => {
  const lines = [' ? panic+0x101/0x2e3', ' demo_wait+0x1f/0x40 [demo]'];
  expect(readKernelLog(lines.join('\n')).events).toMatchObject([
    { kind: 'report-without-header', severity: 'notice' },
  ]);
});

test('an application that prints addresses is no kernel', () => {
  const text = 'Traceback (most recent call last):\n  main.py:12\nsegfault at foo()\n0x55d0aa';
  expect(readKernelLog(text).events).toEqual([]);
});

describe('cutting the beginning off', () => {
  test.each(samples)(
    '$file, at any line: what it says that the whole does not, it says as cut',
    ({ text }) => {
      const rows = text.split('\n');
      const whole = readKernelLog(text);
      const kinds = new Set(whole.events.map(({ kind }) => kind));
      for (let at = 1; at < rows.length; at += 3) {
        const read = readKernelLog(rows.slice(at).join('\n'));
        for (const { kind, severity, beginsCut, lines } of read.events) {
          if (severity === 'notice' || kinds.has(kind)) continue;
          // A less specific header of the same report, or what remains of it.
          const inside = whole.events.some(
            (event) => event.lines[0] <= lines[0] + at && lines[0] + at <= event.lines[1],
          );
          expect(beginsCut || inside, `cut at ${at}: ${kind}`).toBe(true);
        }
        // What remains of a healthy log is healthy.
        if (whole.events.every((event) => event.severity === 'notice')) {
          expect(read.events.filter(({ severity }) => severity !== 'notice')).toEqual([]);
        }
      }
    },
  );
});

test('the count of lost audit records tells of them where its reason was left out', () => {
  const told = (lost: number) =>
    readKernelLog(
      `[   10.000000] audit: audit_lost=${lost} audit_rate_limit=0 audit_backlog_limit=64\n`,
    ).events.map(({ kind }) => kind);
  expect(told(12)).toEqual(['audit-backlog']);
  expect(told(0)).toEqual([]);
});
