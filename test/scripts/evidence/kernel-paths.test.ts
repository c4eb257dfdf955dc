// Which document or source of a kernel names a path or a setting.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lookInKernel } from '../../../scripts/evidence/kernel-paths.ts';

const tree = mkdtempSync(join(tmpdir(), 'kernel-'));
const files: Record<string, string> = {
  Makefile: 'VERSION = 6\nPATCHLEVEL = 1\n',
  'Documentation/ABI/testing/sysfs-bus-pci':
    'What:\t\t/sys/bus/pci/devices/.../remove\nDate:\t\tx\n\nWhat:\t\t/sys/...\n',
  'Documentation/ABI/testing/sysfs-hwmon': 'What:\t\t/sys/class/hwmon/hwmonX/name\n',
  'Documentation/filesystems/proc.rst': ' buddyinfo    allocator\n stack        of the task\n',
  'Documentation/admin-guide/other.rst': 'see /proc/cmdline-like and /proc/cmdline too\n',
  'Documentation/admin-guide/sysctl/vm.rst': 'dirty_ratio\n===========\n\nabout panic\n',
  'Documentation/admin-guide/sysctl/kernel.rst': 'panic\n=====\n',
  'Documentation/networking/ip-sysctl.rst': 'tcp_mem - vector of 3 INTEGERs\n',
  'Documentation/admin-guide/cgroup-v2.rst': '  memory.max\n\tA limit.\n',
  'fs/pstore/platform.c': 'module_param(backend, charp, 0444);\n',
  'fs/other/other.c': 'module_param(backend, charp, 0444);\n',
  'drivers/md/md.c': 'proc_create("mdstat", S_IRUGO, NULL, &mdstat_proc_ops);\n',
  'drivers/scsi/scsi_sysfs.c': 'static DEVICE_ATTR(state, 0644, show, store);\n',
  'kernel/cgroup/pids.c': '\t\t.name = "events",\n',
  'kernel/other.c': '\t\t.name = "events",\n',
  'drivers/hwmon/hwmon.c': '\t[hwmon_in_alarm] = "in%d_alarm",\n',
  'block/blk-mq-debugfs.c': '{"state", 0600, queue_state_show, block},\n',
};
for (const [file, text] of Object.entries(files)) {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), text);
}
afterAll(() => rmSync(tree, { recursive: true, force: true }));

test.each<[claim: string, file: string | undefined]>([
  ['/sys/bus/pci/devices/<device>/remove', 'Documentation/ABI/testing/sysfs-bus-pci'],
  ['/sys/bus/pci/devices/<device>/invented', undefined],
  ['/sys/class/hwmon/hwmon*/name', 'Documentation/ABI/testing/sysfs-hwmon'],
  ['/proc/buddyinfo', 'Documentation/filesystems/proc.rst'],
  ['/proc/<pid>/stack', 'Documentation/filesystems/proc.rst'],
  ['/proc/cmdline', 'Documentation/admin-guide/other.rst'],
  ['/proc/cmd', undefined],
  ['/proc/mdstat', 'drivers/md/md.c'],
  ['/proc/sys/vm/dirty_ratio', 'Documentation/admin-guide/sysctl/vm.rst'],
  ['vm.dirty_ratio', 'Documentation/admin-guide/sysctl/vm.rst'],
  ['vm.panic', undefined],
  ['kernel.panic', 'Documentation/admin-guide/sysctl/kernel.rst'],
  ['net.ipv4.tcp_mem', 'Documentation/networking/ip-sysctl.rst'],
  ['/sys/fs/cgroup<cgroup>/memory.max', 'Documentation/admin-guide/cgroup-v2.rst'],
  ['/sys/fs/cgroup<cgroup>/pids.events', 'kernel/cgroup/pids.c'],
  ['/sys/fs/cgroup<cgroup>/io.events', undefined],
  ['/sys/class/hwmon/hwmon*/in0_alarm', 'drivers/hwmon/hwmon.c'],
  ['/sys/module/pstore/parameters/backend', 'fs/pstore/platform.c'],
  ['/sys/module/elsewhere/parameters/backend', undefined],
  ['/sys/block/<disk>/device/state', 'drivers/scsi/scsi_sysfs.c'],
])('%s', (claim, file) => {
  expect(lookInKernel(tree, [claim]).files.get(claim)).toBe(file);
});
