// In: a kernel. Out: kfail.ko built for it from module/kfail.c, with the headers that apt offers.
//
// The header packages expect to lie in /usr/src; their copy in the cache is told where it lies.

import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { PackageCache } from './package-cache.ts';
import { exists } from './package-cache.ts';
import { runTool } from './run-tool.ts';
import type { Architecture, KernelSeries } from './scenario.ts';

const flags = [
  // Type data for BPF, which takes pahole to make and nobody reads here.
  'CONFIG_DEBUG_INFO_BTF_MODULES=',
  // A BUG prints its file: that of a build anywhere, not of this machine.
  'KCFLAGS=-ffile-prefix-map=HERE/=/build/kfail/',
];

/** The module's file. Throws, with what the compiler said, where it cannot be built. */
export async function buildModule(
  packages: PackageCache,
  cache: string,
  release: string,
  series: KernelSeries,
  arch: Architecture,
): Promise<string> {
  const source = join(import.meta.dirname, 'module');
  const target = join(cache, 'modules', release);
  const built = join(target, 'kfail.ko');
  const text = await readFile(join(source, 'kfail.c'), 'utf8');
  const known = await readFile(join(target, 'made-of'), 'utf8').catch(() => null);
  if (known === text + flags.join('\n') && (await exists(built))) return built;

  const headers = await headerTree(packages, cache, release, series, arch);
  const aside = `${target}.${process.pid}.part`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  for (const name of ['kfail.c', 'Kbuild']) await cp(join(source, name), join(aside, name));
  await runTool('make', [
    ...['-C', headers, `M=${aside}`, `-j${cpus().length}`, 'modules'],
    ...flags.map((flag) => flag.replace('HERE', aside)),
    ...(arch === 'arm64'
      ? ['ARCH=arm64', 'CROSS_COMPILE=aarch64-linux-gnu-', 'CC=aarch64-linux-gnu-gcc-12']
      : ['ARCH=x86', 'CC=gcc-12']),
  ]);
  await writeFile(join(aside, 'made-of'), text + flags.join('\n'));
  await rm(target, { recursive: true, force: true });
  await rename(aside, target);
  return built;
}

/** The three header packages in one tree, their absolute paths turned to it. */
async function headerTree(
  packages: PackageCache,
  cache: string,
  release: string,
  series: KernelSeries,
  arch: Architecture,
): Promise<string> {
  const root = join(cache, 'headers', release);
  const headers = join(root, 'usr/src', `linux-headers-${release}`);
  if (await exists(root)) return headers;
  const common = release.replace(/-(?:amd64|arm64)$/, '-common');
  // 6.1 has one package of build tools for all its kernels, later lines have one a kernel.
  const kbuild =
    series === '6.1' ? 'linux-kbuild-6.1' : `linux-kbuild-${release.replace(/-\w+$/, '')}`;
  const host: Architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
  const parts = [
    await packages.unpacked(`linux-headers-${release}`, arch),
    await packages.unpacked(`linux-headers-${common}`, host),
    await packages.unpacked(kbuild, host),
  ];
  const aside = `${root}.${process.pid}.part`;
  await rm(aside, { recursive: true, force: true });
  for (const part of parts) {
    await cp(part, aside, { recursive: true, verbatimSymlinks: true, force: true });
  }
  const makefile = join(aside, 'usr/src', `linux-headers-${release}`, 'Makefile');
  const include = await readFile(makefile, 'utf8');
  await writeFile(makefile, include.replaceAll('/usr/src/', `${root}/usr/src/`));
  if (!(await exists(join(aside, 'lib'))) && (await exists(join(aside, 'usr/lib')))) {
    await symlink('usr/lib', join(aside, 'lib'));
  }
  await rename(aside, root);
  return headers;
}
