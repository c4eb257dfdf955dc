// `panicroom check` on the library itself and on folders made to be wrong: what is said, to whom,
// and the exit status.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CheckOptions, checkCommand } from '../../src/cli/check.ts';

const own = join(import.meta.dirname, '../../content/runbooks');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom-check-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

async function check(dir: string, options: CheckOptions = {}) {
  let stdout = '';
  let stderr = '';
  const status = await checkCommand(
    dir,
    { today: '2026-12-01', ...options },
    {
      stdout: (text) => {
        stdout += text;
      },
      stderr: (text) => {
        stderr += text;
      },
      drained: async () => {},
    },
  );
  return { status, stdout, stderr };
}

describe('panicroom check', () => {
  test('finds nothing wrong with our own library', async () => {
    const { status, stdout, stderr } = await check(own);
    expect(stderr.replace(/^Note: .*\n/gm, '')).toBe('');
    expect(stdout).toMatch(/^\d+ runbooks, 0 errors, 0 warnings\n$/);
    expect(status).toBe(0);
  });

  test('tells all errors of all files at once, each with place, line, caret and mend', async () => {
    write(
      'wrong/runbooks/a/b.md',
      '---\nstatus: published\nkinds: [softlockup]\n---\n\n# A title\n\nSee [this](c.md).\n',
    );
    write('wrong/runbooks/a/d.md', '# Another\n\n```bash\nif true; then fi\n```\n');
    const { status, stdout, stderr } = await check(join(folder, 'wrong/runbooks'));
    expect(status).toBe(1);
    expect(stderr).toContain(
      'a/b.md:3:9 error kinds/unknown  There is no kind `softlockup`.\n    kinds: [softlockup]\n            ^^^^^^^^^^\n  Fix: Did you mean `soft-lockup`?',
    );
    expect(stderr).toContain('a/b.md:8:5 error links/unknown-runbook');
    expect(stderr).toContain('a/d.md:4:1 error shell/syntax');
    expect(stderr.indexOf('a/b.md:3')).toBeLessThan(stderr.indexOf('a/b.md:8'));
    expect(stdout).toMatch(/^2 runbooks, \d+ errors, \d+ warnings\n$/);
  });

  test('a draft is warned, and passes', async () => {
    write('draft/runbooks/a/b.md', '# A title\n');
    const { status, stdout } = await check(join(folder, 'draft/runbooks'));
    expect(stdout).toBe('1 runbook, 0 errors, 3 warnings\n');
    expect(status).toBe(0);
  });

  test('as JSON for a program', async () => {
    const { stdout, stderr } = await check(join(folder, 'draft/runbooks'), { reporter: 'json' });
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ format: 'panicroom-check', version: 1, runbooks: 1 });
    expect(report.diagnostics[0]).toMatchObject({
      file: 'a/b.md',
      level: 'warning',
      code: expect.stringContaining('/'),
      span: { start: { line: 1, column: 1 } },
    });
    expect(stderr).toBe('');
  });

  test('as annotations for a CI system, one a line', async () => {
    write('ci/runbooks/a/b.md', '# 100 %\n\n[x](y%0Az.md)\n');
    const { stdout } = await check(join(folder, 'ci/runbooks'), { reporter: 'github' });
    for (const line of stdout.trimEnd().split('\n')) {
      expect(line).toMatch(/^::(?:error|warning|notice) (?:file=.+,line=\d+,col=\d+,title=)?/);
    }
    expect(stdout).toContain('title=links/unknown-runbook::');
  });

  test('a folder that is not there is exit status 2', async () => {
    const { status, stderr } = await check(join(folder, 'absent'));
    expect(status).toBe(2);
    expect(stderr).toContain('The folder cannot be read');
  });

  test('a sample without a head, or of no kind, is named, and stops nothing', async () => {
    write('head/runbooks/a/b.md', '# A title\n');
    write('head/samples/a/b/c.log', 'no head\n');
    write('head/samples/a/b/d.log', 'kind: softlockup\n\n[    1.0] x\n');
    const { status, stderr } = await check(join(folder, 'head/runbooks'));
    expect(stderr).toContain('../samples/a/b/c.log:1:1 error library/sample-header');
    expect(stderr).toContain(
      '../samples/a/b/d.log:1:1 error samples/unknown-kind  The head of this sample names `softlockup`, which is no kind.\n  Fix: Did you mean `soft-lockup`?',
    );
    expect(stderr).toContain('a/b.md:1:1 warning review/no-source');
    expect(status).toBe(1);
  });
});
