// Notes and signatures in every spelling, and what is said of those that are broken.

import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const place = ({ span }: { span: { start: { line: number; column: number } } }) =>
  `${span.start.line}:${span.start.column}`;

describe('notes', () => {
  test.each([
    [':::warning Version Matching', 'warning', 'Version Matching'],
    [':::warning[Version Matching]', 'warning', 'Version Matching'],
    [':::warning[Version *Matching*]{a=b}', 'warning', 'Version *Matching*'],
    [':::warning Version Matching {a="b"}', 'warning', 'Version Matching'],
    ['::: warning Version Matching', 'warning', 'Version Matching'],
    [':::Warning', 'warning', null],
    ['::::danger Mind `dd`', 'danger', 'Mind dd'],
    [':::tip{title="Quick"}', 'tip', 'Quick'],
  ])('%s', (opening, kind, title) => {
    const colons = /^:+/.exec(opening)![0];
    const source = `# T\r\n\r\n## Fix\r\n\r\n${opening}\r\nInside: 10:30:45.\r\n${colons}\r\n\r\nAfter.\r\n`;
    const { runbook, diagnostics } = parseRunbook(source, 'a.md');
    expect(diagnostics).toEqual([]);
    expect(runbook.notes).toHaveLength(1);
    const [note] = runbook.notes;
    expect(note).toMatchObject({ kind, title });
    expect(source.slice(note!.span.start.offset, note!.span.end.offset)).toBe(
      `${opening}\r\nInside: 10:30:45.\r\n${colons}`,
    );
    expect(note!.blocks).toMatchObject([{ type: 'prose', text: 'Inside: 10:30:45.' }]);
  });

  test('a quote with an alert is a note', () => {
    const { runbook } = parseRunbook('# T\n\n## Fix\n\n> [!CAUTION]\n> Do not.\n', 'a.md');
    expect(runbook.notes).toMatchObject([{ kind: 'caution', title: null, guards: 'fix' }]);
  });

  test('in a list item, between its commands', () => {
    const source =
      '# T\n\n## Investigation\n\n1. First\n\n   ```bash\n   dmesg -T\n   ```\n\n   :::tip Read on\n   From the top.\n   :::\n';
    const { runbook } = parseRunbook(source, 'a.md');
    expect(runbook.notes).toMatchObject([{ title: 'Read on', guards: runbook.commands[0]!.id }]);
    const { span } = runbook.commands[0]!;
    expect(source.slice(span.start.offset, span.end.offset)).toBe('dmesg -T');
  });
});

describe('broken directives', () => {
  test('unclosed: an error at its opening, and the rest is read as if it were not there', () => {
    const source =
      '# T\n\n## Symptoms\n\n:::warning Mind\nText.\n\n## Fix\n\n```bash\nreboot\n```\n';
    const { runbook, diagnostics } = parseRunbook(source, 'a.md');
    expect(diagnostics).toMatchObject([{ level: 'error', code: 'parse/unclosed-directive' }]);
    expect(place(diagnostics[0]!)).toBe('5:1');
    expect(runbook.sections.map(({ role }) => role)).toEqual(['symptoms', 'fix']);
    expect(runbook.commands.map(({ text }) => text)).toEqual(['reboot']);
  });

  test('unclosed before another: the first is blamed, the second is kept', () => {
    const source = '# T\n\n:::warning One\nText.\n\n:::tip Two\nMore.\n:::\n';
    const { runbook, diagnostics } = parseRunbook(source, 'a.md');
    expect(diagnostics.map((d) => [d.code, place(d)])).toEqual([
      ['parse/unclosed-directive', '3:1'],
    ]);
    expect(runbook.notes.map(({ title }) => title)).toEqual(['Two']);
  });

  test('unclosed in a list item', () => {
    const source =
      '# T\n\n## Fix\n\n- one\n\n  :::tip Two\n  More.\n\nAfter.\n\n:::note Three\nx\n:::\n';
    const { runbook, diagnostics } = parseRunbook(source, 'a.md');
    expect(diagnostics.map((d) => [d.code, place(d)])).toEqual([
      ['parse/unclosed-directive', '7:3'],
    ]);
    expect(runbook.notes.map(({ title }) => title)).toEqual(['Three']);
  });

  test('a larger one may hold smaller ones', () => {
    const source = '# T\n\n::::note Outer\n:::tip Inner\nx\n:::\n::::\n';
    const { runbook, diagnostics } = parseRunbook(source, 'a.md');
    expect(diagnostics).toEqual([]);
    expect(runbook.notes.map(({ title }) => title)).toEqual(['Outer', 'Inner']);
  });

  test('unknown name: a warning, and the text is kept', () => {
    const { runbook, diagnostics } = parseRunbook(
      '# T\n\n## Fix\n\n:::details More\nKept.\n:::\n',
      'a.md',
    );
    expect(diagnostics).toMatchObject([{ level: 'warning', code: 'parse/unknown-directive' }]);
    expect(runbook.sections[0]!.blocks).toMatchObject([{ type: 'prose', text: 'Kept.' }]);
  });

  test('an end without a beginning', () => {
    const { diagnostics } = parseRunbook('# T\n\nText.\n\n:::\n', 'a.md');
    expect(diagnostics.map((d) => [d.code, place(d)])).toEqual([
      ['parse/stray-directive-end', '5:1'],
    ]);
  });

  test('unclosed fence: an error, and the next heading is a heading again', () => {
    const source =
      '# T\n\n## Investigation\n\n```bash\n# look\ndmesg\n\n## Fix\n\n```bash\nreboot\n```\n';
    const { runbook, diagnostics } = parseRunbook(source, 'a.md');
    expect(diagnostics.map((d) => [d.level, d.code, place(d)])).toEqual([
      ['error', 'parse/unclosed-fence', '5:1'],
    ]);
    expect(runbook.commands.map(({ text }) => text)).toEqual(['dmesg', 'reboot']);
    for (const { text, span } of runbook.commands) {
      expect(source.slice(span.start.offset, span.end.offset)).toBe(text);
    }
  });
});

