// A library that several threads parse is the same as one that is parsed in a row, and a thread that can
// keep nothing, or has nothing to do, takes nothing away.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ContentCache } from '../../src/library/content-cache.ts';
import { parsedKind, parseInThreads } from '../../src/library/parse-threads.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panicroom-threads-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const source = (number: number) =>
  `# Scenario ${number}\n\nIt stops ${number} times.\n\n## Steps\n\n\`\`\`sh\ndmesg --level=err | tail -${number}\n\`\`\`\n`;
const jobs = Array.from({ length: 130 }, (_, number) => ({
  path: `area/scenario-${String(number).padStart(3, '0')}.md`,
  file: `area/scenario-${String(number).padStart(3, '0')}.md`,
  source: source(number),
  parts: [`area/scenario-${number}.md`, source(number)],
}));

test('each runbook is parsed once, by one of them, and read back as it was parsed', async () => {
  const cache = new ContentCache(join(folder, 'shared'), 'one');
  expect(await parseInThreads(jobs, cache.place, 3)).toBe(2);
  for (const { path, source: text, parts } of jobs) {
    expect(cache.has(parsedKind, parts), path).toBe(true);
    expect(await cache.read(parsedKind, parts)).toEqual(parseRunbook(text, path));
  }
});

test('one processor, or few runbooks, start no thread', async () => {
  const cache = new ContentCache(join(folder, 'none'), 'one');
  expect(await parseInThreads(jobs, cache.place, 1)).toBe(0);
  expect(await parseInThreads(jobs.slice(0, 10), cache.place, 8)).toBe(0);
  expect(jobs.some(({ parts }) => cache.has(parsedKind, parts))).toBe(false);
});

test('a library is the same with threads, without a cache, and where nothing can be kept', async () => {
  const library = join(folder, 'library');
  await mkdir(join(library, 'area'), { recursive: true });
  for (const { path, source: text } of jobs) await writeFile(join(library, path), text);
  await writeFile(join(library, 'area/again.md'), '---\nid: area/scenario-000\n---\n# Again\n');
  await writeFile(join(folder, 'a-file'), '');

  const plain = await readLibrary(library);
  expect(plain.runbooks).toHaveLength(jobs.length);
  expect(plain.diagnostics.map(({ code }) => code)).toContain('library/duplicate-id');
  for (const place of ['kept', 'a-file/cache']) {
    const read = await readLibrary(library, new ContentCache(join(folder, place), 'one'));
    expect(read, place).toEqual(plain);
  }
});
