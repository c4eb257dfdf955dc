// One table: a line as some program hands it on, and the kernel's words in it.

import { expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { unframe } from '../../src/klog/unframe.ts';
import type { Framing } from '../../src/model/kernel-log.ts';

const words = 'BUG: unable to handle page fault for address: ffffc90000000040';

interface Said {
  time?: number;
  timestamp?: string;
  caller?: string;
}

const rows: [line: string, framing: Framing[], said: Said][] = [
  [words, [], {}],
  [`[   12.345678] ${words}`, ['dmesg'], { time: 12.345678 }],
  [`[12345.678901]${words}`, ['dmesg'], { time: 12345.678901 }],
  [`<4>[   12.345678] ${words}`, ['level', 'dmesg'], { time: 12.345678 }],
  [`&lt;4&gt;[   12.345678] ${words}`, ['level', 'dmesg'], { time: 12.345678 }],
  [`[   12.345678][  T123] ${words}`, ['dmesg', 'caller'], { time: 12.345678, caller: 'T123' }],
  [`[   12.345678] [    C1] ${words}`, ['dmesg', 'caller'], { time: 12.345678, caller: 'C1' }],
  [`[Tue Nov  3 10:11:12 2026] ${words}`, ['dmesg-t'], { timestamp: '2026-11-03T10:11:12' }],
  [`[Tue Nov 3 10:11:12 2026] ${words}`, ['dmesg-t'], { timestamp: '2026-11-03T10:11:12' }],
  // dmesg -T in German, syslog in Russian and Chinese
  [`[Fr Mär 15 20:07:23 2024] ${words}`, ['dmesg-t'], {}],
  [`июл 27 14:08:03 db-7 kernel: ${words}`, ['syslog'], {}],
  [`8月 25 13:52:23 db-7 kernel: ${words}`, ['syslog'], {}],
  [`[   12.345678] kernel: ${words}`, ['dmesg', 'syslog'], { time: 12.345678 }],
  [`10:11:12,345 ALERT kernel:${words}`, ['syslog'], {}],
  [`10:11:12 kernel: ${words}`, ['syslog'], {}],
  // a host's name that somebody took out, and the blank behind it left
  [`Nov  3 10:11:12  kernel: ${words}`, ['syslog'], {}],
  // a selection that began one character late, and what a forum sets in bold or as code
  [`12345.678901] ${words}`, ['dmesg'], { time: 12345.678901 }],
  [`  345.678901] ${words}`, ['dmesg'], { time: 345.678901 }],
  [`**\`[   12.345678] ${words}`, ['dmesg'], { time: 12.345678 }],
  [`\`[Tue Nov  3 10:11:12 2026] ${words}`, ['dmesg-t'], { timestamp: '2026-11-03T10:11:12' }],
  [`> ${words.replace('BUG', ' BUG')}`, ['quoted'], {}],
  // dmesg -H where a comma stands for the point
  [`[ 3. Nov 10:11] ${words}`, ['dmesg-h'], {}],
  [`[  +0,000003] ${words}`, ['dmesg-h'], {}],
  [`>>>>>>>> ${words}`, ['quoted'], {}],
  [
    `[   12.345678 / 09-26 13:22:37.707][2][662][ndroid.systemui] ${words}`,
    ['dmesg'],
    { time: 12.345678 },
  ],
  // z/VM's console
  [`00: [   12.345678] ${words}`, ['dmesg'], { time: 12.345678 }],
  [`[Nov 3 10:11] ${words}`, ['dmesg-h'], {}],
  [`[  +0.000003] ${words}`, ['dmesg-h'], {}],
  [
    `2026-11-03T10:11:12,345678+01:00 ${words}`,
    ['dmesg-iso'],
    { timestamp: '2026-11-03T10:11:12,345678+01:00' },
  ],
  [`kern  :err   : [   12.345678] ${words}`, ['dmesg-x', 'dmesg'], { time: 12.345678 }],
  [`3,1234,12345678,-;${words}`, ['kmsg'], { time: 12.345678 }],
  [`3,1234,12345678,-,caller=T92;${words}`, ['kmsg'], { time: 12.345678, caller: 'T92' }],
  [`Nov  3 10:11:12 db-7 kernel: ${words}`, ['syslog'], {}],
  [
    `Nov  3 10:11:12 db-7 kernel[0]: [   12.345678] ${words}`,
    ['syslog', 'dmesg'],
    { time: 12.345678 },
  ],
  [`Nov  3 10:11:12 db-7 kern.err kernel: ${words}`, ['syslog'], {}],
  [
    `Tue Nov  3 10:11:12 2026 kern.warn kernel: [   12.345678] ${words}`,
    ['syslog', 'dmesg'],
    { time: 12.345678 },
  ],
  [
    `<3>1 2026-11-03T10:11:12.345Z db-7 kernel - - - ${words}`,
    ['syslog'],
    { timestamp: '2026-11-03T10:11:12.345Z' },
  ],
  [
    `2026-11-03T10:11:12+0100 db-7 kernel: ${words}`,
    ['journal-iso'],
    { timestamp: '2026-11-03T10:11:12+0100' },
  ],
  [
    `2026-11-03 10:11:12.345678 db-7 kernel: ${words}`,
    ['journal-iso'],
    { timestamp: '2026-11-03 10:11:12.345678' },
  ],
  [
    `[   12.345678] db-7.example kernel: ${words}`,
    ['dmesg', 'journal-monotonic'],
    { time: 12.345678 },
  ],
  [`1762161072.345678 db-7 kernel: ${words}`, ['journal-unix'], {}],
  [`MESSAGE=${words}`, ['journal-export'], {}],
  [
    `{"__REALTIME_TIMESTAMP":"1762161072345678","_TRANSPORT":"kernel","MESSAGE":"${words}","_SOURCE_MONOTONIC_TIMESTAMP":"12345678"}`,
    ['journal-json'],
    { time: 12.345678, timestamp: '2025-11-03T09:11:12.345Z' },
  ],
  [
    `[2026-11-03T10:11:12Z] [   12.345678] ${words}`,
    ['console-stamp', 'dmesg'],
    { time: 12.345678, timestamp: '2026-11-03T10:11:12Z' },
  ],
  [
    `2026-11-03T10:11:12.345678901Z stderr F [   12.345678] ${words}`,
    ['console-stamp', 'dmesg'],
    { time: 12.345678, timestamp: '2026-11-03T10:11:12.345678901Z' },
  ],
  [`[   12.345678 <    0.000123>] ${words}`, ['dmesg'], { time: 12.345678 }],
  [`[Tue Nov  3 10:11:12 UTC 2026] ${words}`, ['dmesg-t'], { timestamp: '2026-11-03T10:11:12' }],
  [`[Nov03 10:11] ${words}`, ['dmesg-h'], {}],
  [`[<    0.000003>] ${words}`, ['dmesg-h'], {}],
  [`6.12.0-1-amd64,3,1234,12345678,-;${words}`, ['kmsg'], { time: 12.345678 }],
  [`11-03 10:11:12.345     0     0 E Kernel  : ${words}`, ['logcat'], {}],
  [`11-03 10:11:12.345     0     0 E         : ${words}`, ['logcat'], {}],
  [`11-03 10:11:12.345 root     0     0 E         : ${words}`, ['logcat'], {}],
  [`W/kernel  (    0): ${words}`, ['logcat'], {}],
  [`<6>[   12.345678] (1)[92:insmod]${words}`, ['level', 'dmesg', 'caller'], { time: 12.345678 }],
  [`[pod/guest-0/console] ${words}`, ['container'], {}],
  [`guest-1  | ${words}`, ['container'], {}],
  [`    MESSAGE=${words}`, ['journal-export'], {}],
  [`         "msg": "${words}"`, ['dmesg-json'], {}],
  [
    `boot\tRun tests\t2026-11-03T10:11:12.3456789Z ${words}`,
    ['container', 'console-stamp'],
    { timestamp: '2026-11-03T10:11:12.3456789Z' },
  ],
  [
    `2026-11-03T10:11:12.345678Z 01O [   12.345678] ${words}`,
    ['console-stamp', 'dmesg'],
    { time: 12.345678, timestamp: '2026-11-03T10:11:12.345678Z' },
  ],
  [
    `- {"dt": "2026-11-03T10:11:12.345678", "lvl": "target", "msg": "[   12.345678] ${words}"}`,
    ['container-json', 'dmesg'],
    { time: 12.345678 },
  ],
  [
    `Nov  3 10:11:12 10.0.0.7 3,1234,12345678,-;${words}`,
    ['console-stamp', 'kmsg'],
    { time: 12.345678 },
  ],
  [`> ${words}`, ['quoted'], {}],
  [`  12\t[   12.345678] ${words}`, ['dmesg'], { time: 12.345678 }],
  [`Nov 03 10:11:12 [   12.345678] ${words}`, ['console-stamp', 'dmesg'], { time: 12.345678 }],
  [
    `{"log":"[   12.345678] ${words}\\n","stream":"stderr"}`,
    ['container-json', 'dmesg'],
    { time: 12.345678 },
  ],
  [`[    2.433232]  [3:      swapper/0:    1] ${words}`, ['dmesg', 'caller'], { time: 2.433232 }],
  [`kernel: [   12.345678] ${words}`, ['syslog', 'dmesg'], { time: 12.345678 }],
  [`> > [   12.345678] ${words}`, ['quoted', 'dmesg'], { time: 12.345678 }],
  [`ok 1 futex[   12.345678] ${words}`, ['dmesg'], { time: 12.345678 }],
  [
    `login: [   12.345678][  T92] ${words}`,
    ['dmesg', 'caller'],
    { time: 12.345678, caller: 'T92' },
  ],
  [
    `[2026-11-03T10:11:12Z] <4>[   12.345678][    C0] ${words}`,
    ['console-stamp', 'level', 'dmesg', 'caller'],
    { time: 12.345678, timestamp: '2026-11-03T10:11:12Z', caller: 'C0' },
  ],
];

test.each(rows)('%s', (line, framing, said) => {
  const read = unframe(line);
  expect(read.text).toBe(words);
  expect(read.framing).toEqual(framing);
  expect(line.slice(read.offset).startsWith(words)).toBe(true);
  expect({ time: read.time, timestamp: read.timestamp, caller: read.caller }).toEqual({
    time: said.time ?? null,
    timestamp: said.timestamp ?? null,
    caller: said.caller ?? null,
  });
});

test.each([
  'RIP: 0010:do_exit+0x1/0x2',
  '[<ffffffff81234567>] do_exit+0x123/0x456',
  '[drm:amdgpu_job_timedout [amdgpu]] *ERROR* ring gfx timeout',
  '2026 was a good year for kernel developers',
  '<TASK>',
  '<48> 3d 01 f0 ff ff 73 01 c3',
  'May 1 be excused',
  '{"a": 1}',
  'kernel BUG at mm/slub.c:1!',
  '>ffff888012345678: 00 00 00 00 fc fc fc fc',
  'free   | 12 kB',
])('the words "%s" wear no frame', (line) => {
  expect(unframe(line)).toMatchObject({ text: line, offset: 0, framing: [] });
});

test('a record of another program in the journal is not the kernel speaking', () => {
  const line = '{"_TRANSPORT":"stdout","SYSLOG_IDENTIFIER":"app","MESSAGE":"kernel BUG at x.c:1!"}';
  expect(unframe(line)).toMatchObject({ text: '', fromKernel: false });
});

test('colours are taken off', () => {
  expect(unframe(`\u001b[32m[   12.345678] \u001b[0m\u001b[1;31m${words}\u001b[0m`)).toMatchObject({
    text: words,
    time: 12.345678,
  });
});

test('a character that JSON spells by an escape is where the escape is', () => {
  // Docker's log of a container's console: Go writes these so.
  const spelled = '\\u003cinit\\u003e';
  const lines = [
    '[    1.000000] BUG: kernel NULL pointer dereference, address: 0000000000000040',
    `[    1.000001] CPU: 0 PID: 1 Comm: ${spelled} Not tainted 6.1.0-21-amd64 #1`,
  ].map((line) => `{"log":"${line}\\n","stream":"stdout"}`);
  const [event] = readKernelLog(lines.join('\n')).events;
  const fact = (name: string) => event!.facts.find((each) => each.name === name)!;
  const there = (name: string) => {
    const { line, start, end } = fact(name).at;
    return lines[line - 1]!.slice(start - 1, end - 1);
  };
  expect([fact('comm').value, there('comm')]).toEqual(['<init>', spelled]);
  expect([fact('kernel').value, there('kernel')]).toEqual(['6.1.0-21-amd64', '6.1.0-21-amd64']);
});
