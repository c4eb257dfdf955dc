// What is masked, what is left alone, and that the same name gets the same stand-in.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countIdentities, kindInWords } from '../../src/redact/count-identities.ts';
import { Pseudonyms } from '../../src/redact/pseudonyms.ts';

function mask(text: string): string {
  const pseudonyms = new Pseudonyms();
  pseudonyms.learn(text);
  return pseudonyms.replace(text);
}

describe('names that are masked', () => {
  test.each([
    [
      'a host before the kernel in syslog',
      'Nov 27 03:00:01 db-prod-7 kernel: [  12.3] BUG: unable to handle',
      'Nov 27 03:00:01 host-1 kernel: [  12.3] BUG: unable to handle',
    ],
    [
      'a host in the journal, and again in a message',
      '2026-11-27T03:00:01.5+0100 vault systemd[1]: Hostname set to <vault>.\nmounting vault:/srv and vault.example.net:/x',
      '2026-11-27T03:00:01.5+0100 host-1 systemd[1]: Hostname set to <host-1>.\nmounting host-1:/srv and host-1.example.net:/x',
    ],
    [
      'a host in journal JSON',
      '{"_HOSTNAME":"web3","MESSAGE":"x web3."}',
      '{"_HOSTNAME":"host-1","MESSAGE":"x host-1."}',
    ],
    [
      'an NFS server',
      'nfs: server filer2 not responding, still trying',
      'nfs: server host-1 not responding, still trying',
    ],
    [
      'an NFS server by address',
      'nfs: server 10.1.2.3 not responding',
      'nfs: server 192.0.2.1 not responding',
    ],
    [
      'a CIFS share',
      'CIFS: VFS: \\\\nas4\\projects Send error',
      'CIFS: VFS: \\\\host-1\\projects Send error',
    ],
    [
      'IPv4, with a port',
      'ceph: mon0 10.20.0.4:6789 session lost',
      'ceph: mon0 192.0.2.1:6789 session lost',
    ],
    [
      'IPv6',
      'ICMPv6: NA: fe80::21b:21ff:fe3a:1234 advertised',
      'ICMPv6: NA: 2001:db8::1 advertised',
    ],
    [
      'IPv6 unshortened',
      'TCP: fe80:0000:0000:0000:021b:21ff:fe3a:1234 port 80',
      'TCP: 2001:db8::1 port 80',
    ],
    [
      'a hardware address',
      'e1000e eth0: (PCI Express) 3c:97:0e:12:34:56',
      'e1000e eth0: (PCI Express) 02:00:00:00:00:01',
    ],
    [
      "both of netfilter's",
      'IN=eth0 MAC=3c:97:0e:12:34:56:00:1b:21:aa:bb:cc:08:00 SRC=10.0.0.9',
      'IN=eth0 MAC=02:00:00:00:00:01:02:00:00:00:00:02:08:00 SRC=192.0.2.1',
    ],
    [
      'a file system',
      'root=UUID=8c7b9ad2-1111-4abc-9def-0123456789ab ro',
      'root=UUID=00000000-0000-4000-8000-000000000001 ro',
    ],
    [
      'a file system in the name of a hook',
      'devexists-\\x2fdev\\x2fdisk\\x2fby-uuid\\x2f8c7b9ad2-1111-4abc-9def-0123456789ab.sh',
      'devexists-\\x2fdev\\x2fdisk\\x2fby-uuid\\x2f00000000-0000-4000-8000-000000000001.sh',
    ],
    [
      'a file system in the name of a unit',
      'dev-disk-by\\x2duuid-8c7b9ad2\\x2d1111\\x2d4abc\\x2d9def\\x2d0123456789ab.device',
      'dev-disk-by\\x2duuid-00000000-0000-4000-8000-000000000001.device',
    ],
    [
      'a USB serial number',
      'usb 1-1: SerialNumber: 4C530001230',
      'usb 1-1: SerialNumber: serial-1',
    ],
    [
      'a drive by its name',
      'scsi 0:0:0:0: naa.5000c500a1b2c3d4 online',
      'scsi 0:0:0:0: naa.serial-1 online',
    ],
    ['an iSCSI target', 'target iqn.2001-04.com.acme:disk2', 'target iqn.2001-04.serial-1'],
    ['a home folder', 'exec /home/alex/run.sh', 'exec /home/user-1/run.sh'],
    [
      'a login',
      'Accepted publickey for alex from 10.0.0.9',
      'Accepted publickey for user-1 from 192.0.2.1',
    ],
    [
      'who built an own kernel',
      'Linux version 6.6.1 (alex@laptop) (gcc 13.2.0) #1 SMP',
      'Linux version 6.6.1 (user-1@example.org) (gcc 13.2.0) #1 SMP',
    ],
    ['mail', 'report to ops@corp.example.com now', 'report to user-1@example.org now'],
  ])('%s', (_, text, masked) => {
    expect(mask(text)).toBe(masked);
  });
});

