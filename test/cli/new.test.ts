// `panicroom new`: what it writes passes `check` as a draft, whatever log it began with; it overwrites
// nothing, leaves nothing half-written, and carries no name out of the log.

import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import kinds from '../../content/vocabulary/kinds.json' with { type: 'json' };
import { checkCommand } from '../../src/cli/check.ts';
import { newCommand } from '../../src/cli/new.ts';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { readLibrary } from '../../src/library/read-library.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import { triage } from '../../src/plan/triage.ts';

const content = join(import.meta.dirname, '../../content');
const samples = await readSamples(join(content, 'samples'));
const failures = samples.filter(({ kind, nearMiss }) => kind !== 'none' && nearMiss === null);

let root: string;
let folder: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'panicroom-new-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(root, 'library-'));
  mkdirSync(join(folder, 'runbooks'));
  cpSync(join(content, 'samples/healthy'), join(folder, 'samples/healthy'), { recursive: true });
});

interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

async function run(
  command: (io: Parameters<typeof newCommand>[2]) => Promise<number>,
): Promise<Ran> {
  const ran = { status: 0, stdout: '', stderr: '' };
  ran.status = await command({
    stdout: (text) => {
      ran.stdout += text;
    },
    stderr: (text) => {
      ran.stderr += text;
    },
    drained: async () => {},
  });
  return ran;
}

const begin = (id?: string, from?: string) =>
  run((io) =>
    newCommand(id, { runbooks: join(folder, 'runbooks'), ...(from ? { from } : {}) }, io),
  );
const check = () =>
  run((io) =>
    checkCommand(
      join(folder, 'runbooks'),
      { today: '2026-12-01', shell: false, reporter: 'json' },
      io,
    ),
  );

function paste(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const written = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('healthy'))
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

describe('without a log', () => {
  test('a runbook of the kind that it is called after', async () => {
    const { status, stdout } = await begin('memory/oom-kill');
    expect(status).toBe(0);
    expect(stdout).toContain('memory/oom-kill.md');
    expect(written()).toEqual(['runbooks/memory/oom-kill.md']);
    const text = read('runbooks/memory/oom-kill.md');
    expect(text).toMatch(/^---\nstatus: draft\nkinds: \[oom-kill\]\nseverity: failure\n/);
    expect(text).toContain(`# ${kinds.find(({ slug }) => slug === 'oom-kill')!.label}\n`);
    const checked = JSON.parse((await check()).stdout);
    const codes = new Set(checked.diagnostics.map(({ code }: { code: string }) => code));
    expect([...codes].sort()).toEqual(['review/no-date', 'text/todo']);
    expect(checked.diagnostics.filter(({ level }: { level: string }) => level === 'error')).toEqual(
      [],
    );
  });

  test('kinds are offered where the name is none', async () => {
    const { status, stdout } = await begin('memory/oom-storm');
    expect(status).toBe(0);
    expect(stdout).toContain('Perhaps `oom-kill`, `oom-panic`');
    expect(read('runbooks/memory/oom-storm.md')).toContain(
      'kinds: []  # such as oom-kill, oom-panic,',
    );
    expect((await check()).status).toBe(0);
  });

  test.each([
    ['Memory/OOM Kill', 'Did you mean: panicroom new memory/oom-kill'],
    ['oom', 'Did you mean `memory/oom-kill`?'],
    ['', 'A runbook stands in an area'],
    ['../../etc/passwd', 'Did you mean: panicroom new etc/passwd'],
  ])('%j is refused, with what it should be', async (id, words) => {
    const { status, stderr } = await begin(id);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
    expect(written()).toEqual([]);
  });

  test('what to type is told as it was typed', async () => {
    vi.stubEnv('npm_lifecycle_event', 'new');
    const { stderr } = await begin('Memory/OOM Kill');
    vi.unstubAllEnvs();
    expect(stderr).toContain('Did you mean: npm run new -- memory/oom-kill');
  });

  test('a kind alone stands in its area; a path is taken for its id', async () => {
    expect((await begin('soft-lockup')).status).toBe(0);
    expect((await begin('content/runbooks/stalls/hung-task.md')).status).toBe(0);
    expect(written()).toEqual(['runbooks/stalls/hung-task.md', 'runbooks/stalls/soft-lockup.md']);
  });

  test('nothing is overwritten', async () => {
    mkdirSync(join(folder, 'runbooks/memory'));
    writeFileSync(join(folder, 'runbooks/memory/oom-kill.md'), 'mine');
    const { status, stderr } = await begin('memory/oom-kill');
    expect(status).toBe(2);
    expect(stderr).toContain('is there already, so nothing was written');
    expect(read('runbooks/memory/oom-kill.md')).toBe('mine');
  });

  test('a folder that may not be written to keeps nothing half', async () => {
    chmodSync(join(folder, 'runbooks'), 0o500);
    const { status, stderr } = await begin('memory/oom-kill');
    chmodSync(join(folder, 'runbooks'), 0o700);
    // Root may write anywhere.
    if (status === 0) return;
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Nothing was written: /);
    expect(written()).toEqual([]);
  });

  test('no folder of runbooks: said, and none is made', async () => {
    rmSync(join(folder, 'runbooks'), { recursive: true });
    const { status, stderr } = await begin('memory/oom-kill');
    expect(status).toBe(2);
    expect(stderr).toContain('--runbooks DIR');
  });
});

