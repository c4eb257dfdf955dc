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
    ['emphasis', `# T\n\n${'**a _b '.repeat(5000)}${'_ **'.repeat(5000)}\n`],
  ])('%s', (_, source) => {
    const { diagnostics } = parseRunbook(source, 'a.md');
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ level: 'error', code: 'parse/nesting-too-deep' }),
    );
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
