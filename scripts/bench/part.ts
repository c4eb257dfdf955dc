// What a part of the bench found, in the order in which a reader wants it: ratios and targets, plots,
// and behind them the figures.

export interface Part {
  /** Markdown: ratios, and what has a target. */
  summary?: string;
  plots?: readonly { file: string; svg: string; alt: string }[];
  /** Markdown: how it was measured, tables with medians and spread. */
  detail?: string;
  /** Programs that it was measured beside, with their versions. */
  peers?: readonly string[];
}

export const markdownTable = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    `|${head.map((_, i) => (i === 0 ? '--' : '--:')).join('|')}|`,
    ...rows.map(line),
  ].join('\n');
};
