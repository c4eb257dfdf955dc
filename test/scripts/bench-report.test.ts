// A run of the bench writes its own part of docs/benchmarks.md and nothing else.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { table } from '../../scripts/bench/measure.ts';
import { markdownTable, type Part } from '../../scripts/bench/part.ts';
import { withPart, writePart } from '../../scripts/bench/report.ts';
import { regionsIn } from '../../scripts/marked-regions.ts';

const page = `# Speed

Words of a person.

<!-- from: bench-triage -->
old
<!-- to -->

More words.

<!-- from: bench-triage-detail -->
<!-- to -->

<!-- from: bench-hostile -->
of another part
<!-- to -->
`;
const part: Part = {
  summary: table([
    { what: 'beside `rg`', figure: '0.4 ×', target: '≥ 0.3 ×', isMet: true, note: '0.3 to 0.5' },
  ]),
  plots: [{ file: 'bench-a.svg', svg: '<svg></svg>\n', alt: 'Bars: a' }],
  detail: markdownTable(
    ['what', 'speed'],
    [
      ['ours', '1'],
      ['`rg`', '2'],
    ],
  ),
  peers: ['ripgrep 13.0.0', 'grep (GNU grep) 3.8'],
};
const head = '28 November 2026; 2 × CPU; ripgrep 13.0.0; grep (GNU grep) 3.8.';

test('ratios and plots stand first, figures where the details are, the rest as it was', () => {
  expect(withPart(page, 'triage', part, '28 November 2026; 2 × CPU')).toBe(`# Speed

Words of a person.

<!-- from: bench-triage -->
${head}

| what | median | target | met | |
|--|--|--|--|--|
| beside \`rg\` | 0.4 × | ≥ 0.3 × | yes | 0.3 to 0.5 |

![Bars: a](images/bench-a.svg)
<!-- to -->

More words.

<!-- from: bench-triage-detail -->
${head}

| what | speed |
|--|--:|
| ours | 1 |
| \`rg\` | 2 |
<!-- to -->

<!-- from: bench-hostile -->
of another part
<!-- to -->
`);
});

test('a part without figures of its own leaves the other place alone', () => {
  const { detail, ...rest } = part;
  expect(withPart(page, 'hostile', rest, 'today')).not.toContain('of another part');
  expect(() => withPart(page, 'hostile', part, 'today')).toThrow('"bench-hostile-detail"');
});

test('the page and the plots land in the folder of documents', () => {
  const docs = mkdtempSync(join(tmpdir(), 'bench-docs-'));
  onTestFinished(() => rmSync(docs, { recursive: true }));
  mkdirSync(join(docs, 'images'));
  writeFileSync(join(docs, 'benchmarks.md'), page);
  writePart(docs, 'triage', part, 'today');
  expect(readFileSync(join(docs, 'benchmarks.md'), 'utf8')).toBe(
    withPart(page, 'triage', part, 'today'),
  );
  expect(readFileSync(join(docs, 'images/bench-a.svg'), 'utf8')).toBe('<svg></svg>\n');
});

test('docs/benchmarks.md has a place for each part, once, and the plots that it shows', () => {
  const real = readFileSync('docs/benchmarks.md', 'utf8');
  const regions = regionsIn(real);
  expect(new Set(regions).size).toBe(regions.length);
  const parts = ['triage', 'scaling', 'rules', 'chromium', 'browser', 'hostile', 'library'];
  expect(regions).toEqual(expect.arrayContaining(parts.map((name) => `bench-${name}`)));
  const detailed = ['triage', 'scaling', 'rules', 'chromium', 'hostile', 'builds'];
  expect(regions).toEqual(expect.arrayContaining(detailed.map((name) => `bench-${name}-detail`)));
  const images = [...real.matchAll(/\]\((images\/[^)]+)\)/g)].map(([, file]) => file!);
  expect(images.filter((file) => !existsSync(join('docs', file)))).toEqual([]);
});
