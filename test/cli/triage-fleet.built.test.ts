// Many logs at once, as dist/panicroom.mjs reads them: the same answers in the same order as one by one,
// and a run that was ended goes on where it was.

import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { distFolder } from '../dist-folder.ts';

vi.setConfig({ testTimeout: 120_000 });

const program = join(distFolder(), 'panicroom.mjs');
let folder: string;
let serial: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom fleet ü-'));
  const samples = join(import.meta.dirname, '../../content/samples');
  for (const host of ['a', 'b']) {
    for (const area of ['stalls', 'policy']) {
      cpSync(join(samples, area), join(folder, 'logs', host, area), { recursive: true });
    }
  }
  mkdirSync(join(folder, 'logs/c'));
  writeFileSync(
    join(folder, 'logs/c/picture.log'),
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  );
  serial = panicroom('triage', '--brief', '--jobs', '1', 'logs').stdout;
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function panicroom(...args: string[]) {
  return spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}
const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');

test('threads give the same answers, in the order of the logs', () => {
  expect(linesOf(serial).length).toBeGreaterThan(40);
  const { status, stdout } = panicroom('triage', '--brief', '--jobs', '3', 'logs');
  expect(status).toBe(0);
  expect(stdout).toBe(serial);
});

test('folders below folders are read, and what is no text is a line of its own', () => {
  const names = linesOf(serial).map(
    (line) => (JSON.parse(line) as { input: { name: string } }).input.name,
  );
  expect(names).toEqual(names.toSorted());
  expect(new Set(names.map((name) => name.split('/')[1]))).toEqual(new Set(['a', 'b', 'c']));
  expect(JSON.parse(linesOf(serial).at(-1)!)).toMatchObject({
    input: { name: 'logs/c/picture.log' },
    error: expect.stringContaining('picture'),
  });
});

test('a run that was ended inside a line goes on where it was', () => {
  const answers = join(folder, 'answers.ndjson');
  writeFileSync(answers, serial);
  truncateSync(answers, Math.round(Buffer.byteLength(serial) / 2));
  const { status, stdout, stderr } = panicroom(
    'triage',
    '--brief',
    '--resume',
    'answers.ndjson',
    'logs',
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toContain('were answered before');
  expect(readFileSync(answers, 'utf8')).toBe(serial);
  // And once more: there is nothing left to do.
  panicroom('triage', '--brief', '--resume', 'answers.ndjson', 'logs');
  expect(readFileSync(answers, 'utf8')).toBe(serial);
});

test('killed and started again until it is through, it has every answer once', async () => {
  const answers = join(folder, 'killed.ndjson');
  for (let round = 0; round < 4; round++) {
    const child = spawn(
      process.execPath,
      [program, 'triage', '--resume', 'killed.ndjson', '--brief', '--jobs', '2', 'logs'],
      { cwd: folder, stdio: 'ignore' },
    );
    const ended = new Promise((resolve) => child.on('close', resolve));
    await Promise.race([new Promise((resolve) => setTimeout(resolve, 700 + 300 * round)), ended]);
    child.kill('SIGKILL');
    await ended;
  }
  panicroom('triage', '--resume', 'killed.ndjson', '--brief', 'logs');
  expect(linesOf(readFileSync(answers, 'utf8')).sort()).toEqual(linesOf(serial).sort());
});

test('a file that holds something else is left as it is', () => {
  const notes = join(folder, 'notes.txt');
  writeFileSync(notes, 'my notes\n');
  const { status, stderr } = panicroom('triage', '--resume', 'notes.txt', 'logs');
  expect(status).toBe(2);
  expect(stderr).toContain('notes.txt: line 1 is no answer');
  expect(readFileSync(notes, 'utf8')).toBe('my notes\n');
});

test('a summary of the answers, in text, as JSON and as a page', () => {
  writeFileSync(join(folder, 'all.ndjson'), serial);
  const text = panicroom('summary', 'all.ndjson', '--html', 'page.html');
  expect(text.status).toBe(0);
  expect(text.stdout).toMatch(/^\d+ logs: \d+ with a failure/);
  expect(readFileSync(join(folder, 'page.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  const summary = JSON.parse(panicroom('summary', '--json', 'all.ndjson').stdout);
  expect(summary).toMatchObject({ format: 'panicroom-summary', unreadLogs: 1 });
  writeFileSync(
    join(folder, 'earlier.json'),
    JSON.stringify({ clusters: summary.clusters.slice(1) }),
  );
  const since = panicroom('summary', 'all.ndjson', '--since', 'earlier.json').stdout;
  expect(since).toContain('New since the earlier summary');
  // Whole reports are counted as well.
  const whole = panicroom('triage', '--ndjson', 'logs/b').stdout;
  const brief = panicroom('triage', '--brief', 'logs/b').stdout;
  writeFileSync(join(folder, 'whole.ndjson'), whole);
  writeFileSync(join(folder, 'brief.ndjson'), brief);
  expect(panicroom('summary', '--json', 'whole.ndjson').stdout).toBe(
    panicroom('summary', '--json', 'brief.ndjson').stdout,
  );
});

test('a line that is no answer is named by its place', () => {
  const broken = join(folder, 'broken.ndjson');
  writeFileSync(broken, linesOf(serial)[0]!);
  appendFileSync(broken, '\n{"half": \n');
  const { status, stderr } = panicroom('summary', 'broken.ndjson');
  expect(status).toBe(2);
  expect(stderr).toContain('broken.ndjson:2: this line is no answer');
});

test('behind xargs it is a stage of other engines', () => {
  const { stdout, status } = spawnSync(
    'sh',
    [
      '-c',
      `find logs/a -type f | sort | xargs -d '\\n' -n 8 "$0" "$1" triage --brief --jobs 1`,
      process.execPath,
      program,
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(status).toBe(0);
  expect(stdout).toBe(
    linesOf(serial)
      .filter((line) => line.includes('"name":"logs/a/'))
      .map((line) => `${line}\n`)
      .join(''),
  );
});
