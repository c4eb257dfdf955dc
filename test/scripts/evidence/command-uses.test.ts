// What a command claims to exist.

import { expect, test } from 'vitest';
import { keyOf, wordsOfUse } from '../../../scripts/evidence/command-evidence.ts';
import { commandUses } from '../../../scripts/evidence/command-uses.ts';
import type { RunsOn } from '../../../src/model/runbook.ts';
import { readCommandRisk } from '../../../src/parse/command-risk.ts';

function usesOf(text: string, runs: RunsOn = 'host') {
  const { files } = readCommandRisk(text, runs === 'crash' ? 'crash' : 'host');
  return commandUses({ text, runs, files });
}

const told = (text: string, runs?: RunsOn): string[] =>
  usesOf(text, runs).programs.map((use) =>
    [keyOf(use), ...wordsOfUse(use).filter((word) => !use.subcommands.includes(word))].join(' | '),
  );

test.each<[text: string, programs: string[]]>([
  // Options alone, bundled, with values of every shape.
  ['mdadm --detail /dev/<array>', ['mdadm | --detail']],
  ['mdadm /dev/md0 --add /dev/<new>', ['mdadm | --add']],
  ['ls -lt /boot', ['ls | -lt']],
  ['sort -k2,2 -rn', ['sort | -k2,2 | -rn']],
  ['nvme error-log /dev/<device> --log-entries=16', ['nvme error-log | --log-entries']],
  ['make -j$(nproc) bindeb-pkg', ['nproc', 'make | -j']],
  ['choom -p <pid> -n -500', ['choom | -p | -n']],
  ['btrfs replace status -1 <mountpoint>', ['btrfs replace status | -1']],
  ['chrt -o -p 0 -- -weird', ['chrt | -o | -p']],
  [
    'coredumpctl debug <pid> --debugger-arguments="-batch -x"',
    ['coredumpctl | --debugger-arguments'],
  ],
  // Values that look like options, and options that may stand without their value.
  ['journalctl -k -b -1 --since "-1h"', ['journalctl | -k | -b | --since']],
  ['journalctl -k -b -o cat', ['journalctl | -k | -b | -o | =cat']],
  [
    'lvs -a -o +devices,lv_name -O -data_percent',
    ['lvs | -a | -o | -O | =devices | =lv_name | =data_percent'],
  ],
  // Names of columns and kinds.
  ['ps -eo pid,wchan:32,comm= --sort=-rss', ['ps | -eo | --sort | =pid | =wchan | =comm | =rss']],
  ['dmidecode -t memory', ['dmidecode | -t | =memory']],
  ['mount -o ro,rescue=all /dev/<device> <mountpoint>', ['mount | -o | =ro | =rescue']],
  [
    'dd if=/dev/zero of=/x bs=1M conv=sparse,fsync',
    ['dd | =if | =of | =bs | =conv | =sparse | =fsync'],
  ],
  [
    'systemctl set-property --runtime <unit> MemoryMax=<limit>',
    ['systemctl set-property | --runtime | =MemoryMax'],
  ],
  [
    'systemctl show -p TasksMax -p TasksCurrent <unit>',
    ['systemctl show | -p | =TasksMax | =TasksCurrent'],
  ],
  ['journalctl -b -1 _PID=<pid>', ['journalctl | -b | =_PID']],
  ['lsblk -o NAME,<column>', ['lsblk | -o']],
  // Subcommands.
  ['ip -s link show dev <interface>', ['ip link show | -s']],
  ['ip link', ['ip link']],
  ['systemctl cat <unit>', ['systemctl cat']],
  ['devlink health dump show pci/<pci>', ['devlink health dump show']],
  [
    'ipmitool -I lanplus -H <host> -U <user> sol activate',
    ['ipmitool sol activate | -I | -H | -U'],
  ],
  ['git bisect good v6.1.180', ['git bisect good']],
  ['mstflint -d <pci> query', ['mstflint query | -d']],
  // What stands in front and behind.
  ['sudo -u root smartctl -a /dev/<disk>', ['sudo | -u', 'smartctl | -a']],
  ['LC_ALL=C dmesg -T 2>/dev/null | grep -E "a|-b" > /root/x', ['dmesg | -T', 'grep | -E']],
  ['cat x | xargs -r ps -o pid= -p', ['cat', 'xargs | -r', 'ps | -o | -p | =pid']],
  ["bash -c 'sync -f'", ['bash | -c', 'sync | -f']],
  ['find /x -type f -exec ls -l {} \\;', ['ls | -l', 'find | -type | -exec']],
  ['./scripts/faddr2line vmlinux f+0x1', ['scripts/faddr2line']],
  ['/usr/bin/env -i ls', ['env | -i', 'ls']],
  ['$EDITOR /etc/fstab', []],
])('%s', (text, programs) => {
  expect(told(text)).toEqual(programs);
});

test("crash's own commands are told apart from programs", () => {
  expect(told('bt -a', 'crash')).toEqual(['crash> bt | bt | -a']);
  expect(told('ps -m | grep UN', 'crash')).toEqual(['crash> ps | ps | -m', 'grep']);
});

test.each<[text: string, settings: string[]]>([
  [
    'sysctl -w vm.dirty_ratio=10 vm.dirty_background_ratio=3',
    ['vm.dirty_ratio', 'vm.dirty_background_ratio'],
  ],
  ['sysctl net.ipv4.tcp_mem', ['net.ipv4.tcp_mem']],
  ['nsenter -t <pid> -n sysctl net.core.somaxconn', ['net.core.somaxconn']],
  ['sysctl --system', []],
])('settings of %s', (text, settings) => {
  expect(usesOf(text).settings).toEqual(settings);
});

test.each<[text: string, things: string[]]>([
  ['systemctl enable --now rasdaemon', ['unit rasdaemon.service']],
  ['systemctl mask sleep.target suspend.target', ['unit sleep.target', 'unit suspend.target']],
  ['systemctl status <unit>', []],
  ['systemctl list-timers --all', []],
  ['journalctl -u kdump -u <unit> -b', ['unit kdump.service']],
  ['apt-get install crash linux-image-<kernel>-dbg', ['package crash']],
  ['modprobe netconsole netconsole=x', ['module netconsole']],
  ['modprobe -r <module>', []],
])('units, packages and modules of %s', (text, things) => {
  expect(usesOf(text).things).toEqual(things);
});

test.each<[text: string, made: string[]]>([
  ['dmesg > /root/a.txt 2>&1', ['/root/a.txt']],
  ['cat /proc/meminfo', []],
  ['cp -a /sys/fs/pstore /root/copy', ['/root/copy']],
  ['dd if=/dev/zero of=/swap bs=1M', ['/swap']],
  ['tcpdump -ni any -w /root/a.pcap arp', ['/root/a.pcap']],
  ['mount <root-device> /mnt', ['/mnt']],
  ['systemd-run --on-active=9 --unit=back reboot', ['unit back.service', 'unit back.timer']],
])('%s makes', (text, made) => {
  expect(usesOf(text).made).toEqual(made);
});
