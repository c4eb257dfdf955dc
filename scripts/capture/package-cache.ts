// Debian packages of both architectures, downloaded and unpacked into a folder of our own. Nothing is
// installed, and apt's own lists are left alone: apt-get runs with lists of its own in that folder,
// from the sources that the machine has configured.
//
//   CACHE/apt/         lists, apt.conf
//   CACHE/downloads/   NAME_VERSION_ARCH.deb
//   CACHE/unpacked/    NAME-ARCH/          what dpkg-deb -x makes of it

import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { debianArchitecture, newestKernel } from './newest-package.ts';
import { runTool } from './run-tool.ts';
import type { Architecture, KernelSeries } from './scenario.ts';

/** Lists older than this are fetched again. */
const listsAgeHours = 24;

export class PackageCache {
  readonly #folder: string;
  readonly #say: (line: string) => void;
  #lists: Promise<void> | null = null;

  constructor(folder: string, say: (line: string) => void) {
    this.#folder = folder;
    this.#say = say;
  }

  /** `uname -r` of the newest kernel of a line. Throws where the machine's sources offer none. */
  async newestKernel(series: KernelSeries, arch: Architecture): Promise<string> {
    await this.#readLists();
    const names = await this.#apt('apt-cache', ['pkgnames', `linux-image-${series}.`]);
    const release = newestKernel(
      names.split('\n').map((name) => name.replace(/:\w+$/, '')),
      series,
      arch,
    );
    if (release === null) {
      throw new Error(
        `No package linux-image-${series}.…-${debianArchitecture[arch]} in apt's sources. ` +
          'Add a Debian release that has it (bookworm has 6.1; its security updates and backports have 6.12).',
      );
    }
    return release;
  }

  /** Folder into which a package was unpacked; downloads it where it is not there yet. */
  async unpacked(name: string, arch: Architecture): Promise<string> {
    const debian = debianArchitecture[arch];
    const target = join(this.#folder, 'unpacked', `${name}-${debian}`);
    if (await exists(target)) return target;
    await this.#readLists();
    const aside = `${target}.${process.pid}.part`;
    await rm(aside, { recursive: true, force: true });
    await mkdir(join(aside, 'deb'), { recursive: true });
    this.#say(`downloading ${name} (${debian})`);
    const download = (wanted: string) =>
      this.#apt('apt-get', ['download', '-q', wanted], join(aside, 'deb'));
    // A package for all architectures has none that could be asked for.
    await download(`${name}:${debian}`).catch(() => download(name));
    const [deb] = await readdir(join(aside, 'deb'));
    await runTool('dpkg-deb', ['-x', join(aside, 'deb', deb!), join(aside, 'tree')]);
    await rename(join(aside, 'tree'), target);
    await rm(aside, { recursive: true, force: true });
    return target;
  }

  #readLists(): Promise<void> {
    this.#lists ??= this.#fetchLists();
    return this.#lists;
  }

  async #fetchLists(): Promise<void> {
    const apt = join(this.#folder, 'apt');
    await mkdir(join(apt, 'lists/partial'), { recursive: true });
    await mkdir(join(apt, 'archives/partial'), { recursive: true });
    await mkdir(join(this.#folder, 'unpacked'), { recursive: true });
    await writeFile(
      join(apt, 'apt.conf'),
      [
        `Dir::State::Lists "${apt}/lists";`,
        'Dir::State::status "/dev/null";',
        `Dir::Cache "${apt}";`,
        'APT::Architectures { "amd64"; "arm64"; };',
        // As root apt drops to a user that cannot write here.
        'APT::Sandbox::User "root";',
        '',
      ].join('\n'),
    );
    const stamp = join(apt, 'fetched');
    const age = await stat(stamp).then(
      ({ mtimeMs }) => (Date.now() - mtimeMs) / 3_600_000,
      () => Number.POSITIVE_INFINITY,
    );
    if (age < listsAgeHours) return;
    this.#say('reading the lists of packages');
    await this.#apt('apt-get', ['update', '-q']);
    await writeFile(stamp, '');
  }

  #apt(program: string, args: string[], cwd?: string): Promise<string> {
    return runTool(program, args, {
      ...(cwd === undefined ? {} : { cwd }),
      environment: { APT_CONFIG: join(this.#folder, 'apt/apt.conf') },
    });
  }
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