describe('kernel text that only looks like a name', () => {
  test.each([
    'RIP: 0010:do_exit+0x1/0x2 0000:3b:00.0 10:30:45 at::all',
    'Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) (gcc-12)',
    'Linux version 5.14.0 (mockbuild@x86-05.build.eng.bos.redhat.com) (gcc)',
    'Kernel 2.6.32.12-115.fc12.x86_64',
    'CPU: 1 PID: 1 Comm: swapper/0 Not tainted 2.6.35.10-74 #1',
    'igb: firmware version 3.16.0.1',
    'driver 525.60.13.2 loaded',
    'listening on 127.0.0.1, route 0.0.0.0, group 224.0.0.1',
    'Serial: 8250/16550 driver, 4 ports',
    'serial8250: ttyS0 at I/O 0x3f8',
    'usb usb3: SerialNumber: vhci_hcd.0',
    'Nov 27 03:00:01 localhost kernel: BUG',
    'i2c@d4010800: 1M@704K getty@tty1.service',
    'Code: 48 8b 05 00 00 00 00 <48> 8b 00',
    'core::panicking::panic_fmt',
    'link/ether ff:ff:ff:ff:ff:ff and 00:00:00:00:00:00',
    'Bug report: please mail linux-kernel@vger.kernel.org',
    'pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>',
    'section type: unknown, 6d5244f2-2712-11ec-bea7-cb3fdb95c786',
    '[   12.345678] md/raid1:md0: active with 2 out of 2 mirrors',
    'nvme nvme0: discovery nqn.2014-08.org.nvmexpress.discovery',
  ])('%s', (text) => {
    expect(mask(text)).toBe(text);
  });
});

test('the same name has the same stand-in, in whatever text it stands later', () => {
  const pseudonyms = new Pseudonyms();
  pseudonyms.learn(
    'Nov 27 03:00:01 db-prod-7 kernel: SRC=10.0.0.9\nNov 27 03:00:02 db-prod-7 kernel: x',
  );
  expect(pseudonyms.replace('ssh db-prod-7 ping 10.0.0.9 10.0.0.10')).toBe(
    'ssh host-1 ping 192.0.2.1 192.0.2.2',
  );
  expect(pseudonyms.identities).toEqual([
    { kind: 'host', original: 'db-prod-7', pseudonym: 'host-1', count: 1 },
    { kind: 'ipv4', original: '10.0.0.9', pseudonym: '192.0.2.1', count: 1 },
    { kind: 'ipv4', original: '10.0.0.10', pseudonym: '192.0.2.2', count: 1 },
  ]);
});

test('stand-ins of an earlier masking stay, and no name gets the one of another', () => {
  const log =
    'SerialNumber: serial-2\nSerialNumber: 4C530001\nSerialNumber: 4C530002\nSRC=192.0.2.1 DST=10.0.0.9';
  expect(mask(log)).toBe(
    'SerialNumber: serial-2\nSerialNumber: serial-1\nSerialNumber: serial-3\nSRC=192.0.2.1 DST=192.0.2.2',
  );
});

