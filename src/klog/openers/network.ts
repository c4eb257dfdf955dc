// Network devices, and limits that were reached.
// Sources: net/sched/sch_generic.c (dev_watchdog), net/core/dev.c (netdev_wait_allrefs_any, netdev_printk),
// drivers/net/ethernet/{intel,broadcom,mellanox,chelsio,amazon,realtek}, drivers/net/phy/phy.c,
// drivers/net/bonding/bond_main.c, drivers/net/{virtio_net,vmxnet3/vmxnet3_drv,usb/r8152}.c,
// drivers/net/wireless/{intel/iwlwifi,ath,broadcom,mediatek}, net/netfilter/nf_conntrack_{core,expect}.c,
// net/core/neighbour.c, net/ipv4/tcp_input.c (tcp_syn_flood_action), net/ipv4/tcp.c, net/core/dst.c,
// fs/file_table.c, kernel/cgroup/pids.c, kernel/audit.c.

import type { Opener } from './opener.ts';

const pciAddress = String.raw`[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]`;
/** `igb 0000:01:00.0 eth0: `, `virtio_net virtio0 eth0: `, `igb 0000:01:00.0: `, `eth0: ` */
const card = String.raw`^(?:(?<driver>[\w-]{1,24}) (?:(?<pci>${pciAddress}):?|[\w:.-]{1,32}) (?<device>[\w.-]{1,16})(?: \(\w[\w ]{0,24}\))?|(?<driver2>[\w-]{1,24}) (?<device2>${pciAddress})|(?<device3>[\w.-]{1,16})(?: \(\w[\w ]{0,24}\))?): `;

