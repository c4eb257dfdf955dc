// In: a row, its kernel, busybox. Out: the initial RAM disk of its boot, a gzipped newc archive.

import { chmod, cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { guestInit, modulesOf } from './guest-init.ts';
import { guestProgram } from './guest-programs.ts';
import type { KernelTree } from './kernel-tree.ts';
import { moduleClosure, moduleName, readModulesDep } from './module-closure.ts';
import { debianArchitecture } from './newest-package.ts';
import { exists } from './package-cache.ts';
import { runTool } from './run-tool.ts';
import type { Scenario } from './scenario.ts';

export interface GuestParts {
  kernel: KernelTree;
  /** A static busybox of the guest's architecture. */
  busybox: string;
  /** Roots of the packages that the row wants, unpacked. */
  packages: readonly string[];
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
  if (row.initText === undefined) await fillGuest(row, parts, root);
  else {
    await mkdir(root);
    await writeFile(join(root, 'init'), row.initText, { mode: 0o755 });
  }
  const names = (await runTool('find', ['.'], { cwd: root })).split('\n').filter(Boolean).sort();
  const archive = join(folder, 'initrd.cpio');
  await runTool('cpio', ['-o', '-H', 'newc', '--quiet', '-R', '0:0', '-F', archive], {
    cwd: root,
    input: `${names.join('\n')}\n`,
  });
  const packed = gzipSync(await readFile(archive), { level: 1 });
  const whole = row.initrd !== 'cut-short';
  await writeFile(path, whole ? packed : packed.subarray(0, packed.length >> 1));
  return path;
}

async function fillGuest(row: Scenario, parts: GuestParts, root: string): Promise<void> {
  for (const name of ['bin', 'sbin', 'proc', 'sys', 'dev', 'tmp', 'mnt', 'lib', 'etc']) {
    await mkdir(join(root, name), { recursive: true });
  }
  for (const tree of parts.packages) await copyPrograms(tree, root);
  await cp(parts.busybox, join(root, 'bin/busybox'));
  await chmod(join(root, 'bin/busybox'), 0o755);
  for (const applet of applets) {
    // A program that a package brought is the one that the row means.
    await symlink('busybox', join(root, 'bin', applet)).catch(ignoreExisting);
  }
  await symlink('../bin/busybox', join(root, 'sbin/modprobe'));
  await copyModules(row, parts.kernel, root);
  if (row.kfail !== undefined) await cp(parts.kfail!, join(root, 'lib/kfail.ko'));
  for (const name of row.programs ?? []) {
    await writeFile(join(root, 'bin', name), guestProgram(name, row.arch), { mode: 0o755 });
  }
  if (row.initramfsTools) await copyInitramfsTools(row, root);
  else await writeFile(join(root, 'init'), guestInit(row), { mode: 0o755 });
}

/** Commands of busybox that the rows use by name; others are called as `busybox NAME`. */
const applets = [
  ...['sh', 'mount', 'umount', 'modprobe', 'insmod', 'sleep', 'sync', 'poweroff', 'reboot', 'cat'],
  ...['ls', 'dd', 'cp', 'rm', 'mkdir', 'sysctl', 'tail', 'head', 'dmesg', 'ip', 'ping', 'mkswap'],
  ...['swapon', 'chrt', 'taskset', 'fsfreeze', 'setuidgid', 'nc', 'seq', 'touch', 'find', 'kill'],
  ...['printf', 'echo', 'mknod', 'true', 'false', 'env', 'setsid', 'devmem', 'wc', 'grep', 'od'],
  ...['hexdump', 'cut', 'awk', 'sed', 'tr', 'ln', 'losetup', 'chroot', 'stat', 'test', 'ulimit'],
  ...['switch_root', 'unshare', 'nsenter', 'dirname', 'basename', 'readlink', 'uname', 'id'],
];

/** Programs and libraries of a package, without its documents, translations and character sets. */
async function copyPrograms(tree: string, root: string): Promise<void> {
  const unwanted = /\/(?:gconv|locale|systemd|udev)$/;
  for (const name of [
    'bin',
    'sbin',
    'lib',
    'lib64',
    'usr/bin',
    'usr/sbin',
    'usr/lib',
    'usr/share/initramfs-tools',
  ]) {
    const from = join(tree, name);
    if (!(await exists(from))) continue;
    await cp(from, join(root, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !unwanted.test(path),
    });
  }
}

/** What mkinitramfs lays out, as far as a boot from a local disk asks for it. */
async function copyInitramfsTools(row: Scenario, root: string): Promise<void> {
  const share = join(root, 'usr/share/initramfs-tools');
  await cp(join(share, 'init'), join(root, 'init'));
  await cp(join(share, 'scripts'), join(root, 'scripts'), { recursive: true });
  await cp(join(root, 'usr/lib/klibc/bin'), join(root, 'bin'), { recursive: true, force: true });
  for (const name of ['run', 'conf/conf.d']) await mkdir(join(root, name), { recursive: true });
  const files = {
    'conf/arch.conf': `DPKG_ARCH=${debianArchitecture[row.arch]}\n`,
    'conf/initramfs.conf': 'MODULES=most\nBUSYBOX=auto\nBOOT=local\n',
    'conf/modules': modulesOf(row)
      .map((name) => `${name}\n`)
      .join(''),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  // What of each folder's scripts is run, and when: none of them has anything to do with a local disk.
  for (const entry of await readdir(join(root, 'scripts'), { withFileTypes: true })) {
    if (entry.isDirectory()) await writeFile(join(root, 'scripts', entry.name, 'ORDER'), '');
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

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
