// Which failure led to which: the chain from the first cause to the last words.
//
//   nvme0: I/O timeout ─▶ I/O error on nvme0n1 ─▶ EXT4-fs error on nvme0n1p2 ─▶ init killed
//
// In: events in the order of the log. Out: for each, the earlier event that it follows from, with the
// reason in words; null where none is known. It claims what the kernel's own layers make likely (a
// filesystem fails after its disk, an oops behind a die), never what two lines merely have in common.

import type { EventCause, KernelEvent } from '../model/kernel-log.ts';
import { isCorrected } from './corrected.ts';

interface Step {
  from: readonly string[];
  to: readonly string[];
  /** What both must share: the network interface; the disk behind it; the processor; the task; that it is init; nothing. */
  shares: 'interface' | 'disk' | 'cpu' | 'task' | 'init' | null;
  because: string;
  /** Seconds; without it the longest that is looked back. For what shares no name that could be compared. */
  within?: number;
}

const buses = ['pcie-aer', 'pci-device-lost', 'iommu-fault', 'irq-nobody-cared'];
/** Drives, controllers, and the ways to them. */
const ways = [
  'ata-error',
  'nvme-timeout',
  'hba-fault',
  'multipath-failing',
  'storage-path-lost',
  'mmc-error',
];
const disks = ['block-io-error', ...ways];
const volumes = ['md-degraded', 'dm-thin-full', 'dm-error'];
const filesystems = ['ext4-error', 'xfs-corruption', 'btrfs-corruption', 'filesystem-error'];
const stalls = [
  'soft-lockup',
  'hard-lockup',
  'rcu-stall',
  'csd-lock',
  'workqueue-lockup',
  'hung-task',
];
const damage = [
  'kasan',
  'kfence',
  'slab-corruption',
  'list-corruption',
  'refcount-bug',
  'bad-page-state',
  'usercopy-overflow',
];
const faults = [
  'null-pointer-dereference',
  'page-fault',
  'gpf',
  'bug-on',
  'divide-error',
  'double-fault',
  'stack-overflow',
  'cfi-failure',
];
const noRoot = ['vfs-no-root', 'no-init', 'attempted-to-kill-init'];

/** Nearer causes stand first: of two steps that fit, the first tells more. */
const steps: readonly Step[] = [
  {
    from: ['user-segfault'],
    to: ['attempted-to-kill-init'],
    shares: 'task',
    because: 'init itself crashed',
  },
  {
    from: ['link-down'],
    to: ['nfs-timeout', 'network-storage-timeout', 'storage-path-lost'],
    shares: null,
    because: 'a network link had gone down',
  },
  {
    from: ['storage-path-lost'],
    to: ['multipath-failing'],
    shares: null,
    because: 'a way to the storage had broken off',
  },
  {
    from: ['usb-error'],
    to: ['block-io-error'],
    shares: null,
    because: 'something on USB had failed just before',
    within: 5,
  },
  {
    from: [...filesystems, ...disks],
    to: ['user-segfault'],
    shares: 'init',
    because: 'the storage that init runs from had failed',
  },
  {
    from: faults,
    to: ['attempted-to-kill-init'],
    shares: 'task',
    because: 'the kernel had failed while it worked for init',
  },
  {
    from: disks,
    to: filesystems,
    shares: 'disk',
    because: 'the disk below the filesystem had failed',
  },
  {
    from: volumes,
    to: filesystems,
    shares: null,
    because: 'the volume below the filesystem had failed',
  },
  {
    from: ways,
    to: ['block-io-error', 'md-degraded', 'dm-error', 'swap-io-error'],
    shares: 'disk',
    because: 'the disk or the way to it had failed',
  },
  {
    from: ['block-io-error'],
    to: ['md-degraded', 'multipath-failing', 'dm-error', 'swap-io-error'],
    shares: 'disk',
    because: 'the disk had failed',
  },
  {
    from: ['dm-thin-full'],
    to: ['block-io-error'],
    shares: null,
    because: 'the pool had no room left',
  },
  {
    from: ['pcie-aer'],
    to: ['pci-device-lost'],
    shares: null,
    because: 'the bus had reported an error',
  },
  {
    from: buses,
    to: [
      'usb-error',
      'storage-path-lost',
      'ata-error',
      'nvme-timeout',
      'hba-fault',
      'netdev-watchdog',
      'nic-firmware',
      'gpu-hang',
      'nvidia-xid',
    ],
    shares: null,
    because: 'the bus or the interrupt that serves the device had failed',
  },
  {
    from: ['nic-firmware', 'netdev-watchdog'],
    to: ['netdev-watchdog', 'link-down'],
    shares: 'interface',
    because: 'the network card had failed',
  },
  {
    from: ['mce-hardware-error', 'edac-memory-error'],
    to: ['hwpoison', 'panic-other', 'attempted-to-kill-init', ...faults],
    shares: null,
    because: 'the hardware had reported damaged data',
  },
  {
    from: ['oom-kill'],
    to: ['oom-panic', 'page-allocation-failure', 'attempted-to-kill-init'],
    shares: null,
    because: 'memory had run out',
  },
  {
    from: ['oom-kill', 'page-allocation-failure'],
    to: ['hung-task', 'workqueue-lockup', 'swap-io-error'],
    shares: null,
    because: 'memory had run out, and tasks wait for it',
  },
  {
    from: [
      ...disks,
      ...volumes,
      ...filesystems,
      'swap-io-error',
      'nfs-timeout',
      'network-storage-timeout',
    ],
    to: ['hung-task', 'workqueue-lockup', ...noRoot],
    shares: null,
    because: 'storage that it waits for or lives on had failed',
  },
  {
    from: ['initramfs-broken', 'initramfs-root-missing', 'module-load-failure', 'modprobe-loop'],
    to: noRoot,
    shares: null,
    because: 'the boot had lost what it needs to find its root',
  },
  {
    from: ['lockdep', 'sleeping-in-atomic', 'spinlock-bug'],
    to: stalls,
    shares: null,
    because: 'locks had been found misused',
  },
  {
    from: stalls,
    to: stalls,
    shares: 'cpu',
    because: 'the same processor had stopped answering',
  },
  {
    from: [...damage, 'hwpoison'],
    to: [...faults, ...damage],
    shares: null,
    because: 'memory had been found damaged',
  },
];

