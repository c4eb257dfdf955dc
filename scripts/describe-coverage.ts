// What the library holds for each kind of failure as a page: docs/coverage.md.

import { type Cell, emptyCells, type KindCoverage } from './kind-coverage.ts';

/** Why a cell is empty, by kind and cell: content/evidence/coverage-reasons.json. */
export type CoverageReasons = Readonly<Record<string, Partial<Record<Cell, string>>>>;

/** @param areas in the order of the page. */
export function describeCoverage(
  areas: readonly { slug: string; label: string }[],
  rows: readonly KindCoverage[],
  reasons: CoverageReasons,
): string {
  const all = rows.length;
  const count = (holds: (row: KindCoverage) => boolean) => rows.filter(holds).length;
  const sum = (of: (row: KindCoverage) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const gaps = rows.flatMap((row) =>
    emptyCells(row).map((cell) => ({ row, cell, reason: reasons[row.slug]?.[cell] ?? null })),
  );
  const open = gaps.filter(({ reason }) => reason === null);
  const explained = gaps.filter(({ reason }) => reason !== null);
  return [
    '# What the library covers',
    '',
    'This page is made by `npm run coverage` from content/vocabulary/kinds.json, the runbooks and the samples. A captured sample is the log of a machine that was made to fail; a written one follows the formats of the source, and its header says so. A near-miss is a log that only resembles the kind.',
    '',
    `Of ${all} kinds, ${count(({ runbooks }) => runbooks.length > 0)} have a runbook, ${count(({ captured, written }) => captured + written > 0)} a sample (${count(({ captured }) => captured > 0)} a captured one) and ${count(({ nearMisses }) => nearMisses > 0)} a near-miss. There are ${sum(({ formats }) => formats)} formats, ${sum(({ captured }) => captured)} captured samples, ${sum(({ written }) => written)} written ones and ${sum(({ nearMisses }) => nearMisses)} near-misses.`,
    '',
    '## What is missing',
    '',
    ...missing(open),
    ...(explained.length === 0 ? [] : ['Empty for a reason:', '']),
    ...explained.map(({ row, cell, reason }) => `- \`${row.slug}\`, ${cell}: ${reason}`),
    ...(explained.length === 0 ? [] : ['']),
    ...areas.flatMap((area) =>
      describeArea(
        area.label,
        rows.filter((row) => row.area === area.slug),
      ),
    ),
  ].join('\n');
}

function missing(open: readonly { row: KindCoverage; cell: Cell }[]): string[] {
  if (open.length === 0) return ['Nothing without a reason.', ''];
  const bare = open.filter(({ cell }) => cell === 'runbook').map(({ row }) => row.slug);
  const others = open.filter(({ row }) => !bare.includes(row.slug));
  const byKind = new Map<string, Cell[]>();
  for (const { row, cell } of others) byKind.set(row.slug, [...(byKind.get(row.slug) ?? []), cell]);
  return [
    ...(bare.length === 0
      ? []
      : [
          `- no runbook (${bare.length}): ${bare
            .toSorted()
            .map((slug) => `\`${slug}\``)
            .join(', ')}`,
        ]),
    ...[...byKind].map(([slug, cells]) => `- \`${slug}\`: no ${cells.join(', no ')}`),
    '',
  ];
}

function describeArea(label: string, rows: readonly KindCoverage[]): string[] {
  if (rows.length === 0) return [];
  const number = (value: number) => (value === 0 ? '—' : String(value));
  return [
    `## ${label}`,
    '',
    '| kind | runbook | formats | captured | written | near-misses | sources |',
    '|---|---|--:|--:|--:|--:|--:|',
    ...rows.map((row) => {
      const runbooks = row.runbooks.map(
        ({ title, file }) => `[${title}](../content/runbooks/${file})`,
      );
      const numbers = [row.formats, row.captured, row.written, row.nearMisses, row.sources];
      return `| \`${row.slug}\` | ${runbooks.join(', ') || '—'} | ${numbers.map(number).join(' | ')} |`;
    }),
    '',
  ];
}
