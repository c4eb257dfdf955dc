// Each rule speaks on its bad example and is silent on its good one: the same examples that
// docs/rules.md shows.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeRules } from '../../scripts/describe-rules.ts';
import { lintLibrary } from '../../src/lint/lint-library.ts';
import { allRules } from '../../src/lint/rules/all-rules.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { exampleLibrary } from './example-library.ts';

describe.each(allRules.map((rule) => [rule.code, rule] as const))('%s', (_code, rule) => {
  test('speaks on its bad example, at a place in the file', () => {
    const input = exampleLibrary(rule.bad);
    const found = lintLibrary(input, [rule]);
    expect(found).not.toEqual([]);
    for (const { file, span, message, fix, level } of found) {
      const source = input.sources.get(file)!;
      expect(span.start.offset).toBeLessThanOrEqual(source.length);
      expect(span.end.offset).toBeLessThanOrEqual(source.length);
      expect(message).toMatch(/[.!?]$|: .+$/);
      expect(fix.length).toBeGreaterThan(10);
      // The examples are drafts, which are warned where a published runbook is refused.
      expect(level).toBe(rule.level === 'error' ? 'error' : 'warning');
    }
  });

  test('is silent on its good one', () => {
    expect(lintLibrary(exampleLibrary(rule.good), [rule])).toEqual([]);
  });

  test('both examples are runbooks that the parser finds no fault with', () => {
    for (const example of [rule.bad, rule.good]) {
      for (const [file, text] of Object.entries(example.runbooks)) {
        const wrong = parseRunbook(text, file).diagnostics.filter(({ level }) => level === 'error');
        // A format that cannot be looked for is the parser's business, too.
        expect(wrong.filter(({ code }) => code !== 'parse/signature-literal')).toEqual([]);
      }
    }
  });
});

test('codes are unique, and what is required is an error once it is published', () => {
  expect(new Set(allRules.map(({ code }) => code)).size).toBe(allRules.length);
  const text = '---\nstatus: published\n---\n\n# A title\n';
  const input = exampleLibrary({ runbooks: { 'a/b.md': text } });
  const levels = lintLibrary(input).map(({ code, level }) => [code, level]);
  expect(levels).toContainEqual(['review/no-source', 'error']);
  expect(levels).toContainEqual(['kinds/none', 'error']);
});

test('docs/rules.md is made from these rules (npm run rules-doc)', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/rules.md'), 'utf8');
  expect(page).toBe(describeRules());
});

test.each([
  ['type: guide', []],
  ['type: guide\nkinds: [soft-lockup]', ['kinds/none']],
  ['type: runbook', ['kinds/none']],
])('a guide covers no kind, and a runbook does: %s', (head, codes) => {
  const input = exampleLibrary({ runbooks: { 'a/b.md': `---\n${head}\n---\n\n# A title\n` } });
  const found = lintLibrary(input, [allRules.find(({ code }) => code === 'kinds/none')!]);
  expect(found.map(({ code }) => code)).toEqual(codes);
});
