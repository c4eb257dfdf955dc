// A report that is pasted by itself ends where the log ends. It is called cut only where the kernel
// always says more.

import { expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';

const asked = 'app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0';
const cpu = 'CPU: 1 PID: 80 Comm: app Not tainted 6.1.0-56-amd64 #1';
const trace = ['Call Trace:', ' dump_stack_lvl+0x44/0x5c', ' foo_work+0x1c5/0x380 [foo]'];
const hung = 'INFO: task app:80 blocked for more than 120 seconds.';
const oops = 'BUG: kernel NULL pointer dereference, address: 0000000000000018';
const kasan = 'BUG: KASAN: use-after-free in foo_work+0x1c5/0x380 [foo]';

test.each([
  ['an OOM kill in its table of tasks', true, [asked, cpu, ...trace, 'Mem-Info:']],
  [
    'an OOM kill with its victim',
    false,
    [asked, cpu, ...trace, 'Out of memory: Killed process 80 (app) total-vm:9kB, anon-rss:9kB'],
  ],
  ['a hung task before its trace', true, [hung, '      Not tainted 6.1.0-56-amd64 #1']],
  ['a hung task with its trace, behind which nothing comes', false, [hung, ...trace]],
  ['an oops without its end', true, [oops, cpu, ...trace]],
  ['an oops with it', false, [oops, cpu, ...trace, '---[ end trace 0000000000000000 ]---']],
  ['a report of KASAN in its trace', true, [kasan, cpu, ...trace]],
  ['a report of KASAN with its closing line', false, [kasan, cpu, ...trace, '='.repeat(66)]],
  ['a panic in its trace', true, ['Kernel panic - not syncing: foo', cpu, ...trace]],
] as const)('%s: cut %s', (_, isCut, lines) => {
  const text = lines.map((line, index) => `[  100.${100_000 + index}] ${line}\n`).join('');
  const { events } = readKernelLog(text);
  expect(events.map(({ truncated }) => truncated)).toEqual([isCut]);
});
