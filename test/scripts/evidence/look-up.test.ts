// Units, modules, packages, paths and programs, looked up in a release of three packages.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import {
  type DebianPackage,
  likeliest,
  type PackageArchive,
  type ShippedFile,
} from '../../../scripts/evidence/debian-archive.ts';
import { findThings } from '../../../scripts/evidence/find-things.ts';
import { PathLookup } from '../../../scripts/evidence/look-up-paths.ts';
import { ProgramLookup } from '../../../scripts/evidence/look-up-programs.ts';

const root = mkdtempSync(join(tmpdir(), 'archive-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const contents: Record<string, Record<string, string>> = {
  'base-files': { 'var/log/.keep': '' },
  disk: {
    'usr/sbin/disk':
      '#!/bin/sh\ncase $1 in\n--check) : ;;\nesac\n# /etc/disk-made.conf is made here\n',
    'lib/systemd/system/disk.service': '[Unit]\n',
    'lib/systemd/system/disk@.service': '[Unit]\n',
    'etc/disk/disk.conf': 'a=1\n',
    'DEBIAN/postinst': 'touch /var/lib/disk/state\n',
  },
  'linux-image-6.1.0-1-amd64': {
    'boot/vmlinuz-6.1.0-1-amd64': '',
    'lib/modules/6.1.0-1-amd64/kernel/drivers/nvme_core.ko': '',
  },
};

class Release implements PackageArchive {
  readonly suite = 'test';
  readonly files: ShippedFile[] = [];

  constructor() {
    for (const [name, files] of Object.entries(contents)) {
      for (const [file, text] of Object.entries(files)) {
        const path = join(root, name, file);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, file.endsWith('.gz') ? gzipSync(text) : text);
        this.files.push({ path: `/${file}`, packages: [name] });
      }
    }
  }

  named = (name: string) => this.files.filter(({ path }) => path.endsWith(`/${name}`));
  shipped = (pattern: RegExp) => this.files.filter(({ path }) => pattern.test(path));
  elsewhere = () => [];
  choose = (names: readonly string[], program: string) => likeliest(this.describe(names), program);
  describe = (names: readonly string[]): DebianPackage[] =>
    names
      .filter((name) => name in contents)
      .map((name) => ({ name, version: '1', priority: 'optional', depends: [] }));
  unpack = () => undefined;
  folderOf = ({ name }: DebianPackage) => join(root, name);
}

const release = new Release();

test('of several packages the one that a machine most likely has', () => {
  const named = (name: string, priority: string): DebianPackage => ({
    name,
    version: '1',
    priority,
    depends: [],
  });
  expect(
    likeliest([named('systemctl', 'optional'), named('systemd', 'important')], 'systemctl')?.name,
  ).toBe('systemd');
  expect(likeliest([named('xz', 'optional'), named('disk', 'optional')], 'disk')?.name).toBe(
    'disk',
  );
  expect(likeliest([named('long-name', 'extra'), named('short', 'extra')], 'a')?.name).toBe(
    'short',
  );
  expect(likeliest([], 'a')).toBeNull();
});

test('units, modules and packages', () => {
  const found = findThings(release, [
    'unit disk.service',
    'unit disk@sda.service',
    'unit nothing.service',
    'module nvme-core',
    'module nvme',
    'package disk',
    'package nothing',
  ]);
  expect(
    [...found].flatMap(([thing, { package: name }]) => (name ? [`${thing}: ${name}`] : [])),
  ).toEqual([
    'unit disk.service: disk 1',
    'unit disk@sda.service: disk 1',
    'module nvme-core: linux-image-6.1.0-1-amd64 1',
    'package disk: disk 1',
  ]);
});

test.each<[path: string, found: object]>([
  ['/var/log', { package: 'base-files 1' }],
  ['/etc/disk', { package: 'disk 1' }],
  ['/etc/disk/*.conf', { package: 'disk 1' }],
  ['/etc/disk/disk', {}],
  ['/boot/vmlinuz-<kernel>', { package: 'linux-image-6.1.0-1-amd64 1' }],
  ['/boot/vmlinuz-$(uname -r)', { package: 'linux-image-6.1.0-1-amd64 1' }],
  ['/var/lib/disk/state', { package: 'disk 1', names: 'DEBIAN/postinst' }],
  ['/etc/disk-made.conf', { package: 'disk 1', names: 'usr/sbin/disk' }],
  ['/etc/disk-made', {}],
])('path %s', (path, found) => {
  expect(new PathLookup(release, ['disk']).lookUp([path]).get(path)).toEqual(found);
});

test('a program without a manual is read itself, and one that no package has is told as such', () => {
  const named = {
    programs: {},
    called: { disk2: { as: 'disk', source: 'x' } },
    packages: {},
    options: {},
    settings: {},
    things: {},
    paths: {},
  };
  const use = (program: string, words: string[]) => ({
    key: program,
    program,
    inside: 'host',
    subcommands: [],
    words,
  });
  const found = new ProgramLookup(release, named, root).lookUp([
    use('disk', ['--check', '--wrong']),
    use('disk2', []),
    use('nothing', ['-x']),
  ]);
  expect(Object.fromEntries(found)).toEqual({
    disk: { package: 'disk 1', seen: { '/usr/sbin/disk': ['--check'] }, unseen: ['--wrong'] },
    disk2: { package: 'disk 1' },
    nothing: {},
  });
});