describe('signatures', () => {
  const wrap = (head: string, body: string) =>
    `# T\n\n${head}\n\`\`\`printk\n${body}\n\`\`\`\n:::\n`;

  test('formats, comments, facts and absences', () => {
    const source = wrap(
      ':::signature{kind="soft-lockup" taint="O" module=nvidia absent="one | two"}',
      'watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %us! [%s{comm}:%d{pid}]  # since 4.13\n\n#PF: %s access in %s mode',
    );
    const { runbook, diagnostics } = parseRunbook(source, 'a.md');
    expect(diagnostics).toEqual([]);
    expect(runbook.signatures).toMatchObject([
      {
        kind: 'soft-lockup',
        requires: { taint: 'O', module: 'nvidia' },
        absent: ['one', 'two'],
        formats: [
          {
            format: 'watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %us! [%s{comm}:%d{pid}]',
            comment: 'since 4.13',
          },
          { format: '#PF: %s access in %s mode', comment: null },
        ],
      },
    ]);
    for (const { format, span } of runbook.signatures[0]!.formats) {
      expect(source.slice(span.start.offset, span.end.offset)).toBe(format);
    }
  });

  test.each([
    ['%s: %d at %p', 'parse/signature-literal', '5:1'],
    ['page fault %d{a} and %d{a}', 'parse/signature-capture-twice', '5:22'],
    ['stuck for %y seconds', 'parse/signature-conversion', '5:11'],
  ])('%s', (format, code, at) => {
    const { diagnostics } = parseRunbook(wrap(':::signature{kind="x"}', format), 'a.md');
    expect(diagnostics.map((d) => [d.level, d.code, place(d)])).toEqual([['error', code, at]]);
  });

  test('without a format', () => {
    const { diagnostics } = parseRunbook('# T\n\n:::signature{kind="x"}\nnone\n:::\n', 'a.md');
    expect(diagnostics.map((d) => d.code)).toEqual(['parse/signature-empty']);
  });

  test('attributes that cannot be read, and one that is not known', () => {
    const first = parseRunbook(wrap(':::signature{kind="x}', 'soft lockup'), 'a.md');
    expect(first.diagnostics.map((d) => [d.code, place(d)])).toEqual([
      ['parse/directive-attributes', '3:18'],
    ]);
    const second = parseRunbook(wrap(':::signature{kinds="x"}', 'soft lockup'), 'a.md');
    expect(second.diagnostics.map((d) => [d.code, d.level])).toEqual([
      ['parse/signature-attribute', 'warning'],
    ]);
  });
});
