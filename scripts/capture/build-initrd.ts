// In: a row, its kernel, busybox. Out: the initial RAM disk of its boot, a gzipped newc archive.

import { chmod, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { guestInit, modulesOf } from './guest-init.ts';
import { guestProgram } from './guest-programs.ts';
import type { KernelTree } from './kernel-tree.ts';
import { moduleClosure, moduleName, readModulesDep } from './module-closure.ts';
import { runTool } from './run-tool.ts';
import type { Scenario } from './scenario.ts';

export interface GuestParts {
  kernel: KernelTree;
  /** A static busybox of the guest's architecture. */
  busybox: string;
  /** kfail.ko for this kernel; null where it could not be built. */
  kfail: string | null;
}

/** Writes `folder`/initrd.gz and returns its path; null where the row wants none. */
export async function buildInitrd(
  row: Scenario,
  parts: GuestParts,
  folder: string,
): Promise<string | null> {
  if (row.initrd === 'none') return null;
  const path = join(folder, 'initrd.gz');
  if (row.initrd === 'noise') {
    await writeFile(path, noise(64 * 1024));
    return path;
  }
  const root = join(folder, 'root');
  for (const name of ['bin', 'sbin', 'proc', 'sys', 'dev', 'tmp', 'mnt', 'lib', 'etc']) {
    await mkdir(join(root, name), { recursive: true });
  }
  await cp(parts.busybox, join(root, 'bin/busybox'));
  await chmod(join(root, 'bin/busybox'), 0o755);
  for (const applet of applets) await symlink('busybox', join(root, 'bin', applet));
  await symlink('../bin/busybox', join(root, 'sbin/modprobe'));
  await copyModules(row, parts.kernel, root);
  if (row.kfail !== undefined) await cp(parts.kfail!, join(root, 'lib/kfail.ko'));
  for (const name of row.programs ?? []) {
    await writeFile(join(root, 'bin', name), guestProgram(name, row.arch), { mode: 0o755 });
  }
  await writeFile(join(root, 'init'), guestInit(row), { mode: 0o755 });
  const names = (await runTool('find', ['.'], { cwd: root })).split('\n').filter(Boolean).sort();
  const archive = join(folder, 'initrd.cpio');
  await runTool('cpio', ['-o', '-H', 'newc', '--quiet', '-R', '0:0', '-F', archive], {
    cwd: root,
    input: `${names.join('\n')}\n`,
  });
  const packed = gzipSync(await readFile(archive), { level: 1 });
  await writeFile(
    path,
    row.initrd === 'cut-short' ? packed.subarray(0, packed.length >> 1) : packed,
  );
  return path;
}

/** Commands of busybox that the rows use by name; others are called as `busybox NAME`. */
const applets = [
  ...['sh', 'mount', 'umount', 'modprobe', 'insmod', 'sleep', 'sync', 'poweroff', 'reboot', 'cat'],
  ...['ls', 'dd', 'cp', 'rm', 'mkdir', 'sysctl', 'tail', 'head', 'dmesg', 'ip', 'ping', 'mkswap'],
  ...['swapon', 'chrt', 'taskset', 'fsfreeze', 'setuidgid', 'nc', 'seq', 'touch', 'find', 'kill'],
  ...['printf', 'echo', 'mknod', 'true', 'false', 'env', 'setsid', 'devmem', 'wc', 'grep', 'od'],
  ...['hexdump', 'cut', 'awk', 'sed', 'tr', 'ln', 'losetup', 'chroot', 'stat', 'test', 'ulimit'],
];

/** The modules and what they need, unpacked, with a modules.dep of these alone for modprobe. */
async function copyModules(row: Scenario, kernel: KernelTree, root: string): Promise<void> {
  const [dep, builtin] = await Promise.all(
    ['modules.dep', 'modules.builtin'].map((name) => readFile(join(kernel.modules, name), 'utf8')),
  );
  const needs = readModulesDep(dep!);
  const target = join(root, 'lib/modules', kernel.release);
  await mkdir(target, { recursive: true });
  const plain = (path: string) => path.replace(/\.xz$/, '');
  const closure = moduleClosure(modulesOf(row), needs, builtin!);
  for (const path of closure) {
    const copy = join(target, path);
    await mkdir(dirname(copy), { recursive: true });
    await cp(join(kernel.modules, path), copy);
    if (path.endsWith('.xz')) await runTool('xz', ['-d', copy]);
  }
  const lines = closure.map((path) =>
    `${plain(path)}: ${(needs.get(path) ?? []).map(plain).join(' ')}`.trimEnd(),
  );
  await writeFile(join(target, 'modules.dep'), `${lines.join('\n')}\n`);
  await writeFile(
    join(target, 'modules.builtin'),
    builtin!
      .split('\n')
      .filter((path) => modulesOf(row).includes(moduleName(path)))
      .join('\n'),
  );
}

/** Bytes that look like nothing, the same at every run. */
export function noise(bytes: number): Uint8Array {
  const out = new Uint8Array(bytes);
  let state = 0x2545f491;
  for (let index = 0; index < bytes; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    out[index] = state & 255;
  }
  return out;
}
