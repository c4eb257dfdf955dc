import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { swapDirectory } from '../../src/offline/swap-directory.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swap öäü '));
});
afterEach(() => rm(folder, { recursive: true }));

async function made(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  await writeFile(join(path, 'a.txt'), content);
  return path;
}

test('the new folder takes the place of the old one, and nothing is left over', async () => {
  const target = await made('dist', 'old');
  await swapDirectory(await made('new', 'new'), target, join(folder, 'retired'));
  expect(await readFile(join(target, 'a.txt'), 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['dist']);
});

test('a first build has nothing to retire', async () => {
  const target = join(folder, 'deep', 'dist');
  await swapDirectory(await made('new', 'new'), target, join(folder, 'retired'));
  expect(await readFile(join(target, 'a.txt'), 'utf8')).toBe('new');
});

test('of many swaps at once one wins whole', async () => {
  const target = await made('dist', 'old');
  const names = Array.from({ length: 8 }, (_, index) => `build-${index}`);
  const finished = await Promise.all(names.map((name) => made(name, name)));
  await Promise.all(
    finished.map((path, index) => swapDirectory(path, target, join(folder, `retired-of-${index}`))),
  );
  expect(names).toContain(await readFile(join(target, 'a.txt'), 'utf8'));
  expect(await readdir(folder)).toEqual(['dist']);
});

test('where the new folder cannot be put in place, the old one is back', async () => {
  const target = await made('dist', 'old');
  await expect(
    swapDirectory(join(folder, 'never-made'), target, join(folder, 'retired')),
  ).rejects.toThrow('ENOENT');
  expect(await readFile(join(target, 'a.txt'), 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['dist']);
});
