// docs/authors-guide.md says what the program does: its lists are made from the program's tables, and
// each example on it is read by the program as the page says.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { knownLists, withLists } from '../../scripts/describe-authoring.ts';
import { regionsIn } from '../../scripts/marked-regions.ts';
import { readSample } from '../../src/library/read-samples.ts';
import { lintLibrary } from '../../src/lint/lint-library.ts';
import { parseFormat } from '../../src/match/parse-format.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/authors-guide.md'), 'utf8');

test('its lists are made from the program (npm run rules-doc)', () => {
  expect(withLists(page)).toBe(page);
  expect([...regionsIn(page)].sort()).toEqual([...knownLists, 'conversions'].sort());
});

const shapes: Record<string, string> = {
  'a number': 'decimal',
  'a number in hexadecimal, with or without `0x`': 'hex',
  'a function, as in `do_exit+0x1b/0x20 [module]`': 'symbol',
  'one character': 'character',
  'words, also none': 'text',
};

test('each conversion of its table fits what the table says', () => {
  const table = /<!-- from: conversions -->([\s\S]*?)<!-- to -->/.exec(page)![1]!;
  const rows = [...table.matchAll(/^\| (`.+`) \| (.+) \|$/gm)];
  expect(rows.length).toBe(6);
  for (const [, conversions, meaning] of rows) {
    for (const [, conversion] of conversions!.matchAll(/`([^`]+)`/g)) {
      const parsed = parseFormat(conversion!);
      const segments = parsed.ok ? parsed.segments : [];
      if (meaning === 'a percent sign') expect(segments).toEqual([{ type: 'literal', text: '%' }]);
      else expect(segments).toMatchObject([{ type: 'capture', shape: shapes[meaning!] }]);
    }
  }
});

/** Fenced Markdown of the page; the worked example is the last and a runbook by itself. */
const examples = [...page.matchAll(/^(`{3,4})markdown\n([\s\S]*?)\n\1$/gm)].map(
  (found) => found[2]!,
);

test('each example is understood, and breaks no rule of a draft', () => {
  expect(examples.length).toBeGreaterThan(4);
  for (const example of examples) {
    const isWhole = example.startsWith('---');
    const steps = [1, 2, 3, 4].map(
      (number) => `### Step ${number}: Look\n\n\`\`\`bash\ndmesg\n\`\`\`\n\n`,
    );
    const text = isWhole
      ? example
      : `---\nkinds: [soft-lockup]\n---\n\n# A title\n\n## Investigation\n\n${steps.join('')}### Restart it\n\n<unit> is the service.\n\n${example}\n`;
    const { runbook, diagnostics } = parseRunbook(text, 'a/b.md');
    const found = lintLibrary({
      runbooks: [runbook],
      sources: new Map([['a/b.md', text]]),
      samples: null,
      files: null,
      today: '2026-11-28',
    });
    const told = [...diagnostics.filter(({ level }) => level !== 'info'), ...found];
    const codes = told
      .map(({ code }) => code)
      .filter((code) => isWhole || !code.startsWith('review/'));
    expect(codes, example).toEqual([]);
  }
});

test('the examples give what the page says of them', () => {
  const read = (words: string) => {
    const example = examples.find((text) => text.includes(words))!;
    return parseRunbook(
      `# A title\n\n## Investigation\n\n### Step 3: Look\n\n\`\`\`bash\ndmesg\n\`\`\`\n\n${example}\n\n### Restart it\n\nText.\n`,
      'a/b.md',
    ).runbook;
  };
  expect(
    read('free -h').commands.map(({ text, purpose }) => [text, purpose !== null]),
  ).toContainEqual(['free -h', true]);
  expect(read(':::warning Everything').notes).toMatchObject([{ kind: 'warning' }]);
  expect(read('CONSTRAINT_MEMCG').decisions[0]!.branches).toHaveLength(3);
  expect(read(':::signature').signatures[0]!.formats).toHaveLength(2);
});

test('the head of its sample is read', () => {
  const sample = /```text\n(kind: [\s\S]*?)\n```/.exec(page)![1]!;
  expect(readSample('a/b/c.log', `${sample}\n`)).toMatchObject({
    kind: 'soft-lockup',
    nearMiss: null,
    text: expect.stringContaining('soft lockup - CPU#1'),
  });
});
