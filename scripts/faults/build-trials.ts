// What is done to a build, and what is found afterwards. Each trial works in a folder of its own with a
// library of two runbooks, whose text is one of two: so it shows which build stands there.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface Trial {
  /** What was done. */
  fault: string;
  times: number;
  /** How often what stood at the target was no whole build. Anything but 0 is a defect. */
  lost: number;
  /** What was seen, in words. */
  seen: string;
}

const script = resolve(import.meta.dirname, '../build.ts');
const words = ['first', 'second'] as const;

interface Ended {
  code: number | null;
  said: string;
  seconds: number;
}

interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
}

/** Runs in a process group of its own, so that its helpers can be killed with it. */
function startBuild(
  content: string,
  out: string,
  env: NodeJS.ProcessEnv = {},
  options: readonly string[] = [],
): Running {
  const started = performance.now();
  const args = [script, '--content', content, '--out', out, ...options];
  const child = spawn(process.execPath, args, {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code) => {
      resolve({ code, said, seconds: (performance.now() - started) / 1000 });
    }),
  );
  return { child, ended };
}

export async function build(
  content: string,
  out: string,
  env?: NodeJS.ProcessEnv,
  options?: readonly string[],
): Promise<Ended> {
  const result = await startBuild(content, out, env, options).ended;
  if (result.code !== 0) throw new Error(`A build without a fault failed:\n${result.said}`);
  return result;
}

function writeLibrary(folder: string, word: string): string {
  const runbooks = join(folder, word, 'runbooks/memory');
  mkdirSync(runbooks, { recursive: true });
  for (const name of ['one', 'two']) {
    writeFileSync(
      join(runbooks, `${name}.md`),
      `---\nkinds: [oom-kill]\nreviewed: 2026-01-01\n---\n\n# Runbook ${name}\n\n## Overview\n\nThis is the ${word} text.\n\n\`\`\`bash\n# What does it say?\ndmesg\n\`\`\`\n`,
    );
  }
  return join(folder, word);
}

