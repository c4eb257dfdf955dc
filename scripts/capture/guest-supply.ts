// What a row's guest is built from, fetched once a run: kernels, busybox, packages, the test module.

import { join } from 'node:path';
import type { GuestParts } from './build-initrd.ts';
import { buildModule } from './build-module.ts';
import { missingTools } from './find-program.ts';
import { type KernelTree, kernelTree } from './kernel-tree.ts';
import type { PackageCache } from './package-cache.ts';
import { moduleTools, sayMissing } from './required-tools.ts';
import type { Architecture, KernelSeries, Scenario } from './scenario.ts';

/** The module could not be built; the rows that want it are left out, all others go on. */
export class NoModule extends Error {}

export class GuestSupply {
  readonly #packages: PackageCache;
  readonly #cache: string;
  readonly #kernels = new Map<string, Promise<KernelTree>>();
  readonly #modules = new Map<string, Promise<string>>();

  constructor(packages: PackageCache, cache: string) {
    this.#packages = packages;
    this.#cache = cache;
  }

  /** Throws NoModule where the row wants the module and it cannot be built. */
  async partsOf(row: Scenario): Promise<GuestParts> {
    const { arch } = row;
    const kernel = await once(this.#kernels, `${row.kernel} ${arch}`, async () =>
      kernelTree(this.#packages, await this.#packages.newestKernel(row.kernel, arch), arch),
    );
    let kfail: string | null = null;
    if (row.kfail !== undefined) {
      kfail = await once(this.#modules, kernel.release, () =>
        this.#module(row.kernel, arch, kernel),
      ).catch((error: Error) => {
        throw new NoModule(error.message);
      });
    }
    const busybox = join(await this.#packages.unpacked('busybox-static', arch), 'bin/busybox');
    const packages: string[] = [];
    for (const name of row.packages ?? []) packages.push(await this.#packages.unpacked(name, arch));
    return { kernel, busybox, packages, kfail };
  }

  async #module(series: KernelSeries, arch: Architecture, kernel: KernelTree): Promise<string> {
    const lacking = await missingTools(moduleTools(arch));
    if (lacking.length > 0) throw new Error(sayMissing(lacking));
    return buildModule(this.#packages, this.#cache, kernel.release, series, arch);
  }
}

function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before) return before;
  const made = make();
  known.set(key, made);
  return made;
}
