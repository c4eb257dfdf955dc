// A site and a CLI that were built with an overlay: they carry all of it, and nothing of where it lay.

import { execFileSync, spawnSync } from 'node:child_process';
import {
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
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../src/offline/content-security.ts';

const root = join(import.meta.dirname, '../..');
const example = join(import.meta.dirname, 'example-hosting');
const oom = readFileSync(join(root, 'content/samples/memory/oom-kill/cgroup.log'), 'utf8');

let folder: string;
let dist: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom built ü-'));
  dist = join(folder, 'dist');
  const theirs = join(folder, 'Unsere Runbücher');
  cpSync(example, theirs, { recursive: true });
  mkdirSync(join(theirs, 'runbooks/Größe & co'));
  writeFileSync(join(theirs, 'runbooks/Größe & co/ein Ü (1).md'), '# Odd\n\nA name.\n');
  execFileSync(
    process.execPath,
    [join(root, 'scripts/build.ts'), '--overlay', theirs, '--out', dist],
    { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, INIT_CWD: folder } },
  );
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const page = (path: string) => readFileSync(join(dist, 'site', path), 'utf8');
const pages = () =>
  readdirSync(join(dist, 'site'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html'),
  );

function triage(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(dist, 'panicroom.mjs'), 'triage', '--json', ...options],
    { cwd: folder, input: oom, encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as {
    plan: { command: string; origin?: string }[];
    contacts?: { who: string }[];
  };
}

describe('the site', () => {
  test('names the organisation, and says whom to call, on every page', () => {
    expect(pages().length).toBeGreaterThan(10);
    for (const path of pages()) {
      const text = page(path);
      expect(text, path).toContain('Example Hosting');
      expect(text, path).toContain('organisation-logo.svg');
      expect(text, path).toContain('tel:+15550199');
    }
    expect(page('runbooks/memory/oom-kill/index.html')).toContain('tel:+15550101');
    expect(page('runbooks/arrays/database-volume/index.html')).not.toContain('tel:+15550101');
  });

  test('keeps its policy as it is, with a logo and a colour', () => {
    for (const path of pages()) {
      const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page(path))![1]!;
      expect(policy.replaceAll('&apos;', "'").replaceAll('&#39;', "'")).toBe(contentSecurityPolicy);
    }
    expect(page('assets/site.css')).toContain('--accent:#0b6e4f');
    expect(page('assets/organisation-logo.svg')).not.toMatch(/metadata|style=|xlink/);
    const single = readFileSync(join(dist, 'panicroom.html'), 'utf8');
    expect(single).toContain('src="data:image/svg+xml;base64,');
    expect(single).not.toContain('assets/organisation-logo');
  });

  test('has a page for a name in any letters', () => {
    expect(page('runbooks/Größe & co/ein Ü (1)/index.html')).toContain('by Example Hosting');
    expect(page('runbooks/index.html')).toContain('Größe &amp; co/ein Ü (1)/index.html');
  });

  test('marks what is theirs, and links into what they replaced still lead somewhere', () => {
    const text = page('runbooks/memory/oom-kill/index.html');
    expect(text).toContain('corrected by Example Hosting');
    expect(text).toMatch(
      /class="fix heading theirs"[^>]*>\s*<h3 id="give-the-cgroup-what-it-needs">/,
    );
    for (const [, anchor] of text.matchAll(/href="#([^"]+)"/g)) {
      expect(text).toContain(`id="${anchor}"`);
    }
  });

  test('tells nowhere where the folder lay', () => {
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8', withFileTypes: true });
    for (const file of files.filter((each) => each.isFile() && !/\.(?:zip|png)$/.test(each.name))) {
      const text = readFileSync(join(file.parentPath, file.name), 'utf8');
      expect(text.includes('Runbücher') || text.includes(folder), file.name).toBe(false);
    }
  });
});

describe('the single-file CLI', () => {
  test('carries the overlay that it was built with', () => {
    const { plan, contacts } = triage();
    const theirs = plan.filter(({ origin }) => origin === 'Example Hosting');
    expect(theirs.map(({ command }) => command)).toContain('budgetctl show <unit>');
    expect(contacts?.map(({ who }) => who)).toEqual(['database on-call', 'duty engineer']);
  });

  test('lays another one over the library in its place', () => {
    mkdirSync(join(folder, 'other/runbooks'), { recursive: true });
    writeFileSync(
      join(folder, 'other/panicroom.yaml'),
      'name: Other Example\ncontacts:\n  - who: night shift\n    phone: "+1 555 0150"\n',
    );
    writeFileSync(
      join(folder, 'other/runbooks/oom.md'),
      '---\ncorrects: memory/oom-kill\n---\n\n## Save first\n\n```bash\n# Ours\ncp /root/oom-report.txt /srv/\n```\n',
    );
    const { plan, contacts } = triage('--overlay', join(folder, 'other'));
    const whose = new Set(plan.map(({ origin }) => origin ?? 'library'));
    expect([...whose].sort()).toEqual(['Other Example', 'library']);
    expect(contacts?.map(({ who }) => who)).toEqual(['night shift']);
    // --runbooks with a folder that says it is an overlay means the same.
    expect(triage('--runbooks', join(folder, 'other')).plan).toEqual(plan);
  });

  test('checks and notes an overlay where there is no checkout', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [join(dist, 'panicroom.mjs'), ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
    const noted = run('note', 'other');
    expect(noted.status).toBe(0);
    expect(noted.stdout).toContain('adds to `save-first`');
    const checked = run('check', 'other', '--no-shell');
    expect(checked.stderr).not.toContain('error');
    expect(checked.stdout).toContain('1 runbook, 0 errors');
    expect(checked.status).toBe(0);
  });
});
