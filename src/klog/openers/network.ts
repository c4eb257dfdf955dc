// Network devices, and limits that were reached.
// Sources: net/sched/sch_generic.c (dev_watchdog), net/core/dev.c (netdev_wait_allrefs_any),
// drivers/net/ethernet/mellanox/mlx5/core/health.c, net/netfilter/nf_conntrack_core.c,
// net/core/neighbour.c, net/ipv4/tcp_input.c (tcp_syn_flood_action), net/ipv4/tcp.c, fs/file_table.c,
// kernel/cgroup/pids.c.

import type { Opener } from './opener.ts';

export const network: Opener[] = [
  {
    kind: 'netdev-watchdog',
    literals: ['NETDEV WATCHDOG: ', 'transmit queue '],
    pattern:
      /NETDEV WATCHDOG: (?<device>[\w.-]{1,16}) \(\S{0,32}\): transmit queue|NETDEV WATCHDOG: CPU: (?<cpu>\d{1,5}): transmit queue|^(?:\S{1,24} \S{1,24} )?(?<device2>[\w.-]{1,16}): NETDEV WATCHDOG(?:: CPU: (?<cpu2>\d{1,5}): transmit queue)?/,
    title: 'NETDEV WATCHDOG: {device} transmit queue timed out',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'netdev-watchdog',
    literals: ['Detected Tx Unit Hang', 'Detected Hardware Unit Hang'],
    pattern: /(?:\S{1,24} \S{1,24} (?<device>[\w.-]{1,16}): )?Detected (?:Tx|Hardware) Unit Hang/,
    title: 'transmit unit hang on {device}',
    form: 'line',
    rank: 2,
  },
  {
    kind: 'unregister-netdevice',
    literals: ['unregister_netdevice: waiting for '],
    pattern: /unregister_netdevice: waiting for (?<device>\S{1,32}) to become free/,
    title: 'unregister_netdevice: waiting for DEV to become free',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'nic-firmware',
    literals: ["device's health compromised", 'mlx5_core'],
    pattern:
      /^(?:mlx5_core (?<device>\S{1,16}): )?.{0,80}(?:device's health compromised|health_care:\d{1,5}:|assert_var\[0\])/,
    title: 'NIC firmware failure on {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'conntrack-full',
    literals: ['table full, dropping packet'],
    pattern: /^(?:nf|ip)_conntrack: .{0,40}table full, dropping packet/,
    title: 'nf_conntrack: table full, dropping packet',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'neighbour-overflow',
    literals: ['table overflow'],
    pattern: /^(?:neighbour: )?(?:\w{1,16}: )?[nN]eighbou?r table overflow/,
    title: 'neighbour table overflow',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'syn-flood',
    literals: ['ossible SYN flooding'],
    pattern: /[pP]ossible SYN flooding on port (?<port>\S{1,64}?)[.\s]/,
    title: 'possible SYN flooding on port {port}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'tcp-memory',
    literals: [
      'consider tuning tcp_mem',
      'too many orphaned sockets',
      'too many of orphaned sockets',
    ],
    pattern:
      /^(?:TCP: )?(?:out of memory -- consider tuning tcp_mem|too many (?:of )?orphaned sockets)/,
    title: 'TCP: out of socket memory',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'file-max',
    literals: ['file-max limit '],
    pattern: /^VFS: file-max limit (?<limit>\d{1,20}) reached/,
    title: 'VFS: file-max limit {limit} reached',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'pids-limit',
    literals: ['fork rejected by pids controller'],
    pattern: /^cgroup: fork rejected by pids controller in (?<cgroup>.{1,200})/,
    title: 'fork rejected by pids controller',
    form: 'line',
    rank: 3,
  },
];
