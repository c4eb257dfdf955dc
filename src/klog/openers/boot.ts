// What keeps a machine from coming up, short of a panic (those are in policy.ts).
// Sources: init/initramfs.c, init/main.c, kernel/module/{main,kmod,version,signing}.c,
// security/lockdown/lockdown.c, arch/x86/kernel/setup.c, kernel/crash_reserve.c; initramfs-tools'
// and dracut's own words for a root that does not appear.

import type { Opener } from './opener.ts';

export const boot: Opener[] = [
  {
    kind: 'initramfs-broken',
    literals: [
      'Initramfs unpacking failed',
      'junk in compressed archive',
      'rootfs image is not initramfs',
    ],
    pattern: /^(?:Initramfs unpacking failed: (?<reason>.{1,80})|rootfs image is not initramfs \()/,
    title: 'Initramfs unpacking failed',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'initramfs-root-missing',
    literals: [
      'does not exist.  Dropping to a shell',
      'Gave up waiting for root',
      'dracut-initqueue timeout',
      'Could not boot.',
      'does not exist. Dropping to a shell',
    ],
    pattern:
      /ALERT! {1,3}.{1,120} does not exist\. {1,2}Dropping to a shell|Gave up waiting for (?:root|suspend)|dracut-initqueue.{0,20}timeout|Warning: Could not boot\./,
    title: 'The root device did not appear',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'modprobe-loop',
    literals: ['runaway loop modprobe', 'kmod_concurrent_max', 'cannot be processed, kmod busy'],
    pattern:
      /request_module: (?:runaway loop modprobe (?<module>\S{1,64})|kmod_concurrent_max|modprobe (?<module2>\S{1,64}) cannot be processed, kmod busy)/,
    title: 'request_module: runaway loop modprobe {module}',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'module-load-failure',
    literals: [
      'version magic ',
      'Unknown symbol ',
      'disagrees about version of symbol',
      'is rejected',
      'Exec format error',
      'no symbol version for',
    ],
    pattern:
      /^(?<module>[\w-]{1,64}): (?:version magic '|Unknown symbol \S|disagrees about version of symbol|no symbol version for)|Loading of (?:unsigned )?module is rejected/,
    title: 'module {module} did not load',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'lockdown',
    literals: ['Lockdown: '],
    pattern:
      /^Lockdown: (?<comm>.{1,32}?): (?<what>.{1,120}?) is restricted; see man kernel_lockdown/,
    title: 'Lockdown: {what} is restricted',
    form: 'line',
    rank: 1,
    severity: 'notice',
  },
  {
    kind: 'crashkernel-failed',
    literals: [
      'crashkernel reservation failed',
      'crashkernel: memory value expected',
      'cannot allocate crashkernel',
      'Cannot reserve crashkernel',
    ],
    pattern:
      /crashkernel reservation failed|cannot allocate crashkernel|Cannot reserve crashkernel/,
    title: 'crashkernel reservation failed',
    form: 'line',
    rank: 3,
  },
];
