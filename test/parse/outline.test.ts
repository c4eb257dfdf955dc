// Headings, bold lead-ins and their markers → the tree of sections, with what each is for.

import { describe, expect, test } from 'vitest';
import type { Section } from '../../src/model/runbook.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

/** A line a section: `role number title`, two blanks a level. */
function outline(sections: readonly Section[], indent = ''): string[] {
  return sections.flatMap(({ role, number, title, sections: parts }) => [
    `${indent}${role} ${number ?? '-'} ${title}`,
    ...outline(parts, `${indent}  `),
  ]);
}

const read = (body: string) => outline(parseRunbook(`# T\n\n${body}\n`, 'a.md').runbook.sections);

describe('bold that opens a part, and bold that is a sentence', () => {
  test.each([
    ['**Bold.**\n\nx', []],
    ['**Bold**\n\n---', []],
    ['**Bold**\n\n### Part', ['  other - Part']],
    ['**![](x.png)**\n\nx', []],
    ['**Bold** and more\n\n```text\nx\n```', []],
    ['**Bold:**\n\n**Next** word', ['  other - Bold']],
    ['**Bold**\n\n**Next** word', ['  other - Bold']],
    ['**Bold**\n\n**Disk**\n\nx', ['  other - Disk']],
    ['**Bold**: see\n\n```text\nx\n```', ['  other - Bold']],
    ['**Bold:** `see` it\n\n```text\nx\n```', ['  other - Bold']],
    ['Prerequisites:\n\n- root', ['  before - Prerequisites']],
    ['Some words:\n\n- root', []],
  ])('%j', (body, parts) => {
    expect(read(`## Notes\n\n${body}`)).toEqual(['other - Notes', ...parts]);
  });
});

describe('what a marker makes of a part', () => {
  test.each([
    ['## Fix\n\n### Step 1: A\n\n#### Step 2: B', ['fixes - Fix', '  fix 1 A', '    other 2 B']],
    [
      '## Fixes\n\n### Option b: A\n\n#### Option 2: B',
      ['fixes - Fixes', '  fix - A', '    other 2 B'],
    ],
    ['## Prevention\n\n### Step 1: A', ['prevention - Prevention', '  measure 1 A']],
    ['## Causes\n\n### Cause 1: A', ['causes - Causes', '  cause 1 A']],
    ['## Cause 1: A', ['cause 1 A']],
    ['## Notes\n\n### Cause 1: A', ['other - Notes', '  other 1 A']],
    ['## Investigation\n\n### Option 1: A', ['investigation - Investigation', '  step 1 A']],
    [
      '## Investigation\n\n### Step 1: Look\n\n#### Verify\n\n#### Check\n\n#### Causes',
      [
        'investigation - Investigation',
        '  step 1 Look',
        '    verify - Verify',
        '    step - Check',
        '    causes - Causes',
      ],
    ],
  ])('%j', (body, sections) => {
    expect(read(`${body}\n\nWords.`)).toEqual(sections);
  });
});

test('without a heading the file names the runbook; without a name nothing does', () => {
  const title = (file: string) => parseRunbook('Words.', file).runbook.title;
  expect(['a/soft-lockup.md', 'a/-.md'].map(title)).toEqual(['Soft lockup', 'Untitled']);
});

describe('lists and tables of symptoms and causes', () => {
  const symptoms = (body: string) =>
    parseRunbook(`# T\n\n## Symptoms\n\n${body}\n`, 'a.md').runbook.symptoms.map(
      ({ label, detail, log }) => [label, detail, log],
    );

  test.each([
    ['- **![](disk.png)** - the disk is gone', [['the disk is gone', null, null]]],
    [
      '| Seen | Where | Note |\n|---|---|---|\n| x | y | z |\n| only | | |',
      [
        ['x', 'y, z', null],
        ['only', null, null],
      ],
    ],
    ['```text\n\n\n```', []],
    ['```text\n\nBUG: x\n```', [['BUG: x', null, '\nBUG: x']]],
    ['-\n- x', [['x', null, null]]],
  ])('%j', (body, expected) => {
    expect(symptoms(body)).toEqual(expected);
  });

  test('a cause that is a listing has its first line for a label, and one that is nothing is none', () => {
    const { sections } = parseRunbook(
      '# T\n\n## Causes\n\n- ```text\n  x\n  ```\n-\n- Heat\n',
      'a.md',
    ).runbook;
    expect(sections[0]!.blocks).toMatchObject([
      { type: 'causes', causes: [{ label: 'x' }, { label: 'Heat' }] },
    ]);
  });
});

describe('taint letters', () => {
  const flags = (body: string) =>
    parseRunbook(`# T\n\n## Taint flags\n\n${body}\n`, 'a.md').runbook.taintFlags.map(
      ({ letter, meaning }) => [letter, meaning],
    );

  test.each([
    [
      '- **`P`** - proprietary\n- *`O`*: out of tree',
      [
        ['P', 'proprietary'],
        ['O', 'out of tree'],
      ],
    ],
    ['- ```text\n  x\n  ```', []],
    ['- `P` - proprietary\n- `--x` - no letter', []],
    ['| Flag |\n|---|\n| P |', [['P', '']]],
    ['| Flag | Meaning |\n|---|---|\n| **O** | out of tree |', [['O', 'out of tree']]],
    ['| Flag | Meaning |\n|---|---|\n| `--x` | an option |', []],
    ['| Flag | Meaning |\n|---|---|', []],
  ])('%j', (body, expected) => {
    expect(flags(body)).toEqual(expected);
  });
});
