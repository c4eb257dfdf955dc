// The runbook that Panicroom began with was wrong in places, and such advice goes round. Each row says
// what was wrong, and where the library says what is right; what no runbook may say is looked for in all.
//
//   UPDATE_GOLDENS=1 npx vitest run --project source test/library/corrected-advice.test.ts
//
// writes docs/corrected-advice.md anew.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectGolden } from '../golden.ts';
import advice from './corrected-advice.json' with { type: 'json' };

const folder = 'content/runbooks';
const textOf = (id: string) => readFileSync(join(folder, `${id}.md`), 'utf8');
const library = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: textOf(name.replace(/\.md$/, '')) }));

test('all forty rows are there', () => {
  expect(advice.rows.map(({ row }) => row)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
});

for (const { row, seed, stands, nowhere } of advice.rows) {
  test(`${row}: ${seed}`, () => {
    for (const { runbook, words } of stands) expect(textOf(runbook)).toMatch(new RegExp(words));
    if (nowhere === undefined) return;
    const pattern = new RegExp(nowhere, 'm');
    const wrong = library.filter(({ text }) => pattern.test(text)).map(({ name }) => name);
    expect(wrong).toEqual([]);
  });
}

test('docs/corrected-advice.md says the same', () => {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const link = (id: string) => `[${id}](../${folder}/${id}.md)`;
  const rows = advice.rows.map(({ row, seed, instead, stands }) => {
    const places = [...new Set(stands.map(({ runbook }) => link(runbook)))];
    return `| ${row} | ${cell(seed)} | ${cell(instead)} | ${places.join(', ')} |`;
  });
  expectGolden(
    'docs/corrected-advice.md',
    [
      '# Corrected advice',
      '',
      'Advice about kernel panics that goes round and is wrong, half right, or missing; what is right; and',
      'the runbook that says so. `test/library/corrected-advice.test.ts` holds each row, and that no runbook',
      'repeats what is wrong.',
      '',
      '| # | what one reads | what is right | said in |',
      '| --: | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n'),
  );
});