/** Of all names and contents below a folder; null where nothing is there. */
export function digestOf(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files)
    hash.update(`${file.slice(folder.length)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

interface Bench {
  folder: string;
  contents: string[];
  /** Digest of a whole build of each. */
  whole: string[];
  out: string;
  seconds: number;
}

/** Two libraries, what a whole build of each is, and the first of them built. */
async function setUp(folder: string): Promise<Bench> {
  const contents = words.map((word) => writeLibrary(folder, word));
  const out = join(folder, 'dist');
  let seconds = 0;
  const whole: string[] = [];
  for (const content of contents.toReversed()) {
    seconds = (await build(content, out)).seconds;
    whole.unshift(digestOf(out)!);
  }
  if (whole[0] === whole[1]) throw new Error('The two builds cannot be told apart.');
  return { folder, contents, whole, out, seconds };
}

/** Folders that builds left beside the target. */
const leftBeside = (out: string) =>
  readdirSync(dirname(out)).filter((name) => name.startsWith('.build-'));

/** Killed at random moments, the second before it would have ended included. */
export async function killTrial(times: number): Promise<Trial> {
  return inFolder(async (folder) => {
    const bench = await setUp(folder);
    let lost = 0;
    let killed = 0;
    let absent = 0;
    for (let round = 0; round < times; round++) {
      const { child, ended } = startBuild(bench.contents[round % 2]!, bench.out);
      await Promise.race([wait(Math.random() * bench.seconds * 1000), ended]);
      try {
        process.kill(-child.pid!, 'SIGKILL');
        killed++;
      } catch {
        // It had ended.
      }
      await ended;
      const found = digestOf(bench.out);
      if (found === null) absent++;
      else if (!bench.whole.includes(found)) lost++;
    }
    const left = leftBeside(bench.out).length;
    await build(bench.contents[1]!, bench.out);
    const whole = digestOf(bench.out) === bench.whole[1];
    const stayed = leftBeside(bench.out);
    return {
      fault: 'killed (SIGKILL, with its helpers) at a random moment',
      times: killed,
      lost: lost + (whole ? 0 : 1) + stayed.length,
      seen: `${lost === 0 ? 'each time' : `all but ${lost} times`} a whole build stood there${absent > 0 ? `, save ${absent} times between the two renames: it came back` : ''}; ${left} folders were left beside it, and the next build ${stayed.length === 0 ? 'cleared them away' : `left ${stayed.join(', ')}`}${whole ? '' : '; it was not whole'}`,
    };
  });
}

/** Two, then four at the same target at once: one of them wins whole. */
export async function togetherTrial(times: number): Promise<Trial> {
  return inFolder(async (folder) => {
    const bench = await setUp(folder);
    let lost = 0;
    let refused = 0;
    for (let round = 0; round < times; round++) {
      const ends = await Promise.all(
        bench.contents.map((content) => startBuild(content, bench.out).ended),
      );
      refused += ends.filter(({ code }) => code !== 0).length;
      if (!bench.whole.includes(digestOf(bench.out) ?? '')) lost++;
    }
    return {
      fault: 'two builds into one folder at once',
      times,
      lost: lost + leftBeside(bench.out).length,
      seen: `${lost === 0 ? 'one of the two stood there whole each time' : 'not always was it one of the two'}; ${refused} of ${times * 2} ended with an error`,
    };
  });
}

/** On a disk of its own: full, then read-only. Needs root, for the disk. */
export async function diskTrials(): Promise<Trial[] | string> {
  const disk = mkdtempSync(join(tmpdir(), 'panicroom-disk-'));
  const mount = (...options: string[]) =>
    spawnSync('mount', [...options, disk], { encoding: 'utf8' }).status === 0;
  if (!mount('-t', 'tmpfs', '-o', 'size=64m', 'tmpfs')) {
    rmSync(disk, { recursive: true });
    return 'a full disk and a read-only one: no disk could be mounted here (it needs root)';
  }
  try {
    const bench = await setUp(disk);
    const trials: Trial[] = [];
    const used = directoryBytes(disk);
    // From no room at all to nearly as much as a build takes.
    const shares = [0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9];
    let lost = 0;
    const said = new Set<string>();
    for (const share of shares) {
      const built = directoryBytes(bench.out);
      mount('-o', `remount,size=${Math.ceil((used + built * share) / 4096) * 4}k`);
      const { code, said: words } = await startBuild(bench.contents[1]!, bench.out).ended;
      said.add(code === 0 ? 'it ended well' : messageOf(words));
      if (digestOf(bench.out) !== bench.whole[code === 0 ? 1 : 0]) lost++;
      lost += leftBeside(bench.out).length;
      if (code === 0) await build(bench.contents[0]!, bench.out);
    }
    mount('-o', 'remount,size=64m');
    await build(bench.contents[1]!, bench.out);
    if (digestOf(bench.out) !== bench.whole[1]) lost++;
    trials.push({
      fault: 'a disk that is full before the build has ended',
      times: shares.length,
      lost,
      seen: `the last build stayed, nothing was left beside it; said: ${[...said].join(' / ')}`,
    });

    mount('-o', 'remount,ro');
    const refused = await startBuild(bench.contents[0]!, bench.out).ended;
    const stayed = digestOf(bench.out) === bench.whole[1];
    trials.push({
      fault: 'a disk that may only be read',
      times: 1,
      lost: refused.code !== 0 && stayed ? 0 : 1,
      seen: `the last build stayed; said: ${messageOf(refused.said)}`,
    });
    return trials;
  } finally {
    spawnSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  }
}

/** What was kept of parsed runbooks, damaged: cut, overwritten, emptied. */
export async function cacheTrial(): Promise<Trial> {
  return inFolder(async (folder) => {
    const bench = await setUp(folder);
    const cache = resolve(import.meta.dirname, '../../.build/cache');
    const kept = readdirSync(cache, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const damages: ((bytes: Buffer) => Buffer)[] = [
      (bytes) => bytes.subarray(0, bytes.length >> 1),
      (bytes) => bytes.fill(Math.floor(Math.random() * 256), bytes.length >> 2, bytes.length >> 1),
      () => Buffer.alloc(0),
    ];
    let lost = 0;
    for (const damage of damages) {
      for (const file of kept) writeFileSync(file, damage(readFileSync(file)));
      await build(bench.contents[0]!, bench.out);
      if (digestOf(bench.out) !== bench.whole[0]) lost++;
    }
    return {
      fault: 'every file of the cache cut, overwritten, or emptied',
      times: damages.length,
      lost,
      seen: `${kept.length} files; the build took none of them for good, and was the same byte for byte`,
    };
  });
}

/** The same library from another folder, in another order of files, time zone, locale, day. */
export async function sameBytesTrial(content: string): Promise<Trial> {
  return inFolder(async (folder) => {
    const here = join(folder, 'a');
    const there = join(folder, 'ä b/c');
    // All made anew: what the first one keeps would be the same in the second.
    const anew = ['--no-cache'];
    await build(content, join(here, 'dist'), { TZ: 'UTC', LC_ALL: 'C.UTF-8' }, anew);
    const moved = join(there, 'content');
    const files = readdirSync(content, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(content.length + 1))
      .sort()
      .reverse();
    for (const file of files) {
      mkdirSync(dirname(join(moved, file)), { recursive: true });
      copyFileSync(join(content, file), join(moved, file));
      utimesSync(join(moved, file), 1e9, 1e9);
    }
    const clock = join(folder, 'clock.mjs');
    writeFileSync(
      clock,
      'const later = 400 * 86_400_000; const now = Date.now.bind(Date);\n' +
        'globalThis.Date = class extends Date { constructor(...args) { super(...(args.length > 0 ? args : [now() + later])); } static now() { return now() + later; } };\n',
    );
    const env = {
      TZ: 'Pacific/Kiritimati',
      LC_ALL: 'tr_TR.UTF-8',
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${clock}`,
    };
    await build(moved, join(there, 'dist'), env, anew);
    const zip = (at: string) => digestOf(join(at, 'dist'));
    return {
      fault: 'another folder, order of files, file dates, time zone, locale and day',
      times: 1,
      lost: zip(here) === zip(there) ? 0 : 1,
      seen: `dist/ was the same, byte for byte: the zip has SHA-256 ${createHash('sha256')
        .update(readFileSync(join(there, 'dist/panicroom.zip')))
        .digest('hex')
        .slice(0, 16)}…`,
    };
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'panicroom-faults-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function directoryBytes(folder: string): number {
  return Number(spawnSync('du', ['-sb', folder], { encoding: 'utf8' }).stdout.split('\t')[0]);
}

/** Its first line, without this machine's paths. */
function messageOf(said: string): string {
  const line = said.split('\n').find((each) => each.trim() !== '') ?? '(nothing)';
  return `“${line.replaceAll(/(?:\/[^\s/]+)+\/(?=[^\s/]*)/g, '…/').trim()}”`;
}
