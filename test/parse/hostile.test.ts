// Whatever is thrown at it, the parser answers with a runbook, and in time.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { markdown } from './markdown-arbitrary.ts';

describe('deep nesting is capped with an error', () => {
  test.each([
    ['quotes', `# T\n\n${'>'.repeat(500)} deep\n`],
    ['list markers', `# T\n\n${'- '.repeat(500)}deep\n`],
    [
      'indented lists',
      `# T\n\n${Array.from({ length: 500 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n')}\n`,
    ],
    [
      'quotes by line',
      `# T\n\n${Array.from({ length: 500 }, (_, i) => `${'>'.repeat(i + 1)} x`).join('\n')}\n`,
    ],
    [
      'directives',
      `# T\n\n${Array.from({ length: 500 }, (_, i) => `${':'.repeat(503 - i)}note`).join('\n')}\ntext\n${Array.from({ length: 500 }, (_, i) => ':'.repeat(4 + i)).join('\n')}\n`,
    ],
  ])('%s', (_, source) => {
    const { diagnostics } = parseRunbook(source, 'a.md');
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ level: 'error', code: 'parse/nesting-too-deep' }),
    );
  });
});

// Each of these took minutes, and twice its length four times as long.
describe('markup that one paragraph cannot mean is read as text, with an error', () => {
  const many = 8_000;
  test.each([
    ['emphasis', `${'**a _b '.repeat(many)}${'_ **'.repeat(many)}`],
    ['emphasis, line by line', 'a**b**c*d\n'.repeat(many)],
    ['pictures in pictures', `${'!['.repeat(many)}x${'](y)'.repeat(many)}`],
    ['links in links', `${'['.repeat(many)}x${'](y)'.repeat(many)}`],
    ['brackets in brackets', `${'['.repeat(many)}x${']'.repeat(many)}`],
    ['closing brackets', ']'.repeat(many)],
    ['addresses without an end', '[a]('.repeat(many)],
    ['titles without an end', '[a](b "'.repeat(many)],
    ['instructions without an end', 'a <?'.repeat(many)],
    ['in a quote in a list', `- > ${'!['.repeat(many)}x${'](y)'.repeat(many)}`],
    ['in a heading', `## ${'!['.repeat(many)}x${'](y)'.repeat(many)}`],
    ['in a cell', `| a |\n| - |\n| ${'!['.repeat(many)}x${'](y)'.repeat(many)} |`],
  ])('%s', (_, markup) => {
    const source = `# T\n\nBefore.\n\n${markup}\n\nBehind **it**.\n`;
    const { runbook, diagnostics } = parseRunbook(source, 'a.md');
    const found = diagnostics.filter(({ code }) => code === 'parse/too-much-markup');
    expect(found).toHaveLength(1);
    expect(found[0]!.level).toBe('error');
    const { start, end } = found[0]!.span;
    expect(start).toMatchObject({ column: 1 });
    expect(source.slice(start.offset, end.offset)).toBe(source.split('\n')[start.line - 1]);
    // What stands behind it is read as ever.
    expect(JSON.stringify(runbook.sections)).toContain('"type":"strong"');
  });

  test('what a long table holds is counted a cell at a time, and what a list holds an item', () => {
    const cells = `| a | b |\n| - | - |\n${'| [x](./a) | **b** `c` <d> |\n'.repeat(1000)}`;
    const items = '- [x](./a) **b** `c` <d>\n'.repeat(1000);
    const { diagnostics } = parseRunbook(`# T\n\n${cells}\n${items}`, 'a.md');
    expect(diagnostics).toEqual([]);
  });
});

