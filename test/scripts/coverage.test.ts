// What the library holds for each kind, and the page that says so.

import { expect, test } from 'vitest';
import { describeCoverage } from '../../scripts/describe-coverage.ts';
import { emptyCells, kindCoverage } from '../../scripts/kind-coverage.ts';
import { readSample } from '../../src/library/read-samples.ts';
import { parseRunbook } from '../../src/parse/parse-runbook.ts';

const kinds = [
  { slug: 'warn', label: 'Kernel warning', area: 'faults' },
  { slug: 'gpf', label: 'General protection fault', area: 'faults' },
];
const { runbook } = parseRunbook(
  '---\nkinds: [warn]\nsources: ["kernel/panic.c, Linux 6.1"]\n---\n\n# Warnings\n\n:::signature{kind="warn"}\n```printk\nWARNING: CPU: %d\nWARNING: at %s\n```\n:::\n',
  'faults/warnings.md',
);
const samples = [
  readSample('faults/warnings/a.log', 'kind: warn\nsource: QEMU, Debian kernel 6.1\n\nx'),
  readSample(
    'faults/warnings/b.log',
    'kind: warn\nsource: written after the formats in kernel/panic.c, Linux 6.1; not captured\n\nx',
  ),
  readSample('faults/warnings/c.log', 'kind: none\nnear-miss: gpf\n\nx'),
];
const rows = kindCoverage(kinds, [runbook], samples);

test('captured and written samples are counted apart', () => {
  expect(rows[0]).toMatchObject({ formats: 2, captured: 1, written: 1, nearMisses: 0, sources: 1 });
  expect(emptyCells(rows[0]!)).toEqual(['near-misses']);
  expect(emptyCells(rows[1]!)).toEqual(['runbook', 'formats', 'samples', 'sources']);
});

test('what is empty stands at the top, with its reason if there is one', () => {
  const areas = [{ slug: 'faults', label: 'Faults' }];
  const page = describeCoverage(areas, rows, { warn: { 'near-misses': 'nothing looks like it' } });
  expect(page).toContain('- no runbook (1): `gpf`\n');
  expect(page).toContain('- `warn`, near-misses: nothing looks like it\n');
  expect(page).toContain(
    '| `warn` | [Warnings](../content/runbooks/faults/warnings.md) | 2 | 1 | 1 | — | 1 |\n',
  );
});
