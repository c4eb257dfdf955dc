// What a person sees who has no text yet, and the kinds of failure that look like that. The way from
// here to runbooks and symptoms goes through the knowledge graph.

import type { GraphNode } from '../../model/knowledge-graph.ts';
import type { GraphWays } from './neighbourhood.ts';

export interface Sighting {
  /** Anchor in the symptom index. */
  id: string;
  /** On the home page, in a word or two. */
  short: string;
  title: string;
  /** What to look at first, whatever it turns out to be. */
  first: string;
  kinds: string[];
}

export const sightings: Sighting[] = [
  {
    id: 'frozen',
    short: 'Frozen',
    title: 'It is frozen: no answer on the console or the network',
    first:
      'Look at the console before you touch the power: photograph the screen, save the serial log. Ask the BMC for its event log. A power cycle wipes what only memory holds.',
    kinds: [
      'hard-lockup',
      'soft-lockup',
      'rcu-stall',
      'panic-other',
      'csd-lock',
      'spinlock-bug',
      'workqueue-lockup',
      'double-fault',
      'stack-overflow',
      'stack-corruption',
      'nmi-unknown',
      'mce-hardware-error',
      'hung-task',
      'oom-panic',
    ],
  },
  {
    id: 'rebooted',
    short: 'Rebooted by itself',
    title: 'It rebooted by itself',
    first:
      'The reason is in the boot before this one: journalctl -k -b -1, then pstore, /var/crash, the serial log and the BMC’s event log. A log that stops in the middle of nothing points at power, heat or a watchdog.',
    kinds: [
      'panic-other',
      'mce-hardware-error',
      'oom-panic',
      'hard-lockup',
      'soft-lockup',
      'double-fault',
      'nmi-unknown',
      'arm64-serror',
      'thermal-throttle',
      'undervoltage',
      'sysrq-crash',
      'attempted-to-kill-init',
      'null-pointer-dereference',
      'page-fault',
      'gpf',
    ],
  },
  {
    id: 'will-not-boot',
    short: 'Will not boot',
    title: 'It will not boot',
    first:
      'Read the last lines on the console, and start the kernel without “quiet”. Does the previous kernel in the boot menu come up? Then the disk is fine and the new kernel or its initramfs is not.',
    kinds: [
      'vfs-no-root',
      'no-init',
      'attempted-to-kill-init',
      'initramfs-broken',
      'initramfs-root-missing',
      'kernel-image-broken',
      'modprobe-loop',
      'module-load-failure',
      'early-boot-alloc-panic',
      'crashkernel-failed',
    ],
  },
  {
    id: 'shell-at-boot',
    short: 'A shell at boot',
    title: 'It stops at a prompt: (initramfs), dracut or emergency mode',
    first:
      'Nothing is lost yet. Read the lines above the prompt, then look whether the disk is there at all: blkid, or ls /dev/disk/by-uuid. Do not repair anything from this shell before you know.',
    kinds: [
      'initramfs-root-missing',
      'vfs-no-root',
      'initramfs-broken',
      'module-load-failure',
      'firmware-missing',
      'ext4-error',
      'md-degraded',
    ],
  },
  {
    id: 'read-only',
    short: 'Disk read-only',
    title: 'A disk turned read-only, or gives I/O errors',
    first:
      'Do not remount it writable and do not run fsck yet: first read the log to learn whether the disk or the filesystem is at fault. Copy off what you cannot lose.',
    kinds: [
      'ext4-error',
      'xfs-corruption',
      'btrfs-corruption',
      'block-io-error',
      'ata-error',
      'nvme-timeout',
      'hba-fault',
      'md-degraded',
      'dm-thin-full',
      'multipath-failing',
      'swap-io-error',
      'filesystem-error',
      'storage-path-lost',
      'dm-error',
      'mmc-error',
      'network-storage-timeout',
    ],
  },
  {
    id: 'killed',
    short: 'Killed processes',
    title: 'Processes were killed or died',
    first:
      'Ask the kernel who did it: dmesg names the OOM killer, a segmentation fault of the program itself, or a fault inside the kernel. Nothing there: it was a signal from somebody else.',
    kinds: [
      'oom-kill',
      'user-segfault',
      'hwpoison',
      'pids-limit',
      'null-pointer-dereference',
      'page-fault',
      'gpf',
      'bug-on',
      'divide-error',
      'usercopy-overflow',
      'cfi-failure',
      'report-without-header',
    ],
  },
  {
    id: 'slow',
    short: 'Slow',
    title: 'It is slow, or commands hang',
    first:
      'List the tasks that cannot be interrupted: ps -eo pid,stat,wchan:30,cmd | grep " D". What they wait for is where to look.',
    kinds: [
      'hung-task',
      'soft-lockup',
      'rcu-stall',
      'nfs-timeout',
      'network-storage-timeout',
      'page-allocation-failure',
      'thermal-throttle',
      'clocksource-unstable',
      'workqueue-lockup',
      'rt-throttling',
      'irq-nobody-cared',
      'multipath-failing',
      'swap-io-error',
      'split-lock',
      'nvme-timeout',
      'storage-path-lost',
      'audit-backlog',
      'memory-leak',
    ],
  },
  {
    id: 'network',
    short: 'Network drops',
    title: 'The network drops, or connections are refused',
    first:
      'Tell the card from the limits: ip -s link shows errors and drops of the card, dmesg shows a table that is full.',
    kinds: [
      'link-down',
      'netdev-watchdog',
      'nic-firmware',
      'conntrack-full',
      'neighbour-overflow',
      'syn-flood',
      'tcp-memory',
      'file-max',
      'unregister-netdevice',
      'duplicate-address',
      'bridge-loop',
      'pci-device-lost',
      'iommu-fault',
    ],
  },
  {
    id: 'device-gone',
    short: 'Device gone',
    title: 'A device is gone, or does not work',
    first:
      'Is it still on its bus? lspci, lsusb and lsblk show what the kernel sees; dmesg shows when it went. Touch cable and power only after the log is saved.',
    kinds: [
      'pci-device-lost',
      'usb-error',
      'firmware-missing',
      'module-load-failure',
      'nvme-timeout',
      'ata-error',
      'mmc-error',
      'irq-nobody-cared',
      'undervoltage',
      'arm-external-abort',
      'arm64-synchronous-external-abort',
    ],
  },
  {
    id: 'black-screen',
    short: 'Black screen',
    title: 'The screen is black or garbled, or it does not wake from sleep',
    first:
      'Does it answer on the network? Log in from there and read dmesg before you restart. If not, SysRq (Alt+SysRq+s, then u) writes out what can be saved.',
    kinds: ['gpu-hang', 'nvidia-xid', 'suspend-failure', 'firmware-missing', 'module-load-failure'],
  },
  {
    id: 'complains',
    short: 'Runs, but complains',
    title: 'It runs, but the log complains',
    first:
      'Find the first complaint, not the last: what follows a corruption is often only its echo. Note the taint letters, and whether the same place comes up again.',
    kinds: [
      'warn',
      'list-corruption',
      'refcount-bug',
      'slab-corruption',
      'bad-page-state',
      'bad-rss-counter',
      'edac-memory-error',
      'pcie-aer',
      'kasan',
      'kmsan',
      'kcsan',
      'kfence',
      'memory-leak',
      'ubsan',
      'lockdep',
      'sleeping-in-atomic',
      'scheduling-while-atomic',
      'preemptible-percpu',
      'report-without-header',
      'lockdown',
      'sysrq-request',
      'iommu-fault',
      'firmware-bug',
      'gpu-hang',
      'nvidia-xid',
    ],
  },
];

export interface Sighted {
  runbook: GraphNode;
  /** Symptoms that the runbook shows, in its order. */
  symptoms: GraphNode[];
}

/** Runbooks that cover a kind of the sighting, in the order of its kinds, each once. */
export function runbooksFor(sighting: Sighting, { nodes, from, to }: GraphWays): Sighted[] {
  const covering = sighting.kinds.flatMap((kind) =>
    (to.get(`kind:${kind}`) ?? []).filter(({ type }) => type === 'covers').map((edge) => edge.from),
  );
  return [...new Set(covering)].flatMap((id) => {
    const runbook = nodes.get(id);
    if (!runbook) return [];
    const symptoms = (from.get(id) ?? []).flatMap((edge) => {
      const node = edge.type === 'shows' ? nodes.get(edge.to) : undefined;
      return node?.type === 'symptom' ? [node] : [];
    });
    return [{ runbook, symptoms }];
  });
}
