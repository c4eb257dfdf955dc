import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesBelow } from '../../src/offline/files-below.ts';
import { deflateFiles, zipFiles } from '../../src/offline/zip-folder.ts';

const zipFolder = async (path: string, top: string, executables: string[]) =>
  zipFiles(await deflateFiles(path, await filesBelow(path)), top, executables);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zip-'));
  await mkdir(join(folder, 'site'));
  await writeFile(join(folder, 'site/ä b.html'), 'page');
  await writeFile(join(folder, 'run.mjs'), 'run');
});
afterEach(() => rm(folder, { recursive: true }));

test('holds the files below one folder', async () => {
  const files = unzipSync(await zipFolder(folder, 'panicroom', ['run.mjs']));
  expect(Object.keys(files)).toEqual(['panicroom/run.mjs', 'panicroom/site/ä b.html']);
  expect(strFromU8(files['panicroom/site/ä b.html']!)).toBe('page');
});

test('is the same bytes whatever the files’ dates and the time zone', async () => {
  const before = await zipFolder(folder, 'panicroom', []);
  await utimes(join(folder, 'run.mjs'), 1e9, 1e9);
  const zone = process.env.TZ;
  process.env.TZ = 'Pacific/Kiritimati';
  const after = await zipFolder(folder, 'panicroom', []);
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  expect(Buffer.compare(before, after)).toBe(0);
  const marked = await zipFolder(folder, 'panicroom', ['run.mjs']);
  expect(Buffer.compare(before, marked)).not.toBe(0);
});
