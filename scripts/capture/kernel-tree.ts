// In: a kernel's release. Out: its image and its modules, found in the unpacked package, with the
// modules.dep that the package leaves to the installation.

import { join } from 'node:path';
import { exists, type PackageCache } from './package-cache.ts';
import { runTool } from './run-tool.ts';
import type { Architecture } from './scenario.ts';

export interface KernelTree {
  release: string;
  image: string;
  /** Folder of modules.dep, modules.builtin and kernel/. */
  modules: string;
}

export async function kernelTree(
  packages: PackageCache,
  release: string,
  arch: Architecture,
): Promise<KernelTree> {
  const root = await packages.unpacked(`linux-image-${release}`, arch);
  const merged = join(root, 'usr/lib/modules', release);
  const modules = (await exists(merged)) ? merged : join(root, 'lib/modules', release);
  if (!(await exists(join(modules, 'modules.dep')))) {
    const base = modules.slice(0, modules.indexOf('/lib/modules'));
    await runTool('depmod', ['-b', base, release]);
  }
  return { release, image: join(root, 'boot', `vmlinuz-${release}`), modules };
}
