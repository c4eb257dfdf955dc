// Headers as the kernel's ports and ages print them, each before the least body that goes with it:
// which kind they open, and what the report is called. Written from the format strings in the sources
// that the openers' tables name.
//
//   ## what it is | kind | title | body, or `x86 at its_own_place`
//   the header's lines                                                  (header-words.txt)

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';

const bodies: Record<string, string[]> = {
  nothing: [],
  x86: [
    'CPU: 1 PID: 812 Comm: stress Not tainted 6.1.0-18-amd64 #1',
    'RIP: 0010:demo_place+0x5/0x20',
    'RAX: 0000000000000000 RBX: ffff888100000000 RCX: 0000000000000000',
    'Call Trace:',
    ' <TASK>',
    ' demo_caller+0x1f/0x40',
    ' do_syscall_64+0x33/0x80',
    '---[ end trace 0000000000000000 ]---',
  ],
  soft: [
    'CPU: 1 PID: 812 Comm: stress Not tainted 6.1.0-18-amd64 #1',
    'Call Trace:',
    ' dump_stack+0x5/0x20',
    ' demo_caller+0x1f/0x40',
    ' do_syscall_64+0x33/0x80',
  ],
  arm64: [
    'Modules linked in: demo',
    'CPU: 1 PID: 812 Comm: stress Not tainted 6.1.0 #1',
    'pstate: 60400009 (nZCv daif +PAN -UAO -TCO -DIT -SSBS BTYPE=--)',
    'pc : demo_place+0x5/0x20',
    'lr : demo_caller+0x5/0x20',
    'Call trace:',
    ' demo_place+0x5/0x20',
    ' demo_caller+0x1f/0x40',
    ' el0_svc+0x33/0x80',
  ],
  arm: [
    'CPU: 1 PID: 812 Comm: stress Not tainted 6.1.0 #1',
    'PC is at demo_place+0x5/0x20',
    'LR is at demo_caller+0x5/0x20',
    ' demo_place from demo_caller+0x1f/0x40',
    ' demo_caller from ret_fast_syscall+0x0/0x54',
  ],
  riscv: [
    'CPU: 1 PID: 812 Comm: stress Not tainted 6.1.0 #1',
    'epc : demo_place+0x5/0x20',
    ' ra : demo_caller+0x5/0x20',
    '[<ffffffff80002ae6>] demo_place+0x5/0x20',
    '[<ffffffff80002ae6>] demo_caller+0x1f/0x40',
    '[<ffffffff80002ae6>] ret_from_syscall+0x0/0x2',
  ],
  ppc: [
    'CPU: 1 PID: 812 Comm: stress Not tainted 6.1.0 #1',
    'NIP:  c000000000a1b2c4 LR: c000000000a1b2c0 CTR: 0000000000000000',
    'NIP [c000000000a1b2c4] demo_place+0x5/0x20',
    'LR [c000000000a1b2c0] demo_caller+0x5/0x20',
    'Call Trace:',
    '[c000000003c3bb90] [c000000000a1b2c0] demo_caller+0x1f/0x40 (unreliable)',
    '[c000000003c3bc00] [c000000000a1b2c0] demo_caller+0x1f/0x40',
    '[c000000003c3bc00] [c00000000002f2c0] system_call_exception+0x1f/0x40',
  ],
  s390: [
    'CPU: 1 PID: 812 Comm: stress Not tainted 6.1.0 #1',
    'Krnl PSW : 0704c00180000000 000003ff80401036 (demo_place+0x36/0x60 [demo])',
    'Call Trace:',
    ' [<000003ff80401036>] demo_place+0x36/0x60 [demo] ',
    '([<000003ff80401030>] demo_place+0x30/0x60 [demo])',
    ' [<0000000000100a5c>] demo_caller+0x3c/0x1a0 ',
    ' [<00000000009d8a7e>] system_call+0x82/0xb0 ',
  ],
  mips: [
    'CPU: 1 PID: 812 Comm: stress Not tainted 6.1.0 #1',
    '$ 0   : 00000000 00000001 00000000 00000000',
    'epc   : 80123456 demo_place+0x5/0x20',
    'ra    : 80123456 demo_caller+0x5/0x20',
    'Call Trace:',
    '[<80123456>] demo_place+0x5/0x20',
    '[<80123456>] demo_caller+0x1f/0x40',
    '[<80123456>] syscall_common+0x34/0x58',
  ],
};

const cases = readFileSync(new URL('header-words.txt', import.meta.url), 'utf8')
  .split('## ')
  .slice(1)
  .map((text) => {
    const [first, ...lines] = text.trimEnd().split('\n');
    const [what, kind, title, body] = first!.split(' | ');
    const [name, place] = body!.split(' at ');
    const after = bodies[name!]!.map((line) => line.replace('demo_place', place ?? 'demo_place'));
    return { what, kind, title, lines: [...lines, ...after] };
  });

test.each(cases)('$what', ({ kind, title, lines }) => {
  const log = readKernelLog(lines.join('\n'));
  expect(log.events.map((event) => [event.kind, event.title])).toEqual([[kind, title]]);
});
