// Where a section's heading stands.

import type { Section } from '../model/runbook.ts';

/** The section's first line. */
export function headingOf({ span, depth, title }: Section): Section['span'] {
  const length = depth + 1 + title.length;
  return {
    start: span.start,
    end: {
      ...span.start,
      column: span.start.column + length,
      offset: span.start.offset + length,
    },
  };
}
