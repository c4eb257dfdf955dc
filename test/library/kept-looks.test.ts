// What `check` keeps of each runbook is all that it needs of it, whoever else is at the cache and
// whatever became of the file. That it never changes the answer: test/cli/check-cache.test.ts.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkCommand } from '../../src/cli/check.ts';
import { ContentCache } from '../../src/library/content-cache.ts';

const count = 5;
const path = process.env.PATH!;
const placeOf = (program: string) =>
  path
    .split(delimiter)
    .map((each) => join(each, program))
    .find((each) => existsSync(each));
/** Where one is missing, nothing of what the other says is kept. */
const arePrograms = placeOf('bash') !== undefined && placeOf('shellcheck') !== undefined;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom-looks-'));
  mkdirSync(join(folder, 'runbooks/area'), { recursive: true });
  for (let index = 0; index < count; index++) write(index, '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function write(index: number, words: string): void {
  writeFileSync(
    join(folder, `runbooks/area/case-${index}.md`),
    `---\nkinds: [soft-lockup]\n---\n\n# Case ${index}\n\n${words}\n\n## Investigation\n\n### Step 1: Look\n\n\`\`\`bash\necho $x${index} | grep y\nacme-tool ${index}\n\`\`\`\n\nIf it prints \`killed\`, go to step 4, else to [another](case-9.md#fix).\n`,
  );
}

async function check(cache: ContentCache | null, shell = true): Promise<string> {
  let told = '';
  const stdout = (text: string) => {
    told += text;
  };
  const io = { stdout, stderr() {}, async drained() {} };
  const options = { reporter: 'json', today: '2026-07-01', shell } as const;
  await checkCommand(join(folder, 'runbooks'), options, io, cache);
  return told;
}

const cacheNow = () => new ContentCache(join(folder, 'cache'), 'one');
const entries = (kind: string) => {
  const path = join(folder, 'cache', kind);
  return existsSync(path) ? readdirSync(path) : [];
};
const looks = () => join(folder, 'cache/looks', entries('looks')[0]!);

test.skipIf(!arePrograms)(
  'an unchanged runbook is neither parsed nor read back, and its commands are not judged again',
  async () => {
    const first = await check(cacheNow());
    for (const kind of ['runbooks', 'shell']) {
      expect(entries(kind)).toHaveLength(count);
      rmSync(join(folder, 'cache', kind), { recursive: true });
    }
    expect(await check(cacheNow())).toBe(first);
    expect([entries('runbooks'), entries('shell')]).toEqual([[], []]);

    write(2, 'Changed.');
    const without = await check(null);
    expect(await check(cacheNow())).toBe(without);
    expect([entries('runbooks').length, entries('shell').length]).toEqual([1, 1]);
  },
);

test('a file that is cut, or of something else, counts for nothing and is mended', async () => {
  const first = await check(cacheNow());
  const whole = readFileSync(looks());
  const cuts = [0, 3, 8, 9, whole.length >> 1, whole.length - 1];
  for (const bytes of [...cuts.map((length) => whole.subarray(0, length)), Buffer.from('looks')]) {
    writeFileSync(looks(), bytes);
    expect(await check(cacheNow())).toBe(first);
    expect(readFileSync(looks()).equals(whole)).toBe(true);
  }
});

test('several at once, and one that comes while the library changes, say what is there', async () => {
  const first = await check(null);
  const said = await Promise.all([1, 2, 3].map(() => check(cacheNow())));
  expect(said).toEqual([first, first, first]);
  const early = cacheNow();
  await check(early);
  write(1, 'Changed :kbd[meanwhile].');
  const changed = await check(null);
  expect(changed).not.toBe(first);
  // The earlier one's view is written last, and is believed of what it was made of alone.
  expect(await check(cacheNow())).toBe(changed);
  write(1, '');
  expect(await check(early)).toBe(first);
  write(1, 'Changed :kbd[meanwhile].');
  expect(await check(cacheNow())).toBe(changed);
});

test.skipIf(!arePrograms)(
  'commands that a program did not see are shown to it once it is there',
  async () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    symlinkSync(placeOf('bash')!, join(bin, 'bash'));
    vi.stubEnv('PATH', bin);
    const lacking = await check(null);
    expect(lacking).toContain('shellcheck is not installed');
    expect(await check(cacheNow())).toBe(lacking);
    expect(await check(cacheNow())).toBe(lacking);
    vi.stubEnv('PATH', path);
    const whole = await check(null);
    expect(await check(cacheNow())).toBe(whole);
    expect(await check(cacheNow())).toBe(whole);
    expect(await check(cacheNow(), false)).toBe(await check(null, false));
  },
);

test.skipIf(!arePrograms)('what others may ask for stays, though nobody read it', async () => {
  await check(cacheNow());
  const before = ['runbooks', 'shell'].map((kind) => entries(kind));
  const old = new Date(Date.now() - 9 * 86_400_000);
  for (const kind of ['runbooks', 'shell']) {
    for (const name of entries(kind)) utimesSync(join(folder, 'cache', kind, name), old, old);
  }
  write(3, 'Changed.');
  await check(cacheNow());
  const after = ['runbooks', 'shell'].map((kind) => entries(kind));
  // The text of the changed one is gone for good; its commands are what they were.
  expect(before[0]!.filter((name) => !after[0]!.includes(name))).toHaveLength(1);
  expect(after[0]).toHaveLength(count);
  expect(after[1]).toEqual(before[1]);
});
