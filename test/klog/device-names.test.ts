// Under which names commands ask for a device, and where they stand in what was printed.

import { expect, test } from 'vitest';
import { rolesOf } from '../../src/klog/device-names.ts';
import { readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { eventValues } from '../../src/plan/event-values.ts';
import { fillCommand } from '../../src/plan/fill-command.ts';

test.each([
  ['block-io-error', 'sda', [['disk', 'sda']]],
  ['block-io-error', 'sda12', [['disk', 'sda']]],
  ['block-io-error', 'sdaa1', [['disk', 'sdaa']]],
  ['ext4-error', 'nvme0n1p2', [['disk', 'nvme0n1']]],
  ['ext4-error', 'mmcblk0p1', [['disk', 'mmcblk0']]],
  ['nvme-timeout', 'nvme0', []],
  ['ext4-error', 'dm-3', []],
  ['pcie-aer', '0000:3b:00.0', [['pci', '0000:3b:00.0']]],
  ['iommu-fault', '3b:00.0', [['pci', '3b:00.0']]],
  ['nvidia-xid', 'PCI:0000:3b:00', [['pci', '0000:3b:00']]],
  ['netdev-watchdog', 'ens1f0np0', [['interface', 'ens1f0np0']]],
  ['netdev-watchdog', '0000:01:00.0', [['pci', '0000:01:00.0']]],
  ['nic-firmware', 'phy0', []],
  ['block-io-error', '0:0:2:0', []],
])('%s %s', (kind, device, roles) => {
  expect(rolesOf(kind, device)).toEqual(roles);
});

test.each([
  [
    'EXT4-fs error (device nvme0n1p2): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0',
    'smartctl -a /dev/<disk>; e2fsck -n /dev/<device>',
    'smartctl -a /dev/nvme0n1; e2fsck -n /dev/nvme0n1p2',
  ],
  [
    'igb 0000:01:00.0 eth0: NETDEV WATCHDOG: CPU: 3: transmit queue 7 timed out 5012 ms',
    'ethtool -S <interface>; lspci -vv -s <pci>',
    'ethtool -S eth0; lspci -vv -s 0000:01:00.0',
  ],
  [
    "NVRM: Xid (PCI:0000:3b:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.",
    'lspci -vv -s <pci>',
    'lspci -vv -s 0000:3b:00',
  ],
])('%s', (line, template, command) => {
  const log = readKernelLog(line);
  const values = Object.fromEntries(
    Object.entries(eventValues(log, log.events[0]!, [])).map(([name, { value }]) => [name, value]),
  );
  const placeholders = [...template.matchAll(/<(\w+)>/g)].map((match) => ({
    name: match[1]!,
    start: match.index,
    end: match.index + match[0].length,
  }));
  expect(fillCommand(template, placeholders, values).command).toBe(command);
});
