// What an author waits for: from the moment a runbook is saved until its page, with the new words in it, has
// come from the server of `npm run dev`, in a library of many.

import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startDevServer } from '../../src/dev/dev-server.ts';
import { ContentCache } from '../../src/library/content-cache.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { median, type Row, spread } from './measure.ts';
import { syntheticRunbooks } from './synthetic-runbooks.ts';

const project = join(import.meta.dirname, '../..');
const targetMs = 1000;

export interface EditSpeedInput {
  sizes: readonly number[];
  runs: number;
  scratch: string;
}

export async function editSpeed({ sizes, runs, scratch }: EditSpeedInput): Promise<Row[]> {
  const own = await readLibrary(join(project, 'content/runbooks'));
  const folder = join(scratch, 'edited');
  const rows: Row[] = [];
  for (const size of sizes) {
    await rm(folder, { recursive: true, force: true });
    const runbooks = syntheticRunbooks(own.sources, size);
    for (const { file, text } of runbooks) {
      const path = join(folder, 'runbooks', file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    rows.push(await editsOf(folder, runbooks[0]!.file, size, runs));
  }
  await rm(folder, { recursive: true, force: true });
  return rows;
}

async function editsOf(folder: string, file: string, size: number, runs: number): Promise<Row> {
  const started = performance.now();
  const server = await startDevServer({
    folder,
    overlay: null,
    port: 0,
    cache: new ContentCache(join(folder, 'cache'), 'bench'),
    today: '2026-01-01',
    say() {},
  });
  try {
    const address = `${server.address}runbooks/${file.replace(/\.md$/, '')}/`;
    const page = async () => (await fetch(address)).text();
    await page();
    const ready = performance.now() - started;
    const events = (await fetch(`${server.address}panicroom-dev/events/`)).body!.getReader();
    const times: number[] = [];
    for (let run = 0; run <= runs; run++) {
      const words = `Edited in turn ${run}.`;
      const saved = performance.now();
      await appendFile(join(folder, 'runbooks', file), `\n${words}\n`);
      await eventOf(events, 'read');
      if (!(await page()).includes(words)) throw new Error(`${address} does not show the edit.`);
      if (run > 0) times.push(performance.now() - saved);
      // The next edit comes when the rules have spoken of this one.
      await eventOf(events, 'checked');
    }
    return {
      what: `${size.toLocaleString('en')} runbooks in \`npm run dev\`: from saving one to its new page`,
      figure: `${(median(times) / 1000).toFixed(2)} s`,
      target: `≤ ${targetMs / 1000} s`,
      isMet: median(times) <= targetMs,
      note: `${spread(times, 'ms')}; ${(ready / 1000).toFixed(1)} s from the start to the first page, by the clock`,
    };
  } finally {
    await server.stop();
  }
}

async function eventOf(
  events: ReadableStreamDefaultReader<Uint8Array>,
  name: string,
): Promise<void> {
  for (;;) {
    const { value, done } = await events.read();
    if (done) throw new Error('The server of `npm run dev` ended.');
    if (Buffer.from(value).toString('utf8').includes(`event: ${name}\n`)) return;
  }
}
