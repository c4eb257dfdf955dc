// What a person must have before they start, told by the words of a requirement. A table, so that a
// wording met in the field is one more word here. Words are found whole, in any case.

import type { Need } from '../model/runbook.ts';

/** Words that only look like a need. */
export const noNeed =
  /\broot[ -](?:file ?systems?|causes?|devices?|disks?|partitions?|volumes?)\b|\broot=/gi;

export const needWords: readonly { need: Need; words: readonly string[] }[] = [
  { need: 'root', words: ['root', 'sudo', 'superuser', 'administrator rights', 'uid 0'] },
  {
    need: 'console',
    words: [
      'console',
      'serial',
      'bmc',
      'ipmi',
      'ilo',
      'idrac',
      'xclarity',
      'imm',
      'ikvm',
      'kvm switch',
      'serial over lan',
      'crash cart',
      'out of band',
      'physical access',
    ],
  },
  {
    need: 'kdump',
    words: ['kdump', 'crash dump', 'crash dumps', 'crash kernel', 'crashkernel', 'vmcore', 'dump'],
  },
  {
    need: 'debug-symbols',
    words: ['debug symbols', 'debuginfo', 'dbgsym', 'debug info', 'vmlinux', 'symbols'],
  },
  {
    need: 'vendor-tools',
    words: [
      'vendor tool',
      'vendor tools',
      'ipmitool',
      'storcli',
      'storcli64',
      'perccli',
      'megacli',
      'ssacli',
      'hpssacli',
      'arcconf',
      'sas3ircu',
      'racadm',
      'hponcfg',
      'nvidia smi',
      'mstflint',
      'vendor utility',
      'vendor utilities',
      'vendor diagnostics',
    ],
  },
  {
    need: 'rescue-system',
    words: [
      'rescue system',
      'rescue image',
      'rescue mode',
      'rescue disk',
      'live system',
      'live image',
      'live usb',
      'live cd',
      'recovery image',
      'usb stick',
      'installation media',
    ],
  },
  {
    need: 'second-machine',
    words: [
      'second machine',
      'another machine',
      'other machine',
      'test machine',
      'spare machine',
      'workstation',
      'analysis host',
      'jump host',
      'bastion',
    ],
  },
  {
    need: 'backup',
    words: ['backup', 'backups', 'snapshot', 'snapshots', 'restore point'],
  },
  {
    need: 'maintenance-window',
    words: ['maintenance window', 'downtime', 'maintenance mode', 'change window', 'drained'],
  },
];