export const network: Opener[] = [
  {
    kind: 'netdev-watchdog',
    literals: ['NETDEV WATCHDOG: ', 'transmit queue '],
    pattern: new RegExp(
      String.raw`^NETDEV WATCHDOG: (?<device4>[\w.-]{1,16}) \((?<driver3>\S{0,32})\): transmit queue (?<tx_queue>\d{1,5})|^NETDEV WATCHDOG: CPU: (?<cpu>\d{1,5}): transmit queue (?<tx_queue2>\d{1,5}) timed out (?<waited>\d{1,9} ms)|${card}NETDEV WATCHDOG(?:: CPU: (?<cpu2>\d{1,5}): transmit queue (?<tx_queue3>\d{1,5}) timed out (?<waited2>\d{1,9} ms))?|NETDEV WATCHDOG: (?<device5>[\w.-]{1,16}) \(\S{0,32}\): transmit`,
    ),
    title: 'NETDEV WATCHDOG: {device} transmit queue timed out',
    form: 'report',
    rank: 3,
  },
  {
    // The drivers' own words, beside the watchdog's or instead of them.
    kind: 'netdev-watchdog',
    literals: ['Detected Tx Unit Hang', 'Detected Hardware Unit Hang'],
    pattern: new RegExp(
      `${card}Detected (?:Tx|Hardware) Unit Hang|^Detected (?:Tx|Hardware) Unit Hang`,
    ),
    title: 'transmit unit hang on {device}',
    form: 'line',
    rank: 2,
    joins: true,
  },
  {
    kind: 'netdev-watchdog',
    literals: [
      'initiating reset due to tx timeout',
      ', resetting adapter',
      'TX timeout ',
      'Tx timeout',
      'tx_timeout: ',
      'tx_timeout recovery ',
      'transmit timed out, resetting',
      ': tx hang',
    ],
    pattern: new RegExp(
      String.raw`${card}(?:initiating reset due to tx timeout|tx hang(?: \d{1,9} detected on queue \d{1,5}, resetting adapter)?$|T[Xx] timeout(?: (?:detected|called|on)|$)|tx_timeout: VSI_\w{3,5}: \d{1,6}, Q (?<tx_queue>\d{1,5})|tx_timeout recovery (?<tx_recovery>level \d{1,3}|unsuccessful)|transmit timed out, resetting)`,
    ),
    title: '{device}: the driver resets the card after a transmit timeout',
    form: 'line',
    rank: 2,
    joins: true,
  },
  {
    // What the driver does, and not what it does it for.
    kind: 'netdev-watchdog',
    literals: [': Reset adapter'],
    pattern: new RegExp(`${card}Reset adapter(?: unexpectedly)?$`),
    title: '{device}: the driver resets the card',
    form: 'line',
    rank: 1,
    joins: true,
    severity: 'notice',
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
    // The firmware of a card failed, and most often the driver starts it anew.
    kind: 'nic-firmware',
    literals: [
      "device's health compromised",
      'health_care:',
      'assert_var[0]',
      'Health issue observed',
      'Fatal error ',
      'health recovery f',
      'Internal error detected',
      'device is going to be reset',
      'Firmware not responding, status',
      'Detected firmware fatal condition',
      'Error (timeout: ',
      'encountered fatal error, adapter stopped',
      'FW assertion at ',
      'MC assert!',
      'Parity errors detected in blocks',
      'Keep alive watchdog timeout',
      'Microcode SW error detected',
      'irmware crashed',
      'irmware has halted or crashed',
      'device has crashed during init',
    ],
    pattern: new RegExp(
      String.raw`^(?:(?<driver>[\w-]{1,24}) (?:(?<pci>${pciAddress}) (?<device>[\w.-]{1,16})|(?<device2>${pciAddress}|[\w:.-]{1,32}))|(?<driver2>bnx2x|ieee80211)): (?:\[\w{4,60}:\d{1,6}\((?<device3>[\w.-]{1,16})\)\])?.{0,60}?(?:device's health compromised|health_care:\d{1,5}:|assert_var\[0\]|Health issue observed, (?<health>.{2,60}?), severity|Fatal error \d{1,5} detected|(?:starting )?health recovery f(?:low|ailed)|Internal error detected|device is going to be reset|Firmware not responding, status: (?<fw_status>0x[0-9a-f]{1,8})|Detected firmware fatal condition|Error \(timeout: \d{1,9}\) msg|encountered fatal error, adapter stopped|FW assertion at|MC assert!|Parity errors detected in blocks|Keep alive watchdog timeout|Microcode SW error detected|[Ff]irmware crashed|Firmware has halted or crashed|device has crashed during init)`,
    ),
    title: 'NIC firmware failure on {device}',
    form: 'line',
    rank: 3,
    sameBy: ['device'],
  },
  {
    // It may have been asked for (ifdown, a reboot of the switch): nothing by itself, much as a cause.
    kind: 'link-down',
    literals: ['ink is Down', 'ink is down', 'ink down', 'ink Down'],
    pattern: new RegExp(
      String.raw`${card}(?:[\w-]{1,16}: [\w.-]{1,16} )?(?:NIC )?(?:\w{1,12} )?[Ll]ink (?:is )?[Dd]own$|^e1000: (?<device4>[\w.-]{1,16}) NIC Link is Down$`,
    ),
    title: 'network link down on {device}',
    form: 'line',
    rank: 1,
    severity: 'notice',
    sameBy: ['device'],
  },
  {
    kind: 'link-down',
    literals: ['link status definitely down'],
    pattern:
      /^(?:bonding: )?(?<bond>[\w.-]{1,16}): (?:\(slave (?<device>[\w.-]{1,16})\): link status definitely down|link status definitely down for interface (?<device2>[\w.-]{1,16}))/,
    title: 'bond {bond}: link down on {device}',
    form: 'line',
    rank: 2,
    severity: 'notice',
    sameBy: ['device'],
  },
  {
    kind: 'link-down',
    literals: ['now running without any active interface'],
    pattern: /^(?:bonding: )?(?<device>[\w.-]{1,16}): now running without any active interface/,
    title: 'bond {device} has no link left',
    form: 'line',
    rank: 3,
  },
  {
    // Cable or transceiver, as the card itself sees it.
    kind: 'link-down',
    literals: ['Port module event[error]'],
    pattern: new RegExp(
      String.raw`^mlx5_core (?<device>${pciAddress}): .{0,60}?Port module event\[error\]: module (?<module_number>\d{1,3}), (?<cable>\w[\w, -]{2,60})`,
    ),
    title: 'port of {device}: {cable}',
    form: 'line',
    rank: 3,
    sameBy: ['device', 'module_number'],
  },
  {
    // What a machine sends comes back to it: two ways between the same bridges, or one address twice.
    kind: 'bridge-loop',
    literals: ['with own address as source address'],
    pattern:
      /^(?<bridge>[\w.-]{1,16}): received packet on (?<device>[\w.-]{1,16}) {1,2}with own address as source address/,
    title: 'bridge {bridge}: own address received on {device}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'duplicate-address',
    literals: ['IPv6 duplicate address '],
    pattern:
      /^(?:IPv6: )?(?<device>[\w.-]{1,16}): IPv6 duplicate address (?<duplicate>[0-9a-f:]{2,39})(?: used by (?<other>[0-9a-f:]{17}))? detected/,
    title: 'IPv6 duplicate address {duplicate} on {device}',
    form: 'line',
    rank: 3,
    sameBy: ['device', 'duplicate'],
  },
  {
    // A dump of the packet and of the way it came follows.
    kind: 'warn',
    literals: ['hw csum failure'],
    pattern: new RegExp(`${card}hw csum failure$`),
    title: '{device}: hw csum failure',
    form: 'report',
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
    kind: 'conntrack-full',
    literals: ['expectation table full'],
    pattern: /^(?:nf_conntrack: ){1,2}expectation table full/,
    title: 'nf_conntrack: expectation table full',
    form: 'line',
    rank: 2,
  },
  {
    // Routes to single hosts, kept until they are too many: IPv4 before 3.6, IPv6 before 6.3.
    kind: 'neighbour-overflow',
    literals: ['Route cache is full', 'dst cache overflow'],
    pattern: /^(?:IPv6: )?(?:Route cache is full|dst cache overflow)/,
    title: 'route cache is full',
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
    pattern:
      /[pP]ossible SYN flooding on port (?:(?<listen>\[[0-9a-f:.]{2,45}\]|[\d.]{7,15}):)?(?<port>\d{1,5})\.? (?<syn_answer>Sending cookies|Dropping request)?/,
    title: 'possible SYN flooding on port {port}',
    form: 'line',
    rank: 3,
    sameBy: ['port'],
  },
  {
    kind: 'tcp-memory',
    literals: [
      'consider tuning tcp_mem',
      'too many orphaned sockets',
      'too many of orphaned sockets',
      'Out of socket memory',
    ],
    pattern:
      /^(?:TCP: )?(?<tcp_limit>out of memory -- consider tuning tcp_mem|too many (?:of )?orphaned sockets|Out of socket memory)/,
    title: 'TCP: {tcp_limit}',
    form: 'line',
    rank: 3,
    // Two limits, each with a setting of its own.
    sameBy: ['tcp_limit'],
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
  {
    // Records of audit were lost: rules that match too much, or a daemon that does not keep up.
    kind: 'audit-backlog',
    literals: ['audit_backlog=', 'backlog limit exceeded', 'kauditd '],
    pattern:
      /^audit: (?:audit_backlog=\d{1,10} > audit_backlog_limit=(?<limit>\d{1,10})|backlog limit exceeded|rate limit exceeded|kauditd \w{2,8} queue overflow)/,
    title: 'audit: backlog limit exceeded',
    form: 'line',
    rank: 3,
  },
  {
    // Its count of them, said for whatever reason; the reason may have been left out.
    kind: 'audit-backlog',
    literals: ['audit_lost='],
    pattern:
      /^audit: audit_lost=[1-9]\d{0,9} audit_rate_limit=\d{1,10} audit_backlog_limit=(?<limit>\d{1,10})/,
    title: 'audit: records were lost',
    form: 'line',
    rank: 3,
  },
];
