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
    ['# nothing yet', []],
    ['kinds:\n\t- a', ['3:1 error parse/front-matter-yaml']],
    ['owner: a\nowner: b', ['3:1 error parse/front-matter-yaml']],
    ['sources: [{a: 1}, {b: 2}]', ['2:10 error parse/front-matter-value']],
    ['sources:\n  - url: https://example.org/', ['3:3 error parse/front-matter-value']],
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

  test.each([
    ['id: A b', 'Write a path in lower-case letters'],
    ['reviewed: yesterday', 'Write the day as YYYY-MM-DD'],
    ['sources: {a: 1}', 'Write a list of lines, or of `text:` and `url:` pairs.'],
    ['replaces: {a: 1}', 'Write the anchors of headings'],
    ['kinds: {a: 1}', 'Write a word, or a list: `kinds: [one, two]`.'],
    ['next: {a: 1}', 'Write a word, or a list: `next: [one, two]`.'],
    ['architectures: {a: 1}', 'Write a word, or a list: `architectures: [one, two]`.'],
    ['distributions: {a: 1}', 'Write a word, or a list: `distributions: [one, two]`.'],
    ['owner: [a]', 'Write one line of text: `owner: …`.'],
    ['kinds:\n\t- a', 'Indent with spaces: YAML allows no tab.'],
    ['owner: a\nowner: b', 'Keep one of the two keys.'],
    ['owner: "a', 'Close the quote or bracket that was opened here.'],
    ['owner: a: b', 'Write one `key: value` a line, a space behind the colon'],
  ])('%s is mended by: %s', (yaml, fix) => {
    expect(read(yaml).diagnostics.map((one) => one.fix?.slice(0, fix.length))).toEqual([fix]);
  });

  test.each([
    ['corrects: memory/oom.md\nreplaces: "#step"', ['step']],
    ['corrects: memory/oom\nreplaces: [step, "#fix"]', ['step', 'fix']],
    ['corrects: memory/oom', []],
  ])('%s', (yaml, anchors) => {
    const { correction } = read(yaml).runbook;
    expect(correction).toMatchObject({ corrects: 'memory/oom' });
    expect(correction!.replaces.map(({ anchor }) => anchor)).toEqual(anchors);
  });

  test('an address alone is a source and its place; a single way on needs no list', () => {
    const { runbook } = read('sources:\n  - https://example.org/x\n  - text: mm\nnext: ./b.md');
    expect(runbook.meta.sources).toEqual([
      { text: 'https://example.org/x', url: 'https://example.org/x' },
      { text: 'mm', url: null },
    ]);
    expect(runbook.links).toMatchObject([{ runbook: 'memory/b', next: true }]);
  });

  test('a byte order mark counts in every place and costs nothing', () => {
    const source =
      '\uFEFF---\nowner: x\n---\n\n# T\n\n## Fix\n\nAsk ops@example.org.\n\n```bash\nreboot\n```\n';
    const { runbook, diagnostics } = parseRunbook(source, 'a.md');
    expect(diagnostics).toEqual([]);
    expect(runbook.meta.owner).toBe('x');
    const places = [...runbook.links, ...runbook.commands].map(({ span }) =>
      source.slice(span.start.offset, span.end.offset),
    );
    expect(places).toEqual(['ops@example.org', 'reboot']);
  });

  test.each([
    ['---\ntitle: x\n\n# A heading inside\n\nowner: y\n---\n', []],
    ['---\ntitle: x\n\n# Title\n\nWords: a: b.\n\n---\n', ['parse/front-matter-unclosed']],
    ['---\ntitle: x', ['parse/front-matter-unclosed', 'parse/no-title']],
  ])('where it ends: %j', (source, codes) => {
    expect(parseRunbook(source, 'a.md').diagnostics.map(({ code }) => code)).toEqual(codes);
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

test('front matter longer than anybody writes is ignored, and the rest is read', () => {
  const keys = Array.from({ length: 100_000 }, (_, at) => `key${at}: x`).join('\n');
  const { runbook, diagnostics } = parseRunbook(`---\n${keys}\n---\n\n# Title\n`, 'a.md');
  expect(runbook.title).toBe('Title');
  const found = diagnostics.filter(({ code }) => code === 'parse/front-matter-too-long');
  expect(found).toMatchObject([
    { level: 'error', span: { start: { line: 2, column: 1 }, end: { line: 2 } } },
  ]);
});

test('front matter with a list for a key writes nothing to the console', () => {
  const warned: Error[] = [];
  const listen = (warning: Error) => warned.push(warning);
  process.on('warning', listen);
  parseRunbook('---\n? [a, b]\n: c\n---\n\n# Title\n', 'a.md');
  return new Promise<void>((resolve) => {
    setImmediate(() => {
      process.off('warning', listen);
      expect(warned).toEqual([]);
      resolve();
    });
  });
});