const stepsTo = new Map<string, Step[]>();
for (const step of steps) {
  for (const kind of step.to) stepsTo.set(kind, [...(stepsTo.get(kind) ?? []), step]);
}

/** Events that are looked at behind each: a flood must not be compared pair by pair. */
const mostBehind = 64;
/** Seconds after which an effect would have shown: hung tasks are reported after 120, some twice. */
const longest = 900;

export function findCauses(events: readonly KernelEvent[]): (EventCause | null)[] {
  return events.map((event, index) => {
    if (!mayFollow(event)) return null;
    const before: number[] = [];
    for (let at = index - 1; at >= 0 && before.length < mostBehind; at--) {
      // An earlier clock is another boot's.
      const elapsed = secondsBetween(events[at]!, event);
      if (elapsed !== null && elapsed < 0) break;
      if (elapsed === null || elapsed <= longest) before.push(at);
    }
    return (
      repeated(event, before, events) ??
      stepTo(event, before, events) ??
      afterDeath(event, before, events)
    );
  });
}

/** Whether any of what is looked for behind it could be found. */
function mayFollow({ kind, guilty, device, taint }: KernelEvent): boolean {
  return guilty !== null || device !== null || stepsTo.has(kind) || (taint?.includes('D') ?? false);
}

function repeated(event: KernelEvent, before: number[], events: readonly KernelEvent[]) {
  if (event.guilty === null && event.device === null) return null;
  const at = before.find(
    (other) =>
      events[other]!.kind === event.kind &&
      events[other]!.title === event.title &&
      events[other]!.pid === event.pid,
  );
  return at === undefined ? null : { event: at, because: 'the same again' };
}

function stepTo(event: KernelEvent, before: number[], events: readonly KernelEvent[]) {
  for (const { from, shares, because } of stepsTo.get(event.kind) ?? []) {
    const at = before.find(
      (other) =>
        from.includes(events[other]!.kind) &&
        share(shares, events[other]!, event) &&
        // An error that was corrected damaged nothing.
        !isCorrected(events[other]!),
    );
    if (at !== undefined) return { event: at, because };
  }
  return null;
}

/** What runs on after an oops runs on what the oops left behind: locks held, counts too high. */
function afterDeath(event: KernelEvent, before: number[], events: readonly KernelEvent[]) {
  if (!event.taint?.includes('D')) return null;
  const at = before.find(
    (other) =>
      events[other]!.taint !== null &&
      !events[other]!.taint!.includes('D') &&
      faults.includes(events[other]!.kind),
  );
  return at === undefined
    ? null
    : { event: at, because: 'the kernel had died once already (taint D)' };
}

function share(what: Step['shares'], one: KernelEvent, other: KernelEvent): boolean {
  if (what === null) return true;
  if (what === 'init') return other.pid === 1;
  if (what === 'cpu') return one.cpu !== null && one.cpu === other.cpu;
  if (what === 'task') return other.pid === null || one.pid === null || one.pid === other.pid;
  if (what === 'interface') return sameInterface(one.device, other.device);
  return sameDisk(one.device, other.device);
}

/** Whether two names may be of one card: its address on the bus says nothing of its interface. */
function sameInterface(one: string | null, other: string | null): boolean {
  const [name, otherName] = [one, other].map((each) => (each?.includes(':') ? null : each));
  return name == null || otherName == null || name === otherName;
}

/**
 * Whether two names may be of one disk: `nvme0` and `nvme0n1p2`, `sda` and `sda1`. A port's name
 * (`ata1.00`, `host2`, `0:0:1:0`) and a mapped one (`dm-0`, `md0`) do not say which disk it is.
 */
function sameDisk(one: string | null, other: string | null): boolean {
  const disk = diskOf(one);
  const otherDisk = diskOf(other);
  return disk === null || otherDisk === null || disk === otherDisk;
}

function diskOf(name: string | null): string | null {
  // The controller of a drive is as good as its name: `nvme0`, `mmc0`.
  return (
    /^(?:[shv]d[a-z]{1,3}|xvd[a-z]{1,3}|nvme\d{1,4}|mmc(?:blk)?\d{1,3})/
      .exec(name ?? '')?.[0]
      .replace('mmcblk', 'mmc') ?? null
  );
}

function secondsBetween(one: KernelEvent, other: KernelEvent): number | null {
  return one.time === null || other.time === null ? null : other.time - one.time;
}
