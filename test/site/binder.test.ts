// The binder: every runbook on a sheet, with what is done at night and nothing that only a screen can do.

import type { RootContent } from 'mdast';
import { expect, test } from 'vitest';
import areas from '../../content/vocabulary/areas.json' with { type: 'json' };
import { readLibrary } from '../../src/library/read-library.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';
import { type BinderItem, type BinderPart, binderSheets } from '../../src/site/render/binder.ts';
import { commandsIn } from '../../src/site/render/first-command.ts';

const { runbooks } = await readLibrary('content/runbooks');
const sheets = binderSheets(runbooks, areas);

const itemsIn = (part: BinderPart): BinderItem[] => [...part.items, ...part.parts.flatMap(itemsIn)];
const kindsOfNode = (node: RootContent): string[] => [
  node.type,
  ...('children' in node ? (node.children as RootContent[]).flatMap(kindsOfNode) : []),
];
const words = (node: RootContent): string =>
  'value' in node
    ? node.value
    : 'children' in node
      ? (node.children as RootContent[]).map(words).join('')
      : '';

test('each runbook has a sheet, and no two the same tab', () => {
  expect(sheets.map(({ runbook }) => runbook.id).sort()).toEqual(
    runbooks.map(({ id }) => id).sort(),
  );
  expect(new Set(sheets.map(({ tab }) => tab)).size).toBe(sheets.length);
});

test('no step and no fix of a runbook is left out', () => {
  const missing = sheets.flatMap(({ runbook, parts }) => {
    const there = new Set(
      parts.flatMap(itemsIn).flatMap((item) => (item.type === 'command' ? [item.command.id] : [])),
    );
    return [...runbook.steps, ...runbook.fixes]
      .flatMap(commandsIn)
      .filter(({ id }) => !there.has(id))
      .map(({ id }) => `${runbook.id}#${id}`);
  });
  expect(missing).toEqual([]);
  const titles = (part: BinderPart): string[] => [part.title, ...part.parts.flatMap(titles)];
  const untold = sheets.flatMap(({ runbook, parts }) => {
    const there = new Set(parts.flatMap(titles));
    return runbook.fixes
      .filter(({ title }) => !there.has(title))
      .map(({ id }) => `${runbook.id}#${id}`);
  });
  expect(untold).toEqual([]);
});

test('a link is its words and the tab of its sheet', () => {
  const text = (title: string, body: string) =>
    `# ${title}\n\nWhat it is.\n\n## Decide\n\n${body}\n`;
  const library = [
    parseRunbook(text('One', '- If it burns: go to [the other](two.md#fix).'), 'memory/one.md')
      .runbook,
    parseRunbook(text('Two', 'See [the kernel](https://kernel.org/).'), 'memory/two.md').runbook,
  ];
  const [one, two] = binderSheets(library, [{ slug: 'memory', label: 'Memory' }]).map(({ parts }) =>
    parts.flatMap(itemsIn).flatMap((item) => (item.type === 'command' ? [] : item.nodes)),
  );
  expect(one!.map(words).join('')).toContain('go to the other (Memory 2).');
  expect(two!.map(words).join('')).toBe('See the kernel.');
  expect([...one!, ...two!].flatMap(kindsOfNode)).not.toContain('link');
});
