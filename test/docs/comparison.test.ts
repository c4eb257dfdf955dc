// How Panicroom stands beside others. Each cell of ours names the test that fails when it is no longer so;
// a "no" names what would be there if it were one no longer. Cells of the others are what was seen of the
// version in the head of the table, and nothing here runs those.
//
//   UPDATE_GOLDENS=1 npx vitest run --project source test/docs/comparison.test.ts
//
// writes docs/comparison.md anew.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectGolden } from '../golden.ts';
import comparison from './comparison.json' with { type: 'json' };

interface Row {
  feature: string;
  ours: string;
  /** What holds our cell. */
  test?: { file: string; title: string };
  /** Of a "no": a file's text, or a folder's names, and words that would be in it. */
  absent?: { in: string; words: string };
  peers: Record<string, string>;
}
const { columns, measured, browser } = comparison;
const rows: Row[] = comparison.rows;

for (const { feature, ours, test: held, absent } of rows) {
  test(`${feature}: ${ours}`, () => {
    if (ours === 'no') {
      expect(absent, 'a "no" says where it would be seen that it is one no longer').toBeDefined();
      expect(textAt(absent!.in)).not.toMatch(new RegExp(absent!.words, 'm'));
    } else {
      expect(held, 'a cell of ours names its test').toBeDefined();
      expect(readFileSync(held!.file, 'utf8')).toContain(`'${held!.title}'`);
    }
  });
}

test('each row has a cell for each of the others, and no cell is empty', () => {
  const ids = columns.map(({ id }) => id);
  for (const { peers } of rows) {
    expect(Object.keys(peers)).toEqual(ids);
    expect(Object.values(peers).every((cell) => cell.trim() !== '')).toBe(true);
  }
});

test('docs/comparison.md says the same', () => {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const named = rows.map(({ feature, ours, test: held, peers }) => {
    const file = held && `[${ours}](../${held.file})`;
    return line([feature, file ?? ours, ...columns.map(({ id }) => peers[id]!)]);
  });
  expectGolden(
    'docs/comparison.md',
    [
      '# Beside others',
      '',
      'Panicroom is for one thing, failures of a Linux kernel, read where there may be no network. The others',
      'here are for documentation of any kind, CyberChef for data of any kind. The table is for those who ask',
      'whether one of them would do; the last rows are what they have and Panicroom has not.',
      '',
      `Measured in ${measured} with ${browser}, the network refused: the same three Markdown pages, built by each`,
      'with its defaults. Opened from the folder that was built and over http from the same machine; a word',
      'searched for, right and wrong; a link to nothing put into a page and built again.',
      '',
      '- A cell without a mark was seen. `†`: read in the files or the help of the installed package, not tried.',
      '  A link: read on that page, not tried. "Not looked at" is neither yes nor no.',
      '- A cell of Panicroom leads to the test that holds it. `test/docs/comparison.test.ts` holds that the test',
      '  is there, and of a "no" that it is still one.',
      '- Material for MkDocs and mdBook are those of Debian 13; newer ones may differ. Debian leaves some fonts',
      '  and a script of mdBook out.',
      '- CyberChef was read in the sources of its package, and not run.',
      '',
      line(['', 'Panicroom', ...columns.map(({ name }) => name)]),
      line(['', '', ...columns].map(() => '---')),
      line(['version', comparison.version, ...columns.map(({ version }) => version)]),
      ...named,
      '',
    ].join('\n'),
  );
});

function textAt(place: string): string {
  return statSync(place).isDirectory()
    ? readdirSync(place, { recursive: true, encoding: 'utf8' }).join('\n')
    : readFileSync(place, 'utf8');
}
