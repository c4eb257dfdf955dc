// What an editor is given: every snippet as it stands is understood and passes `check`, the words to
// choose from are those of the vocabulary, and the task's pattern reads what `check` prints.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import kinds from '../../content/vocabulary/kinds.json' with { type: 'json' };
import risks from '../../content/vocabulary/risks.json' with { type: 'json' };
import { snippets } from '../../scripts/editor-snippets.ts';
import { reporters } from '../../src/cli/check-reporters.ts';
import { lintLibrary } from '../../src/lint/lint-library.ts';
import type { Runbook } from '../../src/model/runbook.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const root = join(import.meta.dirname, '../..');
const settings = (name: string) => JSON.parse(readFileSync(join(root, '.vscode', name), 'utf8'));

/** As the editor inserts it, each place left as it is offered. */
function inserted(body: readonly string[]): string {
  return body
    .join('\n')
    .replace(/\$\{\d+\|([^|]*)\|\}/g, (_, words: string) => words.split(',')[0]!)
    .replace(/\$\{\d+:((?:[^\\}]|\\.)*)\}/g, (_, text: string) => text.replace(/\\(.)/g, '$1'))
    .replace(/\$\d/g, '');
}

const choices = (body: readonly string[]) =>
  [...body.join('\n').matchAll(/\$\{\d+\|([^|]*)\|\}/g)].map((found) => found[1]!.split(','));

/** Alone where it is a whole runbook, else behind a head and a first step. */
function runbookWith(name: string): { text: string; runbook: Runbook } {
  const body = inserted(snippets[name]!.body);
  const around = `---\nkinds: [${kinds[0]!.slug}]\n---\n\n# A title\n\n## Investigation\n\n### Step 1: Look\n\n\`\`\`bash\ndmesg\n\`\`\`\n\n`;
  const text = name === 'Runbook' ? body : `${around}${body}`;
  const { runbook, diagnostics } = parseRunbook(text, 'a/b.md');
  expect(diagnostics.filter(({ level }) => level !== 'info')).toEqual([]);
  return { text, runbook };
}

describe.each(Object.keys(snippets))('the snippet %s', (name) => {
  test('is understood, and breaks no rule of a draft', () => {
    const { text, runbook } = runbookWith(name);
    const found = lintLibrary({
      runbooks: [runbook],
      sources: new Map([['a/b.md', text]]),
      samples: null,
      files: null,
      today: null,
    });
    const codes = found.map(({ code }) => code);
    expect(codes.filter((code) => !code.startsWith('review/'))).toEqual([]);
  });

  test('offers the words of the vocabulary', () => {
    const lists = [kinds.map(({ slug }) => slug), risks.map(({ slug }) => slug)];
    for (const words of choices(snippets[name]!.body)) expect(lists).toContainEqual(words);
  });
});

test('each snippet gives what its name says', () => {
  expect(runbookWith('Runbook').runbook).toMatchObject({
    title: 'What failed',
    meta: { status: 'draft', kinds: [kinds[0]!.slug] },
  });
  expect(runbookWith('Signature').runbook.signatures[0]).toMatchObject({
    kind: kinds[0]!.slug,
    formats: [{ format: 'watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %us!' }],
  });
  for (const name of ['Tip', 'Note', 'Warning']) {
    expect(runbookWith(name).runbook.notes[0]).toMatchObject({ kind: name.toLowerCase() });
  }
  expect(runbookWith('Step').runbook.steps).toHaveLength(2);
  expect(runbookWith('Decision').runbook.decisions[0]!.branches).toMatchObject([
    { target: { section: 'look' } },
    { target: null },
  ]);
  expect(runbookWith('Command').runbook.commands.at(-1)).toMatchObject({ riskFrom: 'author' });
});

test('the task reads what check prints for editors', () => {
  const { pattern } = settings('tasks.json').tasks[0].problemMatcher;
  const start = { line: 3, column: 9, offset: 20 };
  let printed = '';
  reporters.lines(
    {
      dir: 'content/runbooks',
      runbooks: 0,
      sources: new Map(),
      notes: [],
      diagnostics: [
        {
          file: 'a/b.md',
          span: { start, end: start },
          level: 'error',
          code: 'kinds/unknown',
          message: 'There is no kind `x`.',
          fix: 'Write\nanother.',
        },
      ],
    },
    {
      stdout: (text) => {
        printed += text;
      },
      stderr: () => {},
      drained: async () => {},
    },
  );
  const [, ...parts] = new RegExp(pattern.regexp).exec(printed.trimEnd())!;
  const read = (name: string) => parts[pattern[name] - 1];
  expect(read('file')).toBe(join('content/runbooks', 'a/b.md'));
  expect([read('line'), read('column'), read('severity')]).toEqual(['3', '9', 'error']);
  expect(read('message')).toBe('There is no kind `x`. Write another.');
  expect(read('code')).toBe('kinds/unknown');
});

test('the settings point at schemas that are there', () => {
  for (const schema of Object.keys(settings('settings.json')['yaml.schemas'])) {
    expect(() => JSON.parse(readFileSync(join(root, schema), 'utf8'))).not.toThrow();
  }
});
