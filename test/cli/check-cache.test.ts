// `panicroom check` says the same with a cache as without, whatever changed since the cache was filled.

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CheckOptions, checkCommand } from '../../src/cli/check.ts';
import { programDigest } from '../../src/cli/checkout-cache.ts';
import { ContentCache } from '../../src/library/content-cache.ts';

let folder: string;
let cacheFolder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom-check-cache-'));
  cacheFolder = join(folder, 'cache');
  for (const [file, text] of Object.entries(library)) write(file, text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const signature = (kind: string, ...formats: string[]) =>
  `:::signature{kind="${kind}"}\n\`\`\`printk\n${formats.join('\n')}\n\`\`\`\n:::\n`;
const runbook = (title: string, kind: string, ...formats: string[]) =>
  `---\nstatus: published\nkinds: [${kind}]\nreviewed: 2026-06-01\n---\n\n# ${title}\n\nSee [the other](other.md#fix).\n\n## Signatures\n\n${signature(kind, ...formats)}\n## Investigation\n\n### Step 1: Look\n\n\`\`\`bash\necho $x | grep y\n\`\`\`\n\nIf it prints \`killed\`, go to step 4.\n`;
const lockup = '[  100.0] watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [cat:80]\n';
const library: Record<string, string> = {
  'own/runbooks/stalls/lockup.md': runbook(
    'A lockup',
    'soft-lockup',
    'BUG: soft lockup - CPU#%d{cpu} stuck for %us!',
  ),
  'own/runbooks/stalls/other.md': runbook('Another', 'hung-task', 'BUG: soft lockup - CPU#%s'),
  'own/samples/stalls/lockup/seen.log': `kind: soft-lockup\n\n${lockup}`,
  'own/samples/stalls/lockup/near.log': 'kind: none\nnear-miss: soft-lockup\n\n[  1.0] all well\n',
  'own/samples/healthy/boot.log': 'kind: none\n\n[    0.0] Linux version 6.1.0\n',
  'theirs/panicroom.yaml': 'name: Example\n',
  'theirs/runbooks/own/case.md': runbook('A case', 'warn', 'theirs: the case number %d{number}'),
};

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

const change = (file: string, from: string, to: string) => () => {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(from);
  write(file, text.replace(from, to));
};

async function said(cache: ContentCache | null, options: CheckOptions) {
  let stdout = '';
  const status = await checkCommand(
    join(folder, 'own/runbooks'),
    { reporter: 'json', today: '2026-07-01', ...options },
    {
      stdout: (text) => {
        stdout += text;
      },
      stderr: () => {},
      drained: async () => {},
    },
    cache,
  );
  return `${status}\n${stdout}`;
}

const cacheNow = () => new ContentCache(cacheFolder, 'program');
const overlay = () => ({ overlay: join(folder, 'theirs') });

test('cold, filled, and after each change of what it rests on: byte by byte the same', async () => {
  const steps: [what: string, change: () => void, options?: CheckOptions][] = [
    ['nothing', () => {}],
    [
      'prose of a runbook, which moves all below it',
      change('own/runbooks/stalls/lockup.md', 'See [', 'Words.\n\nSee ['),
    ],
    [
      'a runbook that others link to',
      change('own/runbooks/stalls/other.md', '## Inv', '## Fix\n\nMend it.\n\n## Inv'),
    ],
    ['a command', change('own/runbooks/stalls/lockup.md', 'grep y', 'grep "$y" $z')],
    ['a signature', change('own/runbooks/stalls/lockup.md', 'stuck for %us!', 'sits for %us!')],
    ['the same back', change('own/runbooks/stalls/lockup.md', 'sits for', 'stuck for')],
    ['a signature of another kind', change('own/runbooks/stalls/other.md', 'CPU#%s', 'CPU#%d%s')],
    [
      'a log of a sample',
      change('own/samples/stalls/lockup/near.log', 'all well', lockup.slice(12)),
    ],
    [
      'a head of a sample',
      change('own/samples/stalls/lockup/seen.log', 'kind: soft-lockup', 'kind: hung-task'),
    ],
    [
      'a fact asked for',
      change('own/runbooks/stalls/lockup.md', '-lockup"}', '-lockup" taint="P"}'),
    ],
    ['a new sample', () => write('own/samples/healthy/second.log', `kind: none\n\n${lockup}`)],
    ['a sample gone', () => rmSync(join(folder, 'own/samples/healthy/second.log'))],
    ['a runbook gone', () => rmSync(join(folder, 'own/runbooks/stalls/other.md'))],
    ['the day', () => {}, { today: '2027-07-01' }],
    ['an overlay', () => {}, overlay()],
    [
      'its signature',
      change('theirs/runbooks/own/case.md', 'theirs: the case number', 'Linux version'),
      overlay(),
    ],
    [
      'a correction',
      () =>
        write(
          'theirs/runbooks/ours.md',
          `---\ncorrects: stalls/lockup\n---\n\n# Ours\n\n## Signatures\n\n${signature('soft-lockup', 'ours: it hangs again %s')}`,
        ),
      overlay(),
    ],
  ];
  let before = '';
  for (const [what, change, options = {}] of steps) {
    change();
    const without = await said(null, options);
    expect(await said(cacheNow(), options), `${what}, filled before it`).toBe(without);
    expect(await said(cacheNow(), options), `${what}, filled with it`).toBe(without);
    expect.soft(without, `${what}: seen in the answer`).not.toBe(before);
    before = without;
  }
});

test('what was damaged is worked out anew', async () => {
  const without = await said(null, {});
  await said(cacheNow(), {});
  for (const kind of readdirSync(cacheFolder)) {
    for (const name of readdirSync(join(cacheFolder, kind))) {
      const path = join(cacheFolder, kind, name);
      const bytes = readFileSync(path);
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(path, bytes);
    }
  }
  expect(await said(cacheNow(), {})).toBe(without);
});

test('a cache that cannot be written changes nothing', async () => {
  write('a-file', '');
  const cache = new ContentCache(join(folder, 'a-file/cache'), 'program');
  expect(await said(cache, {})).toBe(await said(null, {}));
});

test('a change of the sources, the settings, the vocabulary or the dependencies is another program', async () => {
  const project = join(folder, 'project');
  const files = [
    ...['package-lock.json', 'package.json', 'astro.config.mjs', 'tsconfig.json'],
    ...['src/lint/a.ts', 'content/vocabulary/kinds.json'],
  ];
  for (const file of files) write(`project/${file}`, 'a');
  const first = await programDigest(project);
  expect(await programDigest(project)).toBe(first);
  const digests = new Set([first]);
  for (const file of files) {
    const path = join(project, file);
    const { mtimeMs } = statSync(path);
    writeFileSync(path, 'b');
    utimesSync(path, new Date(), new Date(mtimeMs + 5000));
    digests.add(await programDigest(project));
  }
  write('project/src/lint/b.ts', '');
  digests.add(await programDigest(project));
  expect(digests.size).toBe(files.length + 2);
});
