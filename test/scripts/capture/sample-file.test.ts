import { describe, expect, test } from 'vitest';
import {
  cleanConsole,
  samplePath,
  sampleText,
  unmetExpectations,
} from '../../../scripts/capture/sample-file.ts';
import type { Scenario } from '../../../scripts/capture/scenario.ts';
import { readSample } from '../../../src/library/read-samples.ts';

const row: Scenario = {
  id: 'soft-lockup-6.1',
  folder: 'stalls/soft-lockup',
  kind: 'soft-lockup',
  arch: 'x86_64',
  kernel: '6.1',
  how: 'a kernel thread that spins',
  expect: ['BUG: soft lockup', 'stuck for'],
};

describe('a console', () => {
  test('begins with the first line of the kernel, behind what the firmware wrote', () => {
    expect(
      cleanConsole(
        '\x1b[2J\x1b[01;01HSeaBIOS\r\nBooting\r\n[    0.000000] Linux version 6\r\n[    0.1',
      ),
    ).toBe('[    0.000000] Linux version 6\n[    0.1\n');
  });

  test('of a quiet boot is kept whole', () => {
    expect(cleanConsole('\r\nmount: no such device\r\n')).toBe('mount: no such device\n');
  });

  test('loses escapes and carriage returns, nothing else', () => {
    const text = '[    1.000000] a\ttab, \u00e9 and  two spaces \n\n[    2.000000] end\n';
    expect(cleanConsole(text.replace('tab', '\x1b[1;31mtab\x1b[0m').replaceAll('\n', '\r\n'))).toBe(
      text,
    );
  });
});

describe('what a row expects', () => {
  test('is all there, or each thing that is not is named', () => {
    expect(unmetExpectations(row, 'BUG: soft lockup - CPU#1 stuck for 22s')).toEqual([]);
    expect(unmetExpectations(row, 'stuck for 22s')).toEqual([
      'the console does not hold "BUG: soft lockup"',
    ]);
  });

  test('and what it refuses is not there', () => {
    const refusing = { ...row, expect: ['healthy'], refuse: ['Call Trace'] };
    expect(unmetExpectations(refusing, 'healthy\nCall Trace:')).toEqual([
      'the console holds "Call Trace", which it must not',
    ]);
  });
});

test('a guest that got no time is no sample of anything but a stall', () => {
  const text = 'oops\nrcu: INFO: rcu_preempt detected stalls on CPUs/tasks:';
  const oops = { ...row, folder: 'faults/divide-error', expect: ['oops'] };
  expect(unmetExpectations(oops, text)).toHaveLength(1);
  expect(unmetExpectations(oops, text)[0]).toContain('too busy to emulate; run it again');
  expect(unmetExpectations({ ...oops, folder: 'stalls/rcu-stall' }, text)).toEqual([]);
});

describe('a sample', () => {
  const console = '[    0.000000] Linux version 6.1.0-56-amd64 (x)\n';

  test('stands at its place and is read as the library reads samples', () => {
    const text = sampleText({ ...row, title: 'A soft lockup' }, '6.1.0-56-amd64', console);
    expect(samplePath(row)).toBe('stalls/soft-lockup/soft-lockup-6.1.log');
    expect(readSample(samplePath(row), text)).toMatchObject({
      kind: 'soft-lockup',
      nearMiss: null,
      title: 'A soft lockup',
      kernel: '6.1.0-56-amd64',
      text: console,
    });
  });

  test('claims no kernel that the console does not name, and still says which it was', () => {
    const text = sampleText({ ...row, nearMiss: 'rcu-stall' }, '6.1.0-56-amd64', 'quiet\n');
    const sample = readSample('x.log', text);
    expect(sample).toMatchObject({ kernel: null, nearMiss: 'rcu-stall', text: 'quiet\n' });
    expect(sample.source).toContain('6.1.0-56-amd64; a kernel thread that spins');
  });
});
