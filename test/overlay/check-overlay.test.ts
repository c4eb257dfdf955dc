// `panicroom check` and `graph` with an overlay: both are looked at, and what is wrong is told in the
// files of who can mend it.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CheckOptions, checkCommand } from '../../src/cli/check.ts';
import { graphCommand } from '../../src/cli/graph.ts';
import type { Io } from '../../src/cli/io.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom-check-overlay-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function said(run: (io: Io) => Promise<number>) {
  const out = { stdout: '', stderr: '' };
  const status = await run({
    stdout: (text) => {
      out.stdout += text;
    },
    stderr: (text) => {
      out.stderr += text;
    },
    drained: async () => {},
  });
  return { status, ...out };
}

const checked = (dir: string, options: CheckOptions) =>
  said((io) => checkCommand(dir, options, io));

describe('an overlay', () => {
  const example = join(import.meta.dirname, '../overlay/example-hosting');
  const library = join(import.meta.dirname, '../../content/runbooks');

  test('is checked with the library that it lies over', async () => {
    const laid = await checked(library, { overlay: example, shell: false, today: '2026-11-27' });
    expect(laid.status).toBe(0);
    const alone = await checked(library, { shell: false, today: '2026-11-27' });
    const runbooks = (text: string) => Number(/(\d+) runbooks/.exec(text)?.[1]);
    expect(runbooks(laid.stdout)).toBe(runbooks(alone.stdout) + 2);
  });

  test('by itself: what is wrong is told at the place in its own files', async () => {
    cpSync(example, join(folder, 'theirs'), { recursive: true });
    const own = join(folder, 'theirs/runbooks');
    const runbook = join(own, 'arrays/database-volume.md');
    const text = readFileSync(runbook, 'utf8');
    writeFileSync(
      runbook,
      text
        .replace('memory/oom-kill.md', 'memory/oom-kil.md')
        .replace('block-io-error"}', 'block-io-eror"}')
        .replace('arrayctl volume detach', 'racktl detach'),
    );
    const correction = join(own, 'memory/oom-kill.md');
    writeFileSync(
      correction,
      readFileSync(correction, 'utf8').replace('(#start-fewer-at-a-time)', '(#start-fewer)'),
    );
    const { status, stderr } = await checked(join(folder, 'theirs'), {
      shell: false,
      today: '2026-11-27',
    });
    expect(status).toBe(1);
    const told = [...stderr.matchAll(/^(runbooks\S+) (error|warning) (\S+)/gm)].map(
      ([, place, level, code]) => `${place} ${level} ${code}`,
    );
    expect(told).toEqual([
      'runbooks/arrays/database-volume.md:18:1 error signatures/no-near-miss',
      'runbooks/arrays/database-volume.md:18:1 error signatures/no-sample',
      'runbooks/arrays/database-volume.md:18:20 error kinds/unknown',
      'runbooks/arrays/database-volume.md:50:26 error links/unknown-runbook',
      'runbooks/arrays/database-volume.md:55:1 error commands/unknown-risk',
      'runbooks/memory/oom-kill.md:39:114 error decisions/unknown-target',
      'runbooks/memory/oom-kill.md:39:132 warning links/unknown-anchor',
    ]);
  });

  test('a correction may stand anywhere, and lead to what it brings itself', async () => {
    const theirs = join(folder, 'elsewhere');
    cpSync(example, theirs, { recursive: true });
    rmSync(join(theirs, 'runbooks/memory'), { recursive: true });
    const text = readFileSync(join(example, 'runbooks/memory/oom-kill.md'), 'utf8');
    writeFileSync(
      join(theirs, 'runbooks/ours.md'),
      text.replace('(#start-fewer-at-a-time)', '(#ask-for-the-budget)'),
    );
    const { status, stderr } = await checked(theirs, { shell: false, today: '2026-11-27' });
    expect(stderr).not.toContain('ours.md');
    expect(status).toBe(0);
  });

  test('a folder that is none', async () => {
    const { status, stderr } = await checked(library, {
      overlay: join(folder, 'gone'),
      shell: false,
    });
    expect(status).toBe(2);
    expect(stderr).toContain('overlay/unreadable-folder');
  });

  test('stands in the graph of a folder, beside what it corrects', async () => {
    const { status, stdout } = await said((io) => graphCommand(library, io, { overlay: example }));
    expect(status).toBe(0);
    const { nodes } = JSON.parse(stdout) as { nodes: { id: string; source?: { file: string } }[] };
    const files = new Set(nodes.flatMap(({ source }) => source?.file ?? []));
    expect(files).toContain('memory/oom-kill.md');
    expect(files).toContain('overlay/runbooks/memory/oom-kill.md');
    expect(files).toContain('overlay/runbooks/arrays/database-volume.md');
  });
});
