// Typical slips of whoever writes Markdown by hand: each is told at its place, with what to write; what
// only looks like one is left alone. And a mistake in the head is told once.

import { describe, expect, test } from 'vitest';
import { withoutFollowUps } from '../../src/lint/follow-ups.ts';
import { lintLibrary } from '../../src/lint/lint-library.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const around = { samples: null, files: null, today: null };

function told(text: string): Diagnostic[] {
  const { runbook, diagnostics } = parseRunbook(text, 'a/b.md');
  const sources = new Map([['a/b.md', text]]);
  return [...diagnostics, ...lintLibrary({ runbooks: [runbook], sources, ...around })];
}
const said = (text: string, code: string) =>
  told(text)
    .filter((each) => each.code === code)
    .map(({ span, fix }) => [span.start.line, fix]);

describe('text/table', () => {
  const head = '| If | Then |\n|---|---|\n';
  test.each([
    ['a bar at the end left out', `${head}| a | b\n`, []],
    ['no bar at either end', 'If | Then\n---|---\na | b\n', []],
    ['an escaped bar', `${head}| \`a \\| b\` | c |\n`, []],
    ['a table in code', `\`\`\`\n${head}| a |\n\`\`\`\n`, []],
    ['a bar in a sentence', 'It prints a | b.\n', []],
    ['a bar between cells left out', `${head}| a | b |\n| a b |\n`, [4]],
    ['a bar too many', `${head}| a | b | c |\n`, [3]],
    ['no line of hyphens', '| If | Then |\n| a | b |\n| c | d |\n', [1]],
    ['a line of hyphens for fewer columns', '| If | Then |\n|---|\n| a | b |\n', [1]],
    ['two tables, the second wrong', `${head}| a | b |\n\nText.\n\n${head}| a |\n`, [9]],
  ])('%s', (_, table, lines) => {
    const found = said(`# A\n\n${table}`, 'text/table').map(([line]) => (line as number) - 2);
    expect(found).toEqual(lines);
  });
});

test.each([
  ['dmesg –T', 'Write `dmesg -T`'],
  ['journalctl –since today', 'Write `journalctl --since today`'],
  ['journalctl —since today', 'Write `journalctl --since today`'],
  ['grep “a b” ‘c’', 'Write `grep "a b" \'c\'`'],
  ['free\u00a0-h', 'Write `free -h`'],
  ['grep "5–6" file', null],
])('commands/typographic: %s', (command, fix) => {
  const found = said(`# A\n\n\`\`\`bash\n${command}\n\`\`\`\n`, 'commands/typographic');
  expect(found).toEqual(fix === null ? [] : [[4, fix]]);
});

test.each([
  ['##Fix', [[3, 'Write `## Fix`, with an empty line before and behind it.']]],
  ['Text\n#Fix it', [[4, 'Write `# Fix it`, with an empty line before and behind it.']]],
  ['#1 of them\n#include', []],
  ['`##Fix`', []],
])('text/heading: %j', (text, findings) => {
  expect(said(`# A\n\n${text}\n`, 'text/heading')).toEqual(findings);
});

test.each([
  ['.* invoked oom-killer: gfp_mask', '%s invoked oom-killer: gfp_mask'],
  ['CPU#[0-9]+ stuck for \\d+s!', 'CPU#%d stuck for %ds!'],
  ['soft lockup \\[%s\\] at [0-9a-f]+', 'soft lockup [%s] at %x'],
  ['%.*s invoked oom-killer: gfp_mask=%#x', null],
  ['[%s:%d] timed out...', null],
])('signatures/regular-expression: %s', (format, meant) => {
  const text = `# A\n\n## Signatures\n\n:::signature{kind="oom-kill"}\n\`\`\`printk\n${format}\n\`\`\`\n:::\n`;
  const found = said(text, 'signatures/regular-expression').map(([, fix]) => fix);
  expect(found).toEqual(
    meant === null ? [] : [expect.stringContaining(`conversion: \`${meant}\``)],
  );
});

describe('what follows from a head that cannot be read', () => {
  const codes = (head: string) =>
    withoutFollowUps(told(`---\n${head}\n---\n\n# A\n`)).map(({ code }) => code);
  const asked = ['kinds/none', 'review/no-date', 'review/no-source'];

  test('is not told', () => {
    expect(codes('kinds: [gpf]\nseverity: failure: yes')).toEqual(['parse/front-matter-yaml']);
  });

  test('of a single value, only what that value was for', () => {
    expect(codes('kinds: [gpf]\nsources: x\nreviewed: 27.11.2026')).toEqual([
      'parse/front-matter-value',
    ]);
    expect(codes('reviewed: 27.11.2026').sort()).toEqual([
      'kinds/none',
      'parse/front-matter-value',
      'review/no-source',
    ]);
  });

  test('a head that can be read is asked for all of it', () => {
    expect(codes('owner: us')).toEqual(asked);
  });
});

test('commands in a fence without a language are told, since no plan will have them', () => {
  const fence = '```\n# How much is left?\nfree -h\n```\n';
  expect(said(`# A\n\n## Save first\n\n${fence}`, 'parse/unlabelled-commands')).toHaveLength(1);
  const symptoms = told(`# A\n\n## Symptoms\n\n${fence}`);
  expect(symptoms.find(({ code }) => code === 'parse/unlabelled-commands')?.level).toBe('info');
});

test('a directive that is misspelled', () => {
  const [[, fix] = []] = said('# A\n\n:::waring Title\nx\n:::\n', 'parse/unknown-directive');
  expect(fix).toMatch(/^Did you mean `warning`\? /);
});
