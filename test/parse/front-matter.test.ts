// Front matter: what is read, and where each mistake is shown. Broken front matter never costs the
// runbook below it.

import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

function read(yaml: string, eol = '\n') {
  const source = `---\n${yaml}\n---\n\n# Title\n\n## Fix\n\n\`\`\`bash\nreboot\n\`\`\`\n`;
  const { runbook, diagnostics } = parseRunbook(source.replaceAll('\n', eol), 'memory/oom.md');
  expect(runbook.commands.map(({ text }) => text)).toEqual(['reboot']);
  const said = diagnostics.map(
    ({ level, code, span }) => `${span.start.line}:${span.start.column} ${level} ${code}`,
  );
  return { runbook, said, diagnostics };
}

describe('front matter', () => {
  test('all of it', () => {
    const { runbook, said } = read(
      [
        'status: published',
        'title: Out of memory',
        'area: limits',
        'kinds: [oom-kill, oom-panic]',
        'severity: failure',
        'class: resource',
        'architectures: x86_64',
        'kernels: ">= 4.19"',
        'reviewed: 2026-01-31',
        'owner: storage',
        'escalation: the vendor',
        'sources:',
        '  - mm/oom_kill.c (6.12)',
        '  - text: Memory controller',
        '    url: https://docs.kernel.org/admin-guide/cgroup-v2.html',
        'next: [./other.md, ../faults/panic.md]',
      ].join('\n'),
    );
    expect(said).toEqual([]);
    expect(runbook).toMatchObject({ title: 'Out of memory', area: 'limits', id: 'memory/oom' });
    expect(runbook.meta).toEqual({
      status: 'published',
      type: 'runbook',
      severity: 'failure',
      class: 'resource',
      kinds: ['oom-kill', 'oom-panic'],
      architectures: ['x86_64'],
      kernels: '>= 4.19',
      distributions: [],
      owner: 'storage',
      reviewed: '2026-01-31',
      escalation: 'the vendor',
      sources: [
        { text: 'mm/oom_kill.c (6.12)', url: null },
        { text: 'Memory controller', url: 'https://docs.kernel.org/admin-guide/cgroup-v2.html' },
      ],
    });
    expect(runbook.links.map(({ runbook: id, next }) => [id, next])).toEqual([
      ['memory/other', true],
      ['faults/panic', true],
    ]);
  });

  test.each([
    ['severity: grave', ['2:11 error parse/front-matter-value']],
    ['title: ok\nreviewed: yesterday', ['3:11 error parse/front-matter-value']],
    ['kind: oom-kill', ['2:1 warning parse/front-matter-unknown-key']],
    ['kinds: [a, {b: c}]', ['2:8 error parse/front-matter-value']],
    ['title: "open', ['2:13 error parse/front-matter-yaml']],
    ['title: a: b', ['2:8 error parse/front-matter-yaml']],
    ['just words', ['2:1 error parse/front-matter-value']],
    [
      'severity: a\nclass: b',
      ['2:11 error parse/front-matter-value', '3:8 error parse/front-matter-value'],
    ],
  ])('%s', (yaml, said) => {
    expect(read(yaml).said).toEqual(said);
    expect(read(yaml, '\r\n').said).toEqual(said);
  });

  test('the fix names what is allowed, and what was probably meant', () => {
    expect(read('severity: grave').diagnostics[0]!.fix).toBe(
      'Write one of: fatal, failure, notice.',
    );
    expect(read('kind: x').diagnostics[0]!.fix).toMatch(/^Did you mean `kinds`\?/);
  });

  test('keys of another program are one remark, and none of them is taken for a slip', () => {
    const { diagnostics } = read('alertname: a\ntags: [x]\nteam: b\nkind: oom-kill');
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "`alertname`, `tags` and `team` are no keys of a runbook's front matter; they are ignored.",
      "`kind` is no key of a runbook's front matter; it is ignored.",
    ]);
    const many = read(Array.from({ length: 30 }, (_, index) => `x-${index}-y: 1`).join('\n'));
    expect(many.diagnostics).toHaveLength(1);
    expect(many.diagnostics[0]!.message).toContain('`x-11-y` and 18 more are no keys');
  });

  test('a wrong value costs that key alone', () => {
    const { runbook } = read('severity: grave\nclass: hardware');
    expect(runbook.meta).toMatchObject({ severity: null, class: 'hardware' });
  });

  test('without an end: an error at its beginning, the rest is read', () => {
    const { runbook, diagnostics } = parseRunbook(
      '---\ntitle: x\n\n# Title\n\n## Fix\n\nText.\n',
      'a.md',
    );
    expect(diagnostics.map(({ code, span }) => [code, span.start.line])).toEqual([
      ['parse/front-matter-unclosed', 1],
    ]);
    expect(runbook.title).toBe('Title');
    expect(runbook.sections.map(({ role }) => role)).toEqual(['fix']);
  });
});