describe('blocks beyond what a person writes are read as text, with an error', () => {
  const many = 20_000;
  test.each([
    ['underlined headings', 'x\n=\n'.repeat(many)],
    ['the same in a list', `- ${'  x\n  -\n'.repeat(many)}`],
    ['quotes', '> a\n\n'.repeat(many)],
    ['quotes in quotes in lists', `${'> - '.repeat(20)} x\n`.repeat(2_000)],
  ])('%s', (_, blocks) => {
    const source = `# T\n\n${blocks}\n\nBehind **it**.\n`;
    const { runbook, diagnostics } = parseRunbook(source, 'a.md');
    expect(diagnostics.filter(({ code }) => code === 'parse/too-much-markup')).toHaveLength(1);
    expect(JSON.stringify(runbook.sections)).toContain('"type":"strong"');
  });

  test('as many as a long runbook has are what they are', () => {
    const source = `# T\n\n${'> a\n\nPart\n----\n\nText.\n\n---\n\n'.repeat(400)}`;
    const { runbook, diagnostics } = parseRunbook(source, 'a.md');
    expect(diagnostics.filter(({ level }) => level === 'error')).toEqual([]);
    expect(runbook.sections.filter(({ title }) => title === 'Part')).toHaveLength(400);
  });
});

test('many directives and fences without an end', () => {
  const { diagnostics } = parseRunbook(`# T\n\n${':::note A\ntext\n\n'.repeat(2000)}`, 'a.md');
  expect(diagnostics).toHaveLength(2000);
  expect(
    parseRunbook(`# T\n\n${'```bash\nls\n\n## Fix\n\n'.repeat(500)}`, 'a.md').runbook.title,
  ).toBe('T');
});

test('any text: a runbook, places inside the text, ids that are unique', () => {
  const check = (source: string) => {
    const { runbook, diagnostics } = parseRunbook(source, 'x/y.md');
    expect(runbook.id).toBe('x/y');
    for (const { span } of diagnostics) {
      expect(span.start.offset).toBeGreaterThanOrEqual(0);
      expect(span.end.offset).toBeLessThanOrEqual(source.length);
      expect(span.start.offset).toBeLessThanOrEqual(span.end.offset);
    }
    for (const { text, span, placeholders } of runbook.commands) {
      const first = text.split('\n')[0]!;
      expect(source.slice(span.start.offset, span.end.offset).startsWith(first)).toBe(true);
      for (const blank of placeholders) {
        expect(text.slice(blank.start, blank.end)).toBe(`<${blank.name}>`);
      }
    }
    const ids = [
      ...runbook.commands,
      ...runbook.notes,
      ...runbook.symptoms,
      ...runbook.signatures,
      ...runbook.steps,
      ...runbook.fixes,
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  };
  fc.assert(fc.property(markdown, check), { numRuns: 300 });
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), check), { numRuns: 200 });
});

test('addresses that GFM makes links of in finished text have a place', () => {
  const source =
    '# T\n\nAsk a_b@example.org (https://example.org/a).\n\n- c。https://example.org/d\n';
  const { links } = parseRunbook(source, 'a.md').runbook;
  expect(links.map(({ span }) => source.slice(span.start.offset, span.end.offset))).toEqual([
    'a_b@example.org',
    'https://example.org/a',
    'https://example.org/d',
  ]);
});

test.each([
  ['code in a list', `- \`${'x'.repeat(2000)}\` then?\n- \`y\`: go to step 2\n`],
  [
    'codes in a list',
    `${'- `x` `x` `x` `x` `x` `x` `x` `x` `x` `x` `x` `x` `x` ?: y\n'.repeat(200)}`,
  ],
  ['commas', `If ${'`x`, '.repeat(2000)}go to step 2.\n`],
  ['spaces', `If it prints${' '.repeat(100_000)}x, go to step 3.\n`],
  ['ifs', `${'If it prints `x`, go to step 3; otherwise '.repeat(2000)}\n`],
])('a decision made to explode is bounded: %s', (_, body) => {
  const source = `# T\n\n## Investigation\n\n${body}`;
  expect(parseRunbook(source, 'a.md').runbook.title).toBe('T');
});
