// Lines of a trace and of a module list, as the kernel's ports and ages print them.

import { describe, expect, test } from 'vitest';
import { readFrame } from '../../src/klog/frame.ts';
import { readReportLine, readWrappedModules } from '../../src/klog/report-line.ts';

describe('frames', () => {
  test.each([
    [' demo_open+0x12/0x34 [demo]', 'demo_open', 'demo', true],
    [' ? demo_open+0x12/0x34', 'demo_open', null, false],
    [' [<ffffffff8108a2f3>] ? demo_open+0x12/0x34', 'demo_open', null, false],
    ['([<000003ff8086d036>] demo_init+0x36/0x1000 [demo])', 'demo_init', 'demo', true],
    [' demo_open (drivers/demo/demo.c:12 (discriminator 1)) ', 'demo_open', null, true],
    [
      ' ? demo_open (drivers/demo/demo.c:12 drivers/demo/demo.h:3) demo',
      'demo_open',
      'demo',
      false,
    ],
    // s390 and old ia64 print no size.
    [' [<000000000012a4b6>] demo_open+0x1c', 'demo_open', null, true],
    [' [<a000000100012340>] ? demo_open+0x1c', 'demo_open', null, false],
    ['([<00000000027f8000>] 0x27f8000)', '0x27f8000', null, false],
    [' [<000003fffd4a1d92>] 0x3fffd4a1d92', '0x3fffd4a1d92', null, false],
    [
      '[<c0014990>] (demo_top+0x0/0xf4) from [<c005ccb8>] (demo_low+0x14f8/0x1b98)',
      'demo_top',
      null,
      true,
    ],
  ])('%s', (line, name, module, reliable) => {
    expect(readFrame(line)).toMatchObject({ function: name, module, reliable });
  });
});

test('s390 says where it was in its program status word', () => {
  expect(
    readReportLine('Krnl PSW : 0704f00180000000 000003ff8086d03a (demo_init+0x3a/0x1000 [demo])'),
  ).toMatchObject({ is: 'place', place: { function: 'demo_init', module: 'demo' } });
});

describe('a module list that goes on', () => {
  const names = (text: string) => readWrappedModules(text)?.map(({ name }) => name) ?? null;
  test('with names that begin with a digit', () => {
    expect(names(' 8021q 3w_9xxx garp(O)')).toEqual(['8021q', '3w_9xxx', 'garp']);
  });
  test('with one name behind a blank', () => {
    expect(names(' pinctrl_demo')).toEqual(['pinctrl_demo']);
  });
  test('up to what was unloaded', () => {
    expect(names('joydev parport snd video [last unloaded: scsi_wait_scan]')).toEqual([
      'joydev',
      'parport',
      'snd',
      'video',
    ]);
  });
  test.each(['CPU 1', 'CPU: 1 PID: 7 Comm: demo', 'RIP: 0010:demo+0x1/0x2'])('not %s', (line) => {
    expect(names(line)).toBeNull();
  });
});
