// Pages that threads finish are those that one thread alone finishes; a thread that fails costs nothing else.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesBelow } from '../../src/offline/files-below.ts';
import { type PageJob, PageThreads } from '../../src/offline/page-threads.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom-page-threads-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const page = (at: number) =>
  `<!doctype html><html lang="en"><head><title>Page ${at}</title></head><body><main data-pagefind-body><p>Text number ${at}, see <a href="/taint/#flag-P">taint</a></p></main></body></html>`;
const jobs = Array.from(
  { length: 60 },
  (_, at): PageJob => ({
    path: `runbooks/area-${at % 7}/page-${at}/index.html`,
    written: page(at),
    parts: null,
    isKept: false,
  }),
);
const withThreads = 3;

/** The site that comes of the jobs: what was answered, and what each file holds. */
async function finished(processors: number, all: readonly PageJob[]) {
  const site = join(folder, `site-${processors}-${all.length}`);
  const threads = new PageThreads(site, null, 200, processors);
  try {
    const answers = await Promise.allSettled(all.map((job) => threads.finish(job)));
    const files = await filesBelow(site);
    const texts = files.map((path) => [path, readFileSync(join(site, path), 'utf8')]);
    const { alive } = threads;
    return { answers, alive, texts: Object.fromEntries(texts) as Record<string, string> };
  } finally {
    await threads.close();
  }
}

test('threads finish pages as one thread alone does', async () => {
  const alone = await finished(1, jobs);
  const together = await finished(withThreads, jobs);
  expect(together.texts).toEqual(alone.texts);
  expect(Object.keys(together.texts)).toHaveLength(jobs.length);
  expect(together.texts[jobs[3]!.path]).toContain('href="../../../taint/index.html#flag-P"');
  expect([alone.alive, together.alive]).toEqual([0, 2]);
  for (const [at, answer] of together.answers.entries()) {
    expect(answer).toMatchObject({ status: 'fulfilled', value: { path: jobs[at]!.path } });
  }
});

test('a page that ends a thread is refused with its reason, and the others are finished all the same', async () => {
  const bad = { ...jobs[0]!, path: 'taint/index.html', written: '<title>No text</title>' };
  const all = [...jobs.slice(0, 5), bad, ...jobs.slice(5)];
  const { answers, alive, texts } = await finished(withThreads, all);
  expect(alive).toBe(1);
  expect(answers[5]).toMatchObject({
    status: 'rejected',
    reason: new Error('The page has no <main>.'),
  });
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(jobs.length);
  expect(Object.keys(texts)).toHaveLength(jobs.length);
});
