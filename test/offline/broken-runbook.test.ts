// A runbook with an error stops the build: said with its place, exit 1, the last build untouched.

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

// Each starts a process that loads the whole build.
vi.setConfig({ testTimeout: 60_000 });

const script = resolve(import.meta.dirname, '../../scripts/build.ts');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'broken-'));
  await mkdir(join(folder, 'dist/site'), { recursive: true });
  await writeFile(join(folder, 'dist/site/index.html'), 'the last good build');
});
afterAll(() => rm(folder, { recursive: true }));

function build(content: string): Promise<{ code: number | null; said: string }> {
  const options = ['--content', content, '--out', join(folder, 'dist')];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...options], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, said: stdout + stderr }),
    );
  });
}

test.each([
  ['an unclosed directive', '# A title\n\n:::warning Mind this\n\nText.\n', /a\.md:3:1 error/],
  ['broken front matter', '---\nstatus: [published\n---\n\n# A title\n', /a\.md:\d+:\d+ error/],
])('%s', async (_name, text, place) => {
  await mkdir(join(folder, 'content/runbooks/memory'), { recursive: true });
  await writeFile(join(folder, 'content/runbooks/memory/a.md'), text);
  const { code, said } = await build(join(folder, 'content'));
  expect(said).toMatch(place);
  expect(said).toContain('the last build stays');
  expect(code).toBe(1);
  expect(await readFile(join(folder, 'dist/site/index.html'), 'utf8')).toBe('the last good build');
  expect(await readdir(folder)).toEqual(['content', 'dist']);
});

test('a folder that is not there', async () => {
  const { code, said } = await build(join(folder, 'nowhere'));
  expect(code).toBe(1);
  expect(said).toContain('nowhere');
});