test('what the person keeps is kept', () => {
  const pseudonyms = new Pseudonyms(['host']);
  pseudonyms.learn('Nov 27 03:00:01 db-prod-7 kernel: SRC=10.0.0.9');
  expect(pseudonyms.replace('db-prod-7 10.0.0.9')).toBe('db-prod-7 192.0.2.1');
});

test('masks every string of a report, and no number or key', () => {
  const pseudonyms = new Pseudonyms();
  expect(pseudonyms.replaceAll({ '10.0.0.9': 7, list: ['10.0.0.9', null, { a: true }] })).toEqual({
    '10.0.0.9': 7,
    list: ['192.0.2.1', null, { a: true }],
  });
});

test('a name with a polluting spelling is a name like others', () => {
  expect(
    mask('Nov 27 03:00:01 __proto__x kernel: x\nNov 27 03:00:01 constructor kernel: constructor'),
  ).toContain('host-1 kernel: host-1');
});

test('masking twice changes nothing more, and keeps the number of lines', () => {
  const piece = fc.constantFrom(
    'Nov 27 03:00:01 db7x kernel: ',
    '10.0.0.9',
    ':6789 ',
    '3c:97:0e:12:34:56',
    'fe80::1:2',
    ' alex@laptop.example.net ',
    '/home/alex',
    'SerialNumber: 4C530001',
    'db7x',
    '\n',
    '-',
    '.',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const text = pieces.join('');
      const masked = mask(text);
      expect(masked.split('\n').length).toBe(text.split('\n').length);
      expect(mask(masked)).toBe(masked);
    }),
  );
});

test('more addresses than the blocks for examples hold still have a stand-in each', () => {
  const log = Array.from({ length: 770 }, (_, at) => `SRC=10.1.${at >> 8}.${at & 255}`).join('\n');
  const standIns = mask(log).split('\n');
  expect(new Set(standIns).size).toBe(770);
  expect([standIns[0], standIns[254], standIns[761], standIns[762]]).toEqual([
    'SRC=192.0.2.1',
    'SRC=198.51.100.1',
    'SRC=203.0.113.254',
    'SRC=ip-763',
  ]);
});

describe('a name that is known to be one', () => {
  test.each([
    ['db7', [], 'host-1'],
    ['DB7', [], 'host-1'],
    ['other', [], null],
    ['localhost', [], null],
    ['db7', ['host'], null],
  ] as const)('%s, kept: %j', (asked, kept, standIn) => {
    const pseudonyms = new Pseudonyms(kept);
    for (const name of ['db7', 'localhost']) pseudonyms.know('host', name);
    expect(pseudonyms.standInOf('host', asked)).toBe(standIn);
    expect(pseudonyms.standInOf('user', asked)).toBeNull();
  });
});

test.each([
  ['nothing here', null],
  ['SRC=10.0.0.9 DST=10.0.0.9', 'Replaced by stand-ins: 1 IPv4 address.'],
  [
    'SRC=10.0.0.9 DST=10.0.0.8 MAC 3c:97:0e:12:34:56',
    'Replaced by stand-ins: 2 IPv4 addresses, 1 hardware address.',
  ],
])('says how many names were replaced: %s', (text, sentence) => {
  const pseudonyms = new Pseudonyms();
  pseudonyms.learn('SRC=10.9.9.9');
  pseudonyms.replace(text);
  expect(countIdentities(pseudonyms.identities)).toBe(sentence);
  expect(kindInWords('ipv4')).toBe('IPv4 addresses');
});

test.each([
  'at 2001:db8:1:::5 now',
  'at 2001:db8::1::5 now',
  'at 2001:db8:1:2:3:4:5 now',
  'at :2001:db8:1:2:3:4:5:6 now',
])('is no IPv6 address, and stays: %s', (text) => {
  expect(mask(text)).toBe(text);
});
