// What a killed build left, and what the next one makes of it.

import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFolder, openScratch } from '../../src/offline/scratch-folder.ts';

const host = hostname().replaceAll(/[^A-Za-z0-9]/g, '');
/** Of a process that has ended. */
const dead = spawnSync(process.execPath, ['-e', '']).pid;
let folder: string;
let target: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scratch öä '));
  target = join(folder, 'dist');
});
afterEach(() => rm(folder, { recursive: true }));

async function left(name: string, files: Record<string, string>): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, name, path, '..'), { recursive: true });
    await writeFile(join(folder, name, path), text);
  }
  return join(folder, name);
}

test('killed between the two renames: the last good build comes back', async () => {
  await left(`.build-${host}-${dead}-aaaaaa`, { 'retired-0/a.txt': 'good', 'dist/a.txt': 'new' });
  const scratch = await openScratch(target);
  expect(await readFile(join(target, 'a.txt'), 'utf8')).toBe('good');
  expect((await readdir(folder)).sort()).toEqual([basename(scratch), 'dist'].sort());
});

test('killed before or after them: what stands there stays, and the rest is cleared away', async () => {
  await left('dist', { 'a.txt': 'good' });
  await left(`.build-${host}-${dead}-aaaaaa`, { 'retired-0/a.txt': 'older' });
  await left(`.build-${host}-${dead}-bbbbbb`, { 'dist/a.txt': 'half' });
  const scratch = await openScratch(target);
  expect(await readFile(join(target, 'a.txt'), 'utf8')).toBe('good');
  expect((await readdir(folder)).sort()).toEqual([basename(scratch), 'dist'].sort());
});

test('a folder of another kind beside it is nobody else\u2019s business', async () => {
  await left('.build-notes', { 'a.txt': 'kept' });
  await left(`astro-${host}-${dead}-aaaaaa`, { 'a.txt': 'left over' });
  await openFolder(folder, 'astro-');
  expect(await readdir(folder)).toContain('.build-notes');
  expect(await readdir(folder)).not.toContain(`astro-${host}-${dead}-aaaaaa`);
});

test('a build that still runs keeps its folder, one of another machine for a day', async () => {
  const running = await left(`.build-${host}-${process.pid}-aaaaaa`, { 'retired-0/a.txt': 'good' });
  const others = await left('.build-elsewhere-1-aaaaaa', { 'retired-0/a.txt': 'good' });
  await openScratch(target);
  expect(await readdir(folder)).toEqual(
    expect.arrayContaining([running, others].map((p) => basename(p))),
  );
  expect(await readdir(folder)).not.toContain('dist');
  await utimes(others, new Date(0), new Date(0));
  await openScratch(target);
  expect(await readFile(join(target, 'a.txt'), 'utf8')).toBe('good');
  expect(await readdir(folder)).not.toContain(basename(others));
});
