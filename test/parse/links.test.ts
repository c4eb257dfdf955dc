// Which runbook a link means, from where it stands; and which it cannot mean.

import { expect, test } from 'vitest';
import { linkedRunbook } from '../../src/parse/links.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

test.each([
  ['./oom.md', 'a/b.md', 'a/oom'],
  ['../c.html#x', 'a/b.md', 'c'],
  ['oom?x=1', 'b.md', 'oom'],
  ['%zz.md', 'a/b.md', 'a/%zz'],
  ['a%20b.md', 'b.md', 'a b'],
  ['paste.log', 'a/b.md', null],
  ['../../x.md', 'a/b.md', null],
  ['./', 'b.md', null],
  ['/x', 'a/b.md', null],
  ['https://example.org/x', 'a/b.md', null],
  ['', 'a/b.md', null],
])('%s in %s', (url, from, runbook) => {
  expect(linkedRunbook(url, from)).toBe(runbook);
});

test('references are links and images, by what defines them', () => {
  const source =
    '# T\n\nSee [a][b], ![c][d], [e][f].\n\n[b]: ./b.md\n[d]: ./d.png "D"\n[b]: ./c.md\n';
  const { links, sections } = parseRunbook(source, 'a.md').runbook;
  expect(links.map(({ url }) => url)).toEqual(['./b.md']);
  expect(sections[0]!.blocks).toMatchObject([
    {
      nodes: [
        {
          children: [
            {},
            { type: 'link', url: './b.md', title: null },
            {},
            { type: 'image', url: './d.png', title: 'D' },
            { type: 'text', value: ', [e][f].' },
          ],
        },
      ],
    },
  ]);
});
