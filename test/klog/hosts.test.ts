// Whose kernel speaks: from the frames of the lines, else from what systemd says at boot.

import { describe, expect, test } from 'vitest';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';

const hung = 'INFO: task postgres:812 blocked for more than 120 seconds.';
const read = (lines: string[]) => readKernelLog(lines.join('\n'), 'log');

describe('the host', () => {
  test.each([
    ['syslog', `Nov  3 10:11:12 db7 kernel: [  412.1] ${hung}`],
    ['ISO', `2026-11-03T10:11:12.345+01:00 db7 kernel: ${hung}`],
    ['RFC 5424', `<3>1 2026-11-03T10:11:12.345Z db7 kernel - - - ${hung}`],
    ['short-monotonic', `[  412.123456] db7 kernel: ${hung}`],
    ['short-unix', `1762161072.345678 db7 kernel: ${hung}`],
    ['JSON', JSON.stringify({ _HOSTNAME: 'db7', _TRANSPORT: 'kernel', MESSAGE: hung })],
  ])('stands in a line of %s', (_, line) => {
    const log = read([line]);
    expect(log.events.map(({ kind, host }) => [kind, host])).toEqual([['hung-task', 'db7']]);
    expect(log.machine).toMatchObject({ host: 'db7', hosts: [{ name: 'db7', line: 1 }] });
  });

  test('is what systemd calls it where no line wears its name', () => {
    const log = read([
      '[    0.912345] systemd[1]: Hostname set to <localhost>.',
      '[    1.912345] systemd[1]: Hostname set to <localhost.localdomain>.',
      '[    3.112345] systemd[1]: Hostname set to <db7.example.org>.',
      `[  412.123456] ${hung}`,
    ]);
    expect(log.machine.hosts).toEqual([{ name: 'db7.example.org', line: 3 }]);
    expect(log.events[0]!.host).toBe('db7.example.org');
  });

  test('of several is none: each event has its own', () => {
    const log = read([
      `Nov  3 10:11:12 web1 kernel: ${hung}`,
      'Nov  3 10:11:13 db7 kernel: EXT4-fs error (device sda1): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0',
    ]);
    expect(log.machine.host).toBeNull();
    expect(log.machine.hosts).toEqual([
      { name: 'web1', line: 1 },
      { name: 'db7', line: 2 },
    ]);
    expect(log.events.map(({ host }) => host)).toEqual(['web1', 'db7']);
  });

  test('is not known where an event wears no name and others do', () => {
    const log = read([
      'Nov  3 10:11:12 web1 kernel: Linux version 6.1.0-56-amd64 (x@y) #1 SMP',
      '',
      `[  412.123456] ${hung}`,
    ]);
    expect(log.events[0]!.host).toBeNull();
  });

  test('is nobody where a log says none', () => {
    const log = read([`[  412.123456] ${hung}`]);
    expect(log.machine).toMatchObject({ host: null, hosts: [] });
    expect(log.events[0]!.host).toBeNull();
  });
});

test('of more names than anybody reads that systemd gave the first are kept, each once', () => {
  const named = (at: number) => `[    3.112345] systemd[1]: Hostname set to <db${at}>.`;
  const lines = [...Array.from({ length: 70 }, (_, at) => named(at)), named(0)];
  const { hosts } = readKernelLog(lines.join('\n')).machine;
  expect(hosts).toHaveLength(64);
  expect(hosts.at(-1)).toEqual({ name: 'db63', line: 64 });
});

test('of more machines than anybody reads in one log the first are named, and no event is lost', () => {
  const lines = Array.from(
    { length: 70 },
    (_, at) =>
      `Nov  3 10:11:13 web${at} kernel: EXT4-fs error (device sd${String.fromCharCode(97 + (at % 26))}${at}): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0`,
  );
  const { machine, events } = readKernelLog(lines.join('\n'));
  expect(machine.hosts).toHaveLength(64);
  expect(machine.hosts.at(-1)).toEqual({ name: 'web63', line: 64 });
  expect(events).toHaveLength(70);
});
