// Items and rows without a word: left out of what is read, with a warning at each.

import { expect, test } from 'vitest';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const read = (body: string) => {
  const source = `# T\n\n${body}\n`;
  const { runbook, diagnostics } = parseRunbook(source, 'a.md');
  return {
    runbook,
    empty: diagnostics
      .filter(({ code }) => code.startsWith('parse/empty-'))
      .map(({ code, level, span }) => `${level} ${code} ${span.start.line}`),
  };
};

test.each([
  ['| Sign | Where |\n| - | - |\n| Hangs | console |\n|\n| | |', ['row 8', 'row 9']],
  ['- Hangs: console\n-\n- ', ['item 6', 'item 7']],
])('symptoms: %j', (list, places) => {
  const { runbook, empty } = read(`## Symptoms\n\n${list}`);
  expect(runbook.symptoms).toHaveLength(1);
  expect(empty).toEqual(places.map((place) => `warning parse/empty-${place}`));
});

test('causes', () => {
  const { runbook, empty } = read('## Causes\n\n- A DIMM\n-');
  const blocks = runbook.sections.flatMap((section) => section.blocks);
  expect(blocks.flatMap((block) => (block.type === 'causes' ? block.causes : []))).toMatchObject([
    { label: 'A DIMM' },
  ]);
  expect(empty).toEqual(['warning parse/empty-item 6']);
});

test('a decision: an empty row is no "otherwise"', () => {
  const table = '| It prints | Go to |\n| - | - |\n| `X` | [Fix](#fix) |\n|';
  const { runbook, empty } = read(
    `## Investigation\n\n\`\`\`bash\ndmesg\n\`\`\`\n\n${table}\n\n## Fix\n\nWait.`,
  );
  expect(runbook.decisions[0]!.branches.map(({ when }) => when)).toEqual(['X']);
  expect(empty).toEqual(['warning parse/empty-row 12']);
});

test('a list of nothing stays what it is', () => {
  const { runbook, empty } = read('## Symptoms\n\n-\n-');
  expect(runbook.symptoms).toEqual([]);
  expect(empty).toEqual([]);
});

test.each([
  ['- > Hangs\n  > hard', 'Hangs'],
  ['- ***\n\n  Hangs', 'Hangs'],
])('an item that begins with no sentence has its first words for a label: %j', (list, label) => {
  expect(read(`## Symptoms\n\n${list}`).runbook.symptoms[0]!.label).toContain(label);
});
