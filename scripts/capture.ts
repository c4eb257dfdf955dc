// `npm run capture -- [--list] [--dry-run] [--only ID,…] [--update] [--cache DIR] [--out DIR]`: boots
// Debian kernels in QEMU into real failures and keeps the consoles as samples. docs/capture.md.
//
//   rows/*.ts ─ check ─▶ packages, initrd, disks ─▶ boot ─▶ console ─ expected? ─▶ content/samples
//
// Exit status: 0 all rows done, 1 a row failed, 2 it could not start.

import { mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readKernelLog } from '../src/klog/read-kernel-log.ts';
import type { GuestParts } from './capture/build-initrd.ts';
import { checkScenarios } from './capture/check-scenarios.ts';
import { missingTools, systemFolders } from './capture/find-program.ts';
import { guestInit } from './capture/guest-init.ts';
import { GuestSupply, NoModule } from './capture/guest-supply.ts';
import { exists, PackageCache } from './capture/package-cache.ts';
import { qemuCommand } from './capture/qemu-command.ts';
import { requiredTools, sayMissing } from './capture/required-tools.ts';
import { allRows } from './capture/rows/all-rows.ts';
import { runScenario } from './capture/run-scenario.ts';
import { cleanConsole, samplePath, sampleText, unmetExpectations } from './capture/sample-file.ts';
import type { Scenario } from './capture/scenario.ts';
import { writeSample } from './capture/write-sample.ts';

const project = resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    cache: { type: 'string', default: process.env.PANICROOM_CAPTURE_CACHE ?? '' },
    out: { type: 'string', default: join(project, 'content/samples') },
  },
});

const slugs = async (name: string) =>
  new Set(
    (
      JSON.parse(await readFile(join(project, 'content/vocabulary', name), 'utf8')) as {
        slug: string;
      }[]
    ).map(({ slug }) => slug),
  );
const faults = checkScenarios(allRows, await slugs('kinds.json'), await slugs('areas.json'));
if (faults.length > 0) stop(['The tables in scripts/capture/rows are wrong:', ...faults]);

// `--only a,b`, `--only a --only b` and `--only a b` all mean the same.
const wanted = [...values.only.flatMap((ids) => ids.split(',')), ...positionals].filter(Boolean);
const unknown = wanted.filter((id) => !allRows.some((row) => row.id === id));
if (unknown.length > 0) stop([`No row is called ${unknown.join(', ')}; --list names them all.`]);
const chosen = allRows.filter(({ id }) => wanted.length === 0 || wanted.includes(id));

if (values.list) {
  for (const row of chosen) {
    const held = (await exists(join(values.out, samplePath(row)))) ? 'held' : '-';
    console.log(
      [row.id.padEnd(34), row.kind.padEnd(26), row.arch.padEnd(7), row.kernel.padEnd(5), held].join(
        ' ',
      ),
    );
  }
  process.exit(0);
}

if (values['dry-run']) {
  for (const row of chosen) {
    const { program, arguments: args } = qemuCommand(row, {
      kernel: `vmlinuz-${row.kernel}`,
      initrd: row.initrd === 'none' ? null : 'initrd.gz',
      disks: (row.disks ?? []).map((_, index) => `disk${index}.img`),
      console: 'console',
      monitor: 'monitor',
    });
    console.log(`# ${row.id}: ${row.how}`);
    console.log([program, ...args].map(shellWord).join(' '));
    if (row.initrd === undefined)
      console.log((row.initText ?? guestInit(row)).replace(/^(?=.)/gm, '    '));
  }
  process.exit(0);
}

process.env.PATH = [process.env.PATH, ...systemFolders].join(delimiter);
const todo: Scenario[] = [];
for (const row of chosen) {
  const held = await exists(join(values.out, samplePath(row)));
  if (held && !values.update) console.log(`${row.id}: held already; --update replaces it`);
  else todo.push(row);
}
if (todo.length === 0) process.exit(0);
const missing = await missingTools(requiredTools(todo));
if (missing.length > 0) stop([sayMissing(missing)]);

const cache = resolve(values.cache || join(tmpdir(), 'panicroom-capture'));
await mkdir(cache, { recursive: true });
const packages = new PackageCache(cache, (line) => console.log(line));
const given = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => given.abort());

const supply = new GuestSupply(packages, cache);
let failed = 0;
let skipped = 0;
for (const row of todo) {
  if (given.signal.aborted) break;
  try {
    await capture(row);
  } catch (error) {
    if (given.signal.aborted) break;
    failed++;
    console.log(`${row.id}: failed\n  ${(error as Error).message.replaceAll('\n', '\n  ')}`);
  }
}
const written = todo.length - failed - skipped;
if (given.signal.aborted) stop(['Stopped. What was written before is whole.']);
console.log(`${written} written, ${failed} failed, ${skipped} left out`);
process.exit(failed > 0 ? 1 : 0);

async function capture(row: Scenario): Promise<void> {
  let parts: GuestParts;
  try {
    parts = await supply.partsOf(row);
  } catch (error) {
    if (!(error instanceof NoModule)) throw error;
    skipped++;
    console.log(`${row.id}: left out, kfail.ko could not be built. ${error.message}`);
    return;
  }
  const boot = await runScenario(row, parts, given.signal);
  const text = cleanConsole(boot.console);
  const unmet = unmetExpectations(row, text);
  if (unmet.length > 0) {
    const limit = boot.ended ? '' : `, ended at the limit of ${boot.seconds.toFixed(0)} s`;
    const last = text.trimEnd().split('\n').slice(-8);
    const whole = join(cache, 'failed', `${row.id}.txt`);
    await writeSample(whole, text);
    throw new Error(
      [...unmet, `${whole} is the whole console${limit}; its end:`, boot.said.trim(), ...last]
        .filter(Boolean)
        .join('\n'),
    );
  }
  const path = join(values.out, samplePath(row));
  await writeSample(path, sampleText(row, parts.kernel.release, text));
  const log = readKernelLog(text, row.id);
  const primary = log.primary === null ? null : log.events[log.primary]!;
  const same = (primary?.kind ?? 'none') === row.kind;
  console.log(
    `${row.id}: ${text.split('\n').length - 1} lines in ${boot.seconds.toFixed(0)} s; the reader says ${
      primary === null ? 'nothing failed' : `${primary.kind}: ${primary.title}`
    }${same ? '' : `, the row says ${row.kind}`}`,
  );
}

function shellWord(word: string): string {
  return /^[\w.,/=:+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function stop(lines: string[]): never {
  console.error(lines.join('\n'));
  process.exit(2);
}
