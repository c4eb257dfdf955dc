// In: absolute paths that runbooks name, and a Debian archive. Out: the package that ships each; of one
// that is made on the machine, a package whose scripts or manuals speak of it.

import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { escapePattern } from '../escape-pattern.ts';
import type { PathFound } from './command-evidence.ts';
import type { DebianPackage, PackageArchive } from './debian-archive.ts';

/** The kernel makes these, no package. */
export const isKernelPath = (path: string): boolean => /^\/(?:proc|sys|dev)\//.test(path);

/** Packages that make the usual folders and files of any machine. */
const always = [
  'base-files',
  'initramfs-tools-core',
  'grub-common',
  'grub2-common',
  'ifupdown',
  'netplan.io',
  'passwd',
  'mount',
  'dpkg',
  'apt',
  'systemd',
  'udev',
  'kmod',
  'procps',
  'man-db',
  'manpages',
];

export class PathLookup {
  readonly #archive: PackageArchive;
  /** Whose files may speak of a path. */
  readonly #packages: readonly DebianPackage[];

  /** @param programs packages of the programs that runbooks use. */
  constructor(archive: PackageArchive, programs: readonly string[]) {
    this.#archive = archive;
    const packages = archive.describe([...new Set([...always, ...programs])]);
    archive.unpack(packages.map(({ name }) => name));
    this.#packages = packages.filter((each) => existsSync(archive.folderOf(each)));
  }

  lookUp(paths: readonly string[]): Map<string, PathFound> {
    const found = new Map<string, PathFound>();
    const rest: string[] = [];
    for (const path of paths) {
      const shipped = this.#folder(path) ?? this.#shipped(path);
      if (shipped) found.set(path, shipped);
      else rest.push(path);
    }
    const spoken = rest.length > 0 ? this.#spoken(rest) : new Map<string, PathFound>();
    for (const path of rest) found.set(path, spoken.get(path) ?? this.#shippedByAny(path) ?? {});
    return found;
  }

  /** By a package that is a kernel, or whose programs are used, or that every machine has. */
  #shipped(path: string): PathFound | null {
    const known = new Set(this.#packages.map(({ name }) => name));
    const names = this.#shippers(path).filter(
      (name) => known.has(name) || /^linux-image-[\w.-]*-amd64$/.test(name),
    );
    const chosen = this.#archive.choose(names, '');
    return chosen && { package: text(chosen) };
  }

  #shippedByAny(path: string): PathFound | null {
    const chosen = this.#archive.choose(this.#shippers(path).slice(0, 200), '');
    return chosen && { package: text(chosen) };
  }

  #shippers(path: string): string[] {
    const files = this.#archive.shipped(new RegExp(`^(?:/usr)?${globPattern(path)}(?:/|$)`));
    return [...new Set(files.flatMap(({ packages }) => packages))];
  }

  /** Lists name no empty folder; base-files makes those of any machine: `/root`, `/var/log`. */
  #folder(path: string): PathFound | null {
    const holder = this.#packages.slice(0, 1).find((each) =>
      lstatSync(join(this.#archive.folderOf(each), path), {
        throwIfNoEntry: false,
      })?.isDirectory(),
    );
    return holder ? { package: text(holder) } : null;
  }

  /** All paths in one go: a package's texts are read once. */
  #spoken(paths: readonly string[]): Map<string, PathFound> {
    const patterns = paths.map((path) => ({
      path,
      pattern: new RegExp(`(?<![\\w/])${globPattern(path)}(?![\\w-]|[.]\\w)`),
    }));
    const found = new Map<string, PathFound>();
    for (const each of this.#packages) {
      if (found.size === paths.length) break;
      const folder = this.#archive.folderOf(each);
      for (const file of textsBelow(folder)) {
        const content = readText(join(folder, file));
        for (const { path, pattern } of patterns) {
          if (!found.has(path) && pattern.test(content))
            found.set(path, { package: text(each), names: file });
        }
      }
    }
    return found;
  }
}

/** Scripts, settings and manuals: what could say where a file is put. */
function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => telling.test(file))
    .sort(
      (a, b) =>
        Number(b.startsWith('DEBIAN/')) - Number(a.startsWith('DEBIAN/')) || (a < b ? -1 : 1),
    );
}

const telling =
  /^(?:DEBIAN|etc|(?:usr\/)?s?bin|(?:usr\/)?lib\/(?:systemd|udev|dracut|tmpfiles\.d|initramfs-tools)|usr\/share\/(?:man\/man[1-8]|(?!doc|man|locale|bash-completion|zsh)[\w-]+))\//;

/** Of a binary nothing: its strings would say too much. */
function readText(file: string): string {
  if (statSync(file).size > 2_000_000) return '';
  const bytes = readFileSync(file);
  const content = file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return content.includes(0) ? '' : content.toString('latin1').replaceAll(/\\(?:&|(?=[-.]))/g, '');
}

const text = ({ name, version }: DebianPackage) => `${name} ${version}`;

/** `/boot/vmlinuz-<kernel>`, `/etc/default/grub.d/*`, as a pattern. */
function globPattern(path: string): string {
  return path
    .split(/(<[^>/]*>|\$\([^)]*\)|\[[^\]]*\]|[*?])/)
    .map((part, index) => (index % 2 === 1 ? '[^/]*' : escapePattern(part)))
    .join('')
    .replace(/\/$/, '');
}
