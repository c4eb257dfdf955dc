// Nobody should reboot the wrong machine: the report says whose it is, and the shared one does not.

import { describe, expect, test } from 'vitest';
import { shareReport } from '../../src/plan/shared-report.ts';
import { hostsInWords, namesItsMachine, whoseMachine } from '../../src/plan/whose-machine.ts';
import { eventOf, reportOf } from '../wizard/report-fixture.ts';

const machine = (...names: string[]) => ({
  ...reportOf().machine,
  host: names.length === 1 ? names[0]! : null,
  hosts: names.map((name, index) => ({ name, line: index + 3 })),
});
const one = reportOf({ machine: machine('db7'), events: [eventOf({ host: 'db7' })] });
const two = reportOf({
  machine: machine('web1', 'db7'),
  events: [eventOf({ host: 'db7' }), eventOf({ host: 'web1', lines: [70, 80] })],
});

test('the machine is that of the event to act on, with the line that names it first', () => {
  expect(whoseMachine(one)).toEqual({ name: 'db7', line: 3 });
  expect(whoseMachine(two)).toEqual({ name: 'db7', line: 4 });
  expect(whoseMachine(reportOf())).toBeNull();
  expect(whoseMachine({ ...two, events: [eventOf()] })).toBeNull();
});

test('in words', () => {
  expect(hostsInWords(one)).toBe('host db7');
  expect(hostsInWords(two)).toBe('host db7, and 1 other');
  expect(hostsInWords({ ...two, events: [], primary: null })).toBe('2 hosts');
  expect(hostsInWords(reportOf())).toBeNull();
});

test('what reboots or destroys data names its machine, unless it runs elsewhere', () => {
  expect(namesItsMachine({ risk: 'reboots', runs: 'host' })).toBe(true);
  expect(namesItsMachine({ risk: 'destroys-data', runs: 'bmc' })).toBe(true);
  expect(namesItsMachine({ risk: 'destroys-data', runs: 'workstation' })).toBe(false);
  expect(namesItsMachine({ risk: 'changes-state', runs: 'host' })).toBe(false);
});

describe('shared', () => {
  const lines = [{ number: 3, text: 'Nov  3 10:11:12 db7 kernel: hello' }];
  const share = (format: 'json' | 'text', kept: 'host'[] = []) =>
    shareReport({ report: two, lines, madeBy: 'Panicroom.', kept }, format).text;

  test('a name is replaced even where it is as short as a word of the kernel', () => {
    const shared = JSON.parse(share('json'));
    expect(shared.machine.hosts).toEqual([
      { name: 'host-1', line: 3 },
      { name: 'host-2', line: 4 },
    ]);
    expect(shared.events.map(({ host }: { host: string }) => host)).toEqual(['host-2', 'host-1']);
    expect(share('text')).toMatch(/Host:? +host-2/);
    expect(share('text')).not.toMatch(/db7|web1/);
  });

  test('and stays where the person keeps it', () => {
    const shared = JSON.parse(share('json', ['host']));
    expect(shared.machine.hosts[1].name).toBe('db7');
    expect(share('text', ['host'])).toMatch(/Host:? +db7/);
  });
});
