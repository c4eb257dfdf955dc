// What keeps a machine from coming up, short of a panic (those are in policy.ts).
// Sources: init/initramfs.c, init/main.c, init/do_mounts.c, init/do_mounts_rd.c,
// kernel/module/{main,kmod,version,signing}.c, arch/x86/boot, drivers/firmware/efi/libstub,
// security/lockdown/lockdown.c, arch/x86/kernel/setup.c, kernel/crash_reserve.c; initramfs-tools'
// and dracut's own words for a root that does not appear.

import type { Opener } from './opener.ts';

export const boot: Opener[] = [
  {
    // init/do_mounts.c: what stands before the panic, and says which root it was and why
    kind: 'vfs-no-root',
    literals: ['VFS: Cannot open root device'],
    pattern:
      /^VFS: Cannot open root device "(?<root>[^"]{1,120})?" or (?<block_device>[\w(),-]{3,40}):?(?: error (?<root_error>-\d{1,4}))?/,
    title: 'kernel panic: VFS: Unable to mount root fs',
    form: 'report',
    rank: 3,
  },
  {
    kind: 'vfs-no-root',
    literals: ['No filesystem could mount root', 'VFS: Unable to mount root fs via'],
    pattern:
      /^(?:No filesystem could mount root(?:, tried: {1,2}(?<tried>[\w ]{1,200}))?|VFS: Unable to mount root fs via (?:NFS|SMB))/,
    title: 'kernel panic: VFS: Unable to mount root fs',
    form: 'report',
    rank: 2,
  },
  {
    // init/main.c: a program that is there and does not start; the kernel tries others, then panics
    kind: 'no-init',
    literals: ['Failed to execute /', "exists but couldn't execute it"],
    pattern:
      /^(?:Failed to execute (?<init>\/\S{1,120}) \(error (?<init_error>-\d{1,4})\)|Starting init: (?<init2>\/\S{1,120}) exists but couldn't execute it \(error (?<init_error2>-\d{1,4})\))/,
    title: 'init {init} could not be started',
    form: 'report',
    rank: 2,
    severity: 'failure',
  },
  {
    // arch/x86/boot/compressed/error.c: the decompressor's last words; the reason stands two lines
    // above (details.ts). "Reboot failed" is arch/arm64/kernel/process.c, long after the start.
    kind: 'kernel-image-broken',
    literals: [' -- System halted'],
    pattern: /^(?!Reboot failed)(?:(?<why>[^\s-].{0,119}?))? {0,2}-- System halted/,
    title: 'The kernel did not unpack: {why}',
    form: 'line',
    rank: 3,
    severity: 'fatal',
  },
  {
    // drivers/firmware/efi/libstub: errors after which the stub gives up
    kind: 'kernel-image-broken',
    literals: ['EFI stub: ERROR: ', 'EFI decompressor: '],
    pattern:
      /^EFI stub: ERROR: (?<why>Failed to decompress kernel|efi_stub_entry\(\) failed!|exit_boot\(\) failed!|Exit boot services failed|Failed to update FDT and exit boot services|Failed to relocate kernel|Failed to allocate (?:usable memory for kernel|memory)\.?$|Unable to (?:allocate memory for (?:uncompressed kernel|new device tree)|construct new device tree|retrieve UEFI memory map)|Failed to get (?:handle for LOADED_IMAGE_PROTOCOL|loaded image protocol|boot hartid)|Unsupported SEV-SNP features detected: 0x[0-9a-f]{1,16}|Memory acceptance protocol failed|EFI decompressor: .{3,80}|This (?:64 KB granular|16 KB granular|LPAE) kernel is not supported by your CPU)/,
    title: 'EFI stub: {why}',
    form: 'line',
    rank: 3,
    severity: 'fatal',
  },
  {
    kind: 'initramfs-broken',
    literals: ['EFI stub: ERROR: Failed to '],
    pattern:
      /^EFI stub: ERROR: (?<why>Failed to load initrd: (?<efi_status>0x[0-9a-f]{1,16})|Failed to open file: .{1,120})/,
    title: 'EFI stub: {why}',
    form: 'line',
    rank: 2,
  },
  {
    // arch/x86/boot/cpu.c and main.c, before there is a kernel that could panic
    kind: 'kernel-image-broken',
    literals: ['This kernel requires ', 'Unable to boot - please use a kernel'],
    pattern:
      /^(?:This kernel requires an \S{1,16} CPU, but only detected an \S{1,16} CPU|This kernel requires the following features|Unable to boot - please use a kernel appropriate for your CPU)/,
    title: 'This kernel does not run on this CPU',
    form: 'line',
    rank: 3,
    severity: 'fatal',
  },
  {
    kind: 'initramfs-broken',
    literals: [
      'Initramfs unpacking failed',
      'junk in compressed archive',
      'rootfs image is not initramfs',
      'RAMDISK: ',
      'initrd overwritten (',
      'INITRD: 0x',
    ],
    pattern:
      /^(?:Initramfs unpacking failed: (?<reason>.{1,80})|rootfs image is not initramfs \(|RAMDISK: (?<reason2>\w{2,8} decompressor not configured!|Couldn't find valid RAM disk image|error while reading compressed data|EOF while reading compressed data|image too big!)|initrd (?<reason3>overwritten) \(0x|INITRD: 0x[0-9a-f]{1,16}\+0x[0-9a-f]{1,16} (?<reason4>is not a memory region|overlaps in-use memory region))/,
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
    // initramfs-tools' init, once the root is mounted and nothing in it can be run; it stops at a shell.
    kind: 'no-init',
    literals: ['No init found. Try passing init= bootarg.'],
    pattern: /(?:^|: )No init found\. Try passing init= bootarg\./,
    title: 'No init found on the root filesystem',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'modprobe-loop',
    literals: ['runaway loop modprobe', 'kmod_concurrent_max', ' cannot be processed, kmod busy'],
    pattern:
      /request_module: (?:runaway loop modprobe (?<module>\S{1,64})|kmod_concurrent_max .{0,80}?for module (?<module2>\S{1,64}?)(?:,|$)|kmod_concurrent_max|modprobe (?<module3>\S{1,64}) cannot be processed, kmod busy)/,
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
      'exports duplicate symbol ',
      ', but does not import it',
      'from proprietary module ',
      'gave up waiting for init of module ',
      ' bytes percpu data',
      '.gnu.linkonce.this_module',
      'Invalid ELF header magic',
      'Module hash ',
      'Skipping invalid relocation target',
      'could not insert ',
    ],
    // kernel/module/main.c, version.c, signing.c; arch/x86/kernel/module.c; kmod's insmod and modprobe
    pattern:
      /^(?:(?<module>[\w-]{1,64}): (?:(?<reason>Unknown symbol|disagrees about version of symbol|no symbol version for|exports duplicate symbol) (?<symbol>\S{1,512})|(?<reason2>version magic(?= ')|module uses symbol \S{1,80} from namespace|module using GPL-only symbols|gave up waiting for init of module|Could not allocate \d{1,12} bytes percpu data))|module (?<module2>[\w-]{1,64}): .{0,20}\.gnu\.linkonce\.this_module section |(?:module: )?x86\/modules: Skipping invalid relocation target|(?:module: )?Invalid ELF header magic|Module hash [0-9a-f]{2,128} is blacklisted|(?:insmod|modprobe): (?:ERROR: )?could not insert (?:module )?'?(?<module3>[\w./-]{1,120}?)'?: (?:Exec format error|Invalid module format|Required key not available|Key was rejected by service|Unknown symbol in module))|Loading of (?:unsigned )?module (?:with (?:unavailable key|unsupported crypto) )?is rejected/,
    title: 'module {module} did not load',
    form: 'line',
    rank: 3,
  },
  {
    kind: 'lockdown',
    literals: ['Lockdown: '],
    pattern: /^Lockdown: (?<comm>.{1,32}?): (?<what>.{1,120}?) is restricted; see man\b/,
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
      'Cannot reserve ',
      'Failed to reserve memory for crashkernel',
      'crashkernel: ',
      'crashkernel size resulted in zero bytes',
    ],
    pattern:
      /crashkernel reservation failed|cannot allocate crashkernel|Cannot reserve (?:\d{1,9}MB )?crashkernel|Failed to reserve memory for crashkernel|crashkernel: (?:[mM]emory value expected|'[-:]' expected|end <= start|invalid size|unrecognized char)|crashkernel size resulted in zero bytes/,
    title: 'crashkernel reservation failed',
    form: 'line',
    rank: 3,
  },
  {
    // kernel/kexec_file.c: no crash kernel is loaded
    kind: 'crashkernel-failed',
    literals: ['nforced kernel signature verification failed'],
    pattern: /^(?:kexec_file: )?Enforced kernel signature verification failed \(-?\d{1,4}\)/,
    title: 'kexec: kernel signature verification failed',
    form: 'line',
    rank: 3,
  },
  {
    // drivers/base/firmware_loader/main.c; before 3.14 in the driver's words alone. A device without a
    // driver is named with its bus (drivers/base/core.c, dev_driver_string): platform is no module.
    kind: 'firmware-missing',
    literals: ['Direct firmware load for ', 'firmware: failed to load '],
    pattern:
      /^(?:(?:platform|(?<driver>[\w.-]{1,64})) (?<device>[\w:.-]{1,64}): )?(?:Direct firmware load for (?<file>\S{1,200}) failed with error (?<load_error>-\d{1,4})|firmware: failed to load (?<file2>\S{1,200}) \((?<load_error2>-\d{1,4})\))/,
    title: 'Firmware file {file} is missing',
    form: 'line',
    rank: 1,
    severity: 'notice',
  },
];
