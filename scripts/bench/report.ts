// docs/benchmarks.md and its plots, a part at a time: what was measured stands between marks, and says
// when, on what and beside which versions; what people wrote around it stays.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withRegion } from '../marked-regions.ts';
import type { Part } from './part.ts';

/** Where and how it was measured: `28 November 2026; 2 × …; medians of 3 runs`. */
export const headOf = (circumstances: string, { peers = [] }: Part): string =>
  `${[circumstances, ...peers].join('; ')}.`;

/** What a reader sees first: ratios and targets, then the plots. Null for a part that has details alone. */
export function summaryOf(part: Part, circumstances: string): string | null {
  const { summary, plots = [] } = part;
  if (summary === undefined) return null;
  const blocks = [
    headOf(circumstances, part),
    summary,
    ...plots.map(({ file, alt }) => `![${alt}](images/${file})`),
  ];
  return blocks.join('\n\n');
}

export const detailOf = (part: Part, circumstances: string): string | null =>
  part.detail === undefined ? null : `${headOf(circumstances, part)}\n\n${part.detail}`;

/** The page with its regions `bench-NAME` and `bench-NAME-detail` made anew. */
export function withPart(page: string, name: string, part: Part, circumstances: string): string {
  const regions: [string, string | null][] = [
    [`bench-${name}`, summaryOf(part, circumstances)],
    [`bench-${name}-detail`, detailOf(part, circumstances)],
  ];
  return regions.reduce(
    (written, [region, content]) =>
      content === null ? written : withRegion(written, 'docs/benchmarks.md', region, content),
    page,
  );
}

/** @param docs the folder of `benchmarks.md` and `images/`. */
export function writePart(docs: string, name: string, part: Part, circumstances: string): void {
  const page = join(docs, 'benchmarks.md');
  writeFileSync(page, withPart(readFileSync(page, 'utf8'), name, part, circumstances));
  mkdirSync(join(docs, 'images'), { recursive: true });
  for (const { file, svg } of part.plots ?? []) writeFileSync(join(docs, 'images', file), svg);
}
