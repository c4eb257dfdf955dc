// A folder as disks really have them: links in circles, files that cannot be read, bytes that are
// no text.

import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { graphCommand } from '../../src/cli/graph.ts';
import { readLibrary } from '../../src/library/read-library.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panicroom-library-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (file: string, content: string | Uint8Array) => {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), content);
};
const said = (library: Awaited<ReturnType<typeof readLibrary>>) =>
  library.diagnostics.map(
    ({ file, span, level, code }) =>
      `${file}:${span.start.line}:${span.start.column} ${level} ${code}`,
  );

describe('readLibrary', () => {
  test('every Markdown file, in the order of their paths', async () => {
    put('b.md', '# B\n');
    put('a/z.md', '# Z\n');
    put('a/b/c.MD', '# C\n');
    put('a.md', '# A\n');
    put('notes.txt', 'x');
    put('.hidden/x.md', '# X\n');
    put('node_modules/x.md', '# X\n');
    const library = await readLibrary(folder);
    expect(said(library)).toEqual([]);
    expect(library.runbooks.map(({ id }) => id)).toEqual(['a', 'a/b/c', 'a/z', 'b']);
    expect([...library.sources.keys()]).toEqual(['a.md', 'a/b/c.MD', 'a/z.md', 'b.md']);
  });

  test('links in circles, and links that lead nowhere', async () => {
    put('a/x.md', '# X\n');
    symlinkSync('..', join(folder, 'a/up'));
    symlinkSync('gone.md', join(folder, 'a/broken.md'));
    symlinkSync('self.md', join(folder, 'self.md'));
    symlinkSync('a', join(folder, 'twin'));
    const library = await readLibrary(folder);
    expect(library.runbooks.map(({ id }) => id)).toEqual(['a/x', 'twin/x']);
    expect(said(library).sort()).toEqual([
      'a/broken.md:1:1 error library/unreadable',
      'a/up:1:1 warning library/symlink-loop',
      'self.md:1:1 error library/unreadable',
      'twin/broken.md:1:1 error library/unreadable',
      'twin/up:1:1 warning library/symlink-loop',
    ]);
  });

  test('a link out of the folder is named and not followed: a file of this machine is no runbook', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'panicroom-outside-'));
    try {
      writeFileSync(join(outside, 'key'), 'SECRET\n');
      writeFileSync(join(outside, 'page.md'), '# SECRET\n');
      put('a/x.md', '# X\n');
      symlinkSync(join(outside, 'key'), join(folder, 'a/key.md'));
      symlinkSync(outside, join(folder, 'all'));
      symlinkSync(join(outside, 'key'), join(folder, 'a/picture.png'));
      symlinkSync('a/x.md', join(folder, 'within.md'));
      // Its name begins as the folder's does.
      mkdirSync(`${folder}-real`);
      writeFileSync(`${folder}-real/y.md`, '# SECRET\n');
      symlinkSync(`${folder}-real`, join(folder, 'real'));
      const library = await readLibrary(folder);
      rmSync(`${folder}-real`, { recursive: true });
      expect(library.runbooks.map(({ id }) => id)).toEqual(['a/x', 'within']);
      expect(JSON.stringify([...library.sources])).not.toContain('SECRET');
      expect(said(library).sort()).toEqual([
        'a/key.md:1:1 error library/symlink-outside',
        'all:1:1 error library/symlink-outside',
        'real:1:1 error library/symlink-outside',
      ]);
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  test('bytes that are no UTF-8: an error at the first, the rest is read', async () => {
    put(
      'a.md',
      Buffer.concat([Buffer.from('# A\n\nna'), Buffer.from([0xef, 0x76]), Buffer.from('e\n')]),
    );
    const library = await readLibrary(folder);
    expect(said(library)).toEqual(['a.md:3:3 error library/invalid-utf8']);
    expect(library.runbooks.map(({ title }) => title)).toEqual(['A']);
  });

  test('a file beyond one megabyte, and an id that is taken', async () => {
    put('big.md', `# Big\n${'x'.repeat(1024 * 1024)}`);
    put('small-enough.md', `# Small enough\n${'x'.repeat(1024 * 1024 - 15)}`);
    put('a.md', '# A\n');
    put('b.md', '---\nid: a\n---\n# B\n');
    const library = await readLibrary(folder);
    expect(said(library)).toEqual([
      'b.md:1:1 error library/duplicate-id',
      'big.md:1:1 error library/file-too-large',
    ]);
    expect(library.diagnostics.find(({ file }) => file === 'big.md')).toMatchObject({
      message: 'This file has 1.1 MB; it may have up to 1 MB. It is left out.',
      fix: 'Move logs out of it into samples/ (one may have 5 MB), or split it into several runbooks.',
    });
    expect(library.runbooks.map(({ title }) => title)).toEqual(['A', 'Small enough']);
  });

  test.skipIf(process.getuid?.() === 0)(
    'a file without permission (skipped for root)',
    async () => {
      put('a.md', '# A\n');
      chmodSync(join(folder, 'a.md'), 0);
      expect(said(await readLibrary(folder))).toEqual(['a.md:1:1 error library/unreadable']);
    },
  );

  test('a folder that is not there, or is a file', async () => {
    put('a.md', '# A\n');
    for (const path of [join(folder, 'none'), join(folder, 'a.md')]) {
      const library = await readLibrary(path);
      expect(library.diagnostics).toMatchObject([{ code: 'library/unreadable-folder' }]);
    }
  });
});

describe('panicroom graph', () => {
  const run = async (dir: string) => {
    let stdout = '';
    let stderr = '';
    const status = await graphCommand(dir, {
      stdout: (text) => {
        stdout += text;
      },
      drained: async () => {},
      stderr: (text) => {
        stderr += text;
      },
    });
    return { status, stdout, stderr };
  };

  test('JSON alone on standard output; a warning leaves the status 0', async () => {
    put('a/x.md', '# X\n\n## Next steps\n\n[Gone](gone)\n');
    const { status, stdout, stderr } = await run(folder);
    expect(status).toBe(0);
    const graph = JSON.parse(stdout);
    expect(graph).toMatchObject({ format: 'panicroom-graph', version: 1 });
    expect(graph.nodes[0]).toEqual({
      id: 'runbook:a/x',
      type: 'runbook',
      label: 'X',
      source: { file: 'a/x.md', line: 1, column: 1 },
    });
    expect(stderr).toMatch(/^a\/x\.md:5:1 warning graph\/dangling-link {2}/);
  });

  test('an error makes it 1, no folder 2', async () => {
    put('x.md', '# X\n\n:::warning Open\n');
    const broken = await run(folder);
    expect(broken.status).toBe(1);
    expect(JSON.parse(broken.stdout).nodes).toHaveLength(1);
    const none = await run(join(folder, 'none'));
    expect(none).toMatchObject({ status: 2, stdout: '' });
    expect(none.stderr).toMatch(/cannot be read: it is not there/);
  });
});
