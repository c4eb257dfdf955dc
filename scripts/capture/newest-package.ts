// In: names of packages as apt-cache prints them. Out: the kernel image of a release line to boot.
//
//   linux-image-6.1.0-56-amd64           taken
//   linux-image-6.1.0-56-cloud-amd64     other builds (cloud, rt, 16k, unsigned, dbg) are not

import type { Architecture, KernelSeries } from './scenario.ts';

/** Debian's name of an architecture. */
export const debianArchitecture = { x86_64: 'amd64', arm64: 'arm64' } as const;

/**
 * `uname -r` of the newest kernel of a release line: what stands between `linux-image-` and the end.
 * Null where no name is one of that line.
 */
export function newestKernel(
  names: readonly string[],
  series: KernelSeries,
  arch: Architecture,
): string | null {
  const debian = debianArchitecture[arch];
  const pattern = new RegExp(
    `^linux-image-(${series.replaceAll('.', '\\.')}\\.[0-9][0-9a-z.+~]{0,40}(?:-[0-9]{1,4})?-${debian})$`,
  );
  const releases = names.flatMap((name) => pattern.exec(name.trim())?.[1] ?? []);
  return releases.sort(compareReleases).at(-1) ?? null;
}

/** Numbers compare as numbers: 6.1.0-9 is older than 6.1.0-56. */
function compareReleases(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
