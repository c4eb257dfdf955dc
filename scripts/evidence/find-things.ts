// In: units, packages and modules that commands name, and a Debian archive. Out: the package of each.

import { escapePattern } from '../escape-pattern.ts';
import type { PathFound } from './command-evidence.ts';
import type { PackageArchive } from './debian-archive.ts';

export function findThings(
  archive: PackageArchive,
  things: readonly string[],
): Map<string, PathFound> {
  return new Map(things.map((thing) => [thing, findThing(archive, thing)]));
}

function findThing(archive: PackageArchive, thing: string): PathFound {
  const [sort, name = ''] = thing.split(' ');
  const holders = sort === 'package' ? [name] : shippers(archive, sort!, name);
  const chosen = archive.choose(holders, name.replace(/\.\w+$/, ''));
  return chosen ? { package: `${chosen.name} ${chosen.version}` } : {};
}

function shippers(archive: PackageArchive, sort: string, name: string): string[] {
  const file =
    sort === 'unit'
      ? `/lib/systemd/system/${escapePattern(name.replace(/@[^.]+/, '@'))}`
      : `/lib/modules/.*/${escapePattern(name).replaceAll(/[-_]/g, '[-_]')}[.]ko(?:[.](?:xz|zst|gz))?`;
  const files = archive.shipped(new RegExp(`${file}$`));
  return [...new Set(files.flatMap(({ packages }) => packages))].slice(0, 200);
}
