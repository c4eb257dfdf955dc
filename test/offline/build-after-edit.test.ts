// A build after an edit makes what the edit touches and takes the rest from the builds before it: its `dist/`
// is that of a build that makes all anew, byte for byte, whatever was edited.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build, digestOf } from '../../scripts/faults/build-trials.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom-after-edit-'));
  for (const [file, text] of Object.entries(files)) write(file, text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const signature = (...formats: string[]) =>
  `:::signature{kind="soft-lockup"}\n\`\`\`printk\n${formats.join('\n')}\n\`\`\`\n:::\n`;
const runbook = (title: string, kind: string, body: string) =>
  `---\nstatus: published\nkinds: [${kind}]\nreviewed: 2026-06-01\n---\n\n# ${title}\n\n## Overview\n\n${body}\n\n## Investigation\n\n### Step 1: Look\n\n\`\`\`bash\n# What does it say?\ndmesg\n\`\`\`\n`;
const lockup = '[  100.0] watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [cat:80]\n';
// A day and a text of this run alone: nothing of it is in the cache of the checkout.
const only = `Run ${process.pid} at ${performance.timeOrigin}.`;
const files: Record<string, string> = {
  'own/runbooks/stalls/lockup.md': runbook(
    'A lockup',
    'soft-lockup',
    `${only}\n\n## Signatures\n\n${signature('BUG: soft lockup - CPU#%d{cpu} stuck for %us!')}`,
  ),
  'own/runbooks/stalls/kin.md': runbook(
    'Another lockup',
    'soft-lockup',
    `${only} See [the lockup](lockup.md) or [what is not there yet](new.md).\n\n## Signatures\n\n${signature('soft lockup - CPU#%d{cpu} stuck')}`,
  ),
  'own/runbooks/memory/oom.md': runbook('Out of memory', 'oom-kill', only),
  'own/samples/stalls/lockup/seen.log': `kind: soft-lockup\n\n${lockup}`,
  'theirs/panicroom.yaml':
    'name: Example\ncontacts:\n  - who: memory on-call\n    phone: "+1 555 0100"\n    areas: [memory]\n',
  'theirs/runbooks/correction.md':
    '---\ncorrects: memory/oom\n---\n\n## Investigation\n\n### Step 1: Look\n\nAsk the platform team first.\n',
};

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function change(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(from);
  write(file, text.replace(from, to));
}

const overlay = () => ['--overlay', join(folder, 'theirs')];

/** Pages about the whole library, which every build makes. */
let ofLibrary: number;

/** Pages of runbooks that a build made; whatever it made, its `dist/` is as it should be. */
async function made(options: readonly string[] = []): Promise<number> {
  const content = join(folder, 'own');
  const [out, anew] = [join(folder, 'dist'), join(folder, 'anew')];
  const [{ said }] = await Promise.all([
    build(content, out, {}, options),
    build(content, anew, {}, [...options, '--no-cache']),
  ]);
  expect(digestOf(out)).toBe(digestOf(anew));
  const [pages, rendered] = /(\d+) pages \((\d+) made anew\)/.exec(said)!.slice(1).map(Number);
  expect(pages).toBeGreaterThan(0);
  return rendered! - ofLibrary;
}

test('what an edit does not touch is taken from the build before, and dist/ is the same', {
  timeout: 600_000,
}, async () => {
  ofLibrary = 0;
  const pages = (await made()) - 6;
  expect(pages, 'two a runbook, and those about the library').toBeGreaterThan(10);
  ofLibrary = pages;

  change('own/runbooks/memory/oom.md', 'What does it say?', 'What does the kernel say?');
  expect(await made(), 'words of one').toBe(2);

  change('own/runbooks/stalls/lockup.md', '# A lockup', '# A lockup of one processor');
  expect(await made(), 'a title: its kin names it, and so do both pages for authors').toBe(4);

  write('own/runbooks/stalls/new.md', runbook('A new one', 'soft-lockup', only));
  expect(await made(), 'a new one: its kin names it, and a link has waited for it').toBe(4);

  change('own/runbooks/stalls/kin.md', 'CPU#%d{cpu} stuck', 'CPU#%d{processor} stuck for');
  write('own/samples/stalls/lockup/again.log', `kind: soft-lockup\n\n${lockup}${lockup}`);
  expect(await made(), 'a signature, and a sample that another fires in too').toBe(3);

  rmSync(join(folder, 'own/runbooks/stalls/new.md'));
  expect(await made(), 'one is gone: of its kin, one page is as it was before').toBe(1);

  expect(await made(overlay()), 'an overlay: its name is on every page').toBe(6);

  change('theirs/panicroom.yaml', 'areas: [memory]', 'areas: [stalls]');
  expect(await made(overlay()), 'a contact: on every page too').toBe(6);

  change('theirs/runbooks/correction.md', 'platform team', 'team of the platform');
  expect(await made(overlay()), 'a correction').toBe(2);

  change('own/runbooks/memory/oom.md', 'reviewed: 2026-06-01', 'reviewed: 2026-11-01');
  expect(await made(overlay()), 'the newest day of the library, on every page').toBe(6);
});
