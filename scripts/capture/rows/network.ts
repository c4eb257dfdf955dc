// Tables and limits that are full.

import type { Scenario } from '../scenario.ts';

/** nft and the libraries that it is linked with. */
const nft = [
  ...[
    'nftables',
    'libnftables1',
    'libnftnl11',
    'libmnl0',
    'libjansson4',
    'libgmp10',
    'libxtables12',
  ],
  ...['libedit2', 'libbsd0', 'libmd0', 'libtinfo6', 'libc6'],
];

export const networkRows: Scenario[] = [
  {
    id: 'neighbour-overflow-6.12',
    folder: 'network/neighbour-overflow',
    kind: 'neighbour-overflow',
    arch: 'x86_64',
    kernel: '6.12',
    how: 'more neighbours than net.ipv4.neigh.default.gc_thresh3 allows',
    modules: ['dummy'],
    init: [
      'ip link set dummy0 arp on; ip link set dummy0 up; ip addr add 10.0.0.1/16 dev dummy0',
      'sysctl -q -w net.ipv4.neigh.default.gc_thresh1=1 net.ipv4.neigh.default.gc_thresh2=2 net.ipv4.neigh.default.gc_thresh3=4',
      'for n in $(seq 2 40); do ping -c 1 -W 1 10.0.0.$n > /dev/null & done',
    ],
    waitSeconds: 4,
    expect: ['neighbor table overflow!'],
  },
  {
    id: 'file-max-6.1',
    folder: 'network/file-max',
    kind: 'file-max',
    arch: 'x86_64',
    kernel: '6.1',
    how: 'fs.file-max=40, and a program that is not root opens files',
    packages: ['util-linux', 'libcap-ng0', 'libc6'],
    init: [
      'sysctl -q -w fs.file-max=40',
      'setpriv --reuid 1000 --clear-groups sh -c "for n in 1 2 3 4 5 6 7 8; do sleep 3 < /dev/null 3< /proc/mounts 4< /proc/mounts 5< /proc/mounts 6< /proc/mounts 7< /proc/mounts & done; wait"',
    ],
    expect: ['VFS: file-max limit 40 reached'],
  },
  {
    id: 'pids-limit-arm64-6.12',
    folder: 'network/pids-limit',
    kind: 'pids-limit',
    arch: 'arm64',
    kernel: '6.12',
    how: 'a service of a cgroup with pids.max=10 starts more processes',
    init: [
      'mkdir -p /sys/fs/cgroup',
      'mount -t cgroup2 cgroup2 /sys/fs/cgroup',
      'echo +pids > /sys/fs/cgroup/cgroup.subtree_control',
      'mkdir -p /sys/fs/cgroup/system.slice/cgroup-parent /sys/fs/cgroup/billing.service',
      'echo 10 > /sys/fs/cgroup/billing.service/pids.max',
      "sh -c 'echo $$ > /sys/fs/cgroup/billing.service/cgroup.procs; for n in $(seq 20); do sleep 2 & done; wait'",
    ],
    expect: ['cgroup: fork rejected by pids controller in /billing.service'],
  },
  {
    id: 'tcp-memory-6.12',
    folder: 'network/tcp-memory',
    kind: 'tcp-memory',
    arch: 'x86_64',
    kernel: '6.12',
    how: 'a sender ends whose receiver had stopped reading; net.ipv4.tcp_mem allows four pages',
    init: [
      'ip link set lo up',
      'nc -l -p 9000 > /dev/null & server=$!; sleep 1; kill -STOP $server',
      'nc 127.0.0.1 9000 < /dev/zero & sender=$!; sleep 3',
      'sysctl -q -w net.ipv4.tcp_mem="2 3 4"',
      'kill -9 $sender',
    ],
    waitSeconds: 8,
    expect: ['TCP: out of memory -- consider tuning tcp_mem'],
  },
  {
    id: 'conntrack-full-6.12',
    folder: 'network/conntrack-full',
    kind: 'conntrack-full',
    arch: 'x86_64',
    kernel: '6.12',
    how: 'net.netfilter.nf_conntrack_max=4 and a firewall that tracks connections; pings',
    packages: nft,
    modules: ['crc32c_generic', 'nfnetlink', 'nf_conntrack', 'nf_tables', 'nft_ct'],
    init: [
      'ip link set lo up',
      'nft add table ip filter',
      "nft add chain ip filter input '{ type filter hook input priority 0; }'",
      'nft add rule ip filter input ct state new counter accept',
      'sysctl -q -w net.netfilter.nf_conntrack_max=4',
      'for n in $(seq 1 12); do ping -c 1 -W 1 127.0.0.$n > /dev/null & done; sleep 2',
    ],
    expect: ['nf_conntrack: nf_conntrack: table full, dropping packet'],
  },
];