describe('from a log', () => {
  // One log of each kind; a library each of a few, since each draft is looked at beside all others.
  const oneOfEach = [...new Map(failures.map((sample) => [sample.kind, sample])).values()];
  const tens = Array.from(
    { length: Math.ceil(oneOfEach.length / 10) },
    (_, ten) => [ten + 1, oneOfEach.slice(10 * ten, 10 * ten + 10)] as const,
  );

  test.each(tens)(
    'a log of any kind gives a draft that passes, whose signature fires in the sample that was laid down: ten %i',
    async (_, ten) => {
      let lacksNearMiss = false;
      for (const [index, { text }] of ten.entries()) {
        const { status, stdout, stderr } = await begin(
          `drafts/n${index}`,
          paste('paste.log', text),
        );
        // A message of a word or two cannot be looked for, and its author is told so.
        if (stderr.includes('no line with enough fixed words')) {
          expect(status).toBe(1);
          continue;
        }
        expect(status, stderr).toBe(0);
        // A log that is nothing but the report leaves nothing for one: its author is told so.
        lacksNearMiss ||= stdout.includes('There is no near-miss yet');
      }
      const { status, stdout } = await check();
      const { diagnostics } = JSON.parse(stdout) as {
        diagnostics: { level: string; code: string; file: string; message: string }[];
      };
      // Drafts of one kind know nothing of each other: what one leaves out of its near-miss, the line
      // that it looks for, another looks for as well.
      const ofAnother = ({ code, file, message }: (typeof diagnostics)[number]) =>
        code === 'signatures/near-miss-hit' && !message.includes(`${file.replace(/\.md$/, '')}/`);
      const told = diagnostics.filter((one) => !ofAnother(one));
      expect(told.filter(({ level }) => level === 'error')).toEqual([]);
      expect(status).toBe(told.length === diagnostics.length ? 0 : 1);
      const codes = [...new Set(told.map(({ code }) => code))].sort();
      const expected = [
        ...['review/no-date', 'signatures/duplicate', 'signatures/shadowed', 'text/todo'],
        ...(lacksNearMiss ? ['signatures/no-near-miss'] : []),
      ];
      expect(codes.filter((code) => !expected.includes(code))).toEqual([]);
    },
    60_000,
  );

  test('afterwards the log leads to the runbook, by its signature', async () => {
    const { text } = failures.find(({ file }) => file.endsWith('disk-error/ata.log'))!;
    const { status, stdout } = await begin(undefined, paste('paste.log', text));
    expect(status).toBe(0);
    expect(stdout).toContain('ata-error, lines');
    expect(stdout).toContain('No runbook covers it yet.');
    expect(written()).toEqual([
      'paste.log',
      'runbooks/storage/ata-error.md',
      'samples/storage/ata-error/first-seen.log',
      'samples/storage/ata-error/near-miss-first.log',
    ]);
    const { runbooks } = await readLibrary(join(folder, 'runbooks'));
    const report = triage(text, 'paste.log', buildKnowledge(runbooks));
    expect(report.matches[0]).toMatchObject({ runbook: 'storage/ata-error', kind: 'ata-error' });
    expect(report.matches[0]!.confidence).toBeGreaterThan(0.9);

    const again = await begin(undefined, join(folder, 'paste.log'));
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('storage/ata-error covers this already (ata-error, line');
  });

  const firmware = [
    'Nov 27 03:00:00 db-prod-7 kernel: acmeraid 0000:3b:00.0: Init cmd success',
    'Nov 27 03:00:01 db-prod-7 kernel: acmeraid 0000:3b:00.0: adapter in FAULT state, code 0x10000 from 10.20.30.40',
    'Nov 27 03:00:02 db-prod-7 kernel: input: Power Button as /devices/LNXSYSTM:00/input0',
    '',
  ].join('\n');

  test('a failure that the reader has no name for is given one, and its words are generalised', async () => {
    const file = paste('paste.log', firmware);
    const nameless = await begin(undefined, file);
    expect(nameless.status).toBe(2);
    expect(nameless.stderr).toContain('The reader knows no name for this failure');
    expect(nameless.stderr).toContain('AREA/NAME');

    const { status, stdout } = await begin('storage/acme-fault', file);
    expect(status).toBe(0);
    expect(stdout).toContain('no failure that the reader knows; line 2 tells most');
    const text = read('runbooks/storage/acme-fault.md');
    expect(text).toContain(
      'acmeraid %s{device}: adapter in FAULT state, code %#x{code} from %pI4{address}',
    );
    expect(read('samples/storage/acme-fault/first-seen.log')).toMatch(/^kind: unknown\n/);
    expect(read('samples/storage/acme-fault/near-miss-first.log')).toMatch(
      /^kind: none\nnear-miss: /,
    );
    const { status: checked, stdout: json } = await check();
    expect(checked).toBe(0);
    expect(json).not.toContain('"signatures/');
  });

  test('words that the reader captures are kept as the words that they are', async () => {
    const line = '[    7.536165] kfail: disagrees about version of symbol module_layout\n';
    await begin('boot/refused', paste('paste.log', line));
    expect(read('runbooks/boot/refused.md')).toContain(
      '\n%s{module}: disagrees about version of symbol %s{symbol}\n',
    );
  });

  test('no name of a machine or a network leaves the log', async () => {
    await begin('storage/acme-fault', paste('paste.log', firmware));
    for (const file of written().filter((name) => name !== 'paste.log')) {
      expect(read(file)).not.toMatch(/db-prod-7|10\.20\.30\.40/);
    }
  });

  test.each([
    ['an empty log', '\n\n', 1, 'There is nothing in this log.'],
    [
      'a healthy boot',
      samples.find(({ file }) => file.startsWith('healthy/'))!.text,
      1,
      'No line of these',
    ],
    ['prose', 'Dear all,\n'.repeat(300), 1, 'was said by a Linux kernel'],
  ])('%s gives nothing', async (_what, text, expected, words) => {
    const { status, stderr } = await begin('faults/x', paste('paste.log', text));
    expect(stderr).toContain(words);
    expect(status).toBe(expected);
    expect(written()).toEqual(['paste.log']);
  });

  test('a log that is not there, or is no text', async () => {
    expect(await begin('faults/x', join(folder, 'absent.log'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there is no such file'),
    });
  });

  test('a sample whose name is taken stops all of it', async () => {
    mkdirSync(join(folder, 'samples/storage/acme-fault'), { recursive: true });
    writeFileSync(join(folder, 'samples/storage/acme-fault/first-seen.log'), 'mine');
    const { status } = await begin('storage/acme-fault', paste('paste.log', firmware));
    expect(status).toBe(2);
    expect(written()).toEqual(['paste.log', 'samples/storage/acme-fault/first-seen.log']);
    expect(read('samples/storage/acme-fault/first-seen.log')).toBe('mine');
  });
});
