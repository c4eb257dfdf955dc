// What the cache gives back is what was put in, or nothing.

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ContentCache } from '../../src/library/content-cache.ts';
import { walkSections } from '../../src/lint/walk-sections.ts';
import { type ParsedRunbook, parseRunbook } from '../../src/parse/parse-runbook.ts';

const runbooks = join(import.meta.dirname, '../../content/runbooks');
const file = 'memory/oom-kill.md';
const source = readFileSync(join(runbooks, file), 'utf8');
const parts = [file, source];
let folder: string;
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom-cache-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function filled() {
  const dir = join(folder, String(count++));
  const cache = new ContentCache(dir, 'one');
  await cache.keep('runbooks', parts, parseRunbook(source, file));
  const [name] = readdirSync(join(dir, 'runbooks'));
  return { cache, dir, path: join(dir, 'runbooks', name!) };
}

test('a runbook comes back as it was parsed, its parts one object wherever they are named', async () => {
  const { cache } = await filled();
  const read = await cache.read<ParsedRunbook>('runbooks', parts);
  const parsed = parseRunbook(source, file);
  expect(JSON.stringify(read)).toBe(JSON.stringify(parsed));
  expect(read).toEqual(parsed);
  const again = (await cache.read<ParsedRunbook>('runbooks', parts))!.runbook;
  const sections = walkSections(again).map(({ section }) => section);
  expect(again.steps.length).toBeGreaterThan(0);
  for (const step of again.steps) expect(sections).toContain(step);
  expect(again.decisions[0]!.nodes).toEqual(parsed.runbook.decisions[0]!.nodes);
});

test('what is kept stays whole in the hands of who keeps it', async () => {
  const parsed = parseRunbook(source, file);
  const before = JSON.stringify(parsed);
  await new ContentCache(join(folder, 'whole'), 'one').keep('runbooks', parts, parsed);
  expect(JSON.stringify(parsed)).toBe(before);
});

test('a read runbook may be changed and kept again', async () => {
  const { cache } = await filled();
  const read = (await cache.read<ParsedRunbook>('runbooks', parts))!;
  const decision = read.runbook.decisions[0]!;
  decision.nodes = [];
  await cache.keep('runbooks', parts, read);
  const again = (await cache.read<ParsedRunbook>('runbooks', parts))!;
  expect(again.runbook.decisions[0]!.nodes).toEqual([]);
  expect(again.runbook.symptoms).toEqual(parseRunbook(source, file).runbook.symptoms);
});

test('another text, another name, another kind and another program find nothing', async () => {
  const { cache, dir } = await filled();
  expect(await cache.read('runbooks', [file, `${source} `])).toBeUndefined();
  expect(await cache.read('runbooks', [`${file}x`, source])).toBeUndefined();
  expect(await cache.read('shell', parts)).toBeUndefined();
  expect(await new ContentCache(dir, 'two').read('runbooks', parts)).toBeUndefined();
  expect(await new ContentCache(dir, 'one').read('runbooks', parts)).toBeDefined();
});

test('a damaged entry is none, wherever it was hit, and is written anew', async () => {
  const { cache, path } = await filled();
  const whole = readFileSync(path);
  const places = Array.from({ length: 50 }, (_, at) => Math.floor((at * (whole.length - 1)) / 49));
  for (const at of places) {
    const bytes = Buffer.from(whole);
    bytes[at]! ^= 0x20;
    writeFileSync(path, bytes);
    expect(await cache.read('runbooks', parts), `byte ${at}`).toBeUndefined();
  }
  for (const length of [0, 3, 7, 8, whole.length >> 1, whole.length - 1]) {
    writeFileSync(path, whole.subarray(0, length));
    expect(await cache.read('runbooks', parts), `${length} bytes`).toBeUndefined();
  }
  await cache.keep('runbooks', parts, parseRunbook(source, file));
  expect(await cache.read('runbooks', parts)).toBeDefined();
});

test('where nothing can be written, nothing is kept and nobody is stopped', async () => {
  const path = join(folder, 'a-file');
  writeFileSync(path, '');
  // A folder below a file: no user, not even root, can make it.
  const cache = new ContentCache(join(path, 'cache'), 'one');
  await cache.keep('runbooks', parts, {});
  expect(await cache.read('runbooks', parts)).toBeUndefined();
  await cache.prune();
});

test('what nobody asked for goes when it is old, of the kinds that were asked for', async () => {
  const dir = join(folder, 'pruned');
  mkdirSync(dir);
  const namesOf = (kind: string) => readdirSync(join(dir, kind)).length;
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const kept: [program: string, kind: string, part: string, age: Date][] = [
    ['one', 'runbooks', 'asked for', daysAgo(8)],
    ['one', 'runbooks', 'old', daysAgo(8)],
    ['two', 'runbooks', 'of other sources', daysAgo(6)],
    ['one', 'shell', 'old, of another kind', daysAgo(8)],
    ['one', 'pages', 'asked for', daysAgo(8)],
    ['one', 'pages', 'of today', daysAgo(0.9)],
    ['one', 'pages', 'of yesterday', daysAgo(1.1)],
    ['two', 'pages', 'of other sources', daysAgo(0)],
  ];
  for (const [program, kind, part, age] of kept) {
    const before = new Set(readdirSync(dir, { recursive: true, encoding: 'utf8' }));
    await new ContentCache(dir, program).keep(kind, [part], part);
    for (const name of readdirSync(join(dir, kind))) {
      if (!before.has(join(kind, name))) utimesSync(join(dir, kind, name), age, age);
    }
  }
  const cache = new ContentCache(dir, 'one');
  await cache.read('runbooks', ['asked for']);
  await cache.prune();
  expect([namesOf('runbooks'), namesOf('shell'), namesOf('pages')]).toEqual([2, 1, 4]);
  await cache.read('pages', ['asked for']);
  await cache.prune();
  expect(namesOf('pages')).toBe(2);
  expect(await cache.read('pages', ['asked for'])).toBe('asked for');
  expect(await cache.read('pages', ['of today'])).toBe('of today');
});

test('bytes come back as they were', async () => {
  const cache = new ContentCache(join(folder, 'bytes'), 'one');
  const value = { bytes: Uint8Array.of(0, 255, 7), counts: Uint32Array.of(1, 70_000) };
  await cache.keep('pages', ['bytes'], value);
  expect(await cache.read('pages', ['bytes'])).toEqual(value);
});
