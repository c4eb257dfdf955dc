// What a build may take the place of.

import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { whyNotWritable } from '../../src/offline/output-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'output-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('nothing, an empty folder, or a build of ours', async () => {
  await mkdir(join(folder, 'empty'));
  await mkdir(join(folder, 'dist/site'), { recursive: true });
  for (const out of ['new', 'deep/below/new', 'empty', 'dist']) {
    expect(await whyNotWritable(join(folder, out))).toBeNull();
  }
});

test('what a killed build had tried it with is cleared away', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const host = hostname().replaceAll(/[^A-Za-z0-9]/g, '');
  await mkdir(join(folder, `.build-probe-${host}-${dead}-aaaaaa`));
  expect(await whyNotWritable(join(folder, 'dist'))).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

test('never a file, a folder of something else, or a place below a file', async () => {
  await writeFile(join(folder, 'notes.txt'), 'notes');
  await mkdir(join(folder, 'photos'));
  await writeFile(join(folder, 'photos/1.jpg'), '');
  await symlink('loop', join(folder, 'loop'));
  expect(await whyNotWritable(join(folder, 'notes.txt'))).toContain('is a file');
  expect(await whyNotWritable(join(folder, 'photos'))).toContain('which would be lost');
  expect(await whyNotWritable(join(folder, 'notes.txt/dist'))).toContain('it is not a folder');
  expect(await whyNotWritable(join(folder, 'loop'))).toContain('it links to itself');
});

test.skipIf(process.getuid?.() === 0)('a place that may not be written', async () => {
  await chmod(folder, 0o555);
  expect(await whyNotWritable(join(folder, 'dist'))).toContain('permission is denied');
  await chmod(folder, 0o755);
});

test.runIf(process.platform === 'linux')(
  'a place that takes nothing, whatever its rights',
  async () => {
    expect(await whyNotWritable('/proc/never/there')).toMatch(/cannot be written/);
  },
);
