// In: the closed list of kinds, the runbooks and the samples. Out: what the library holds for each kind,
// a row each, in the order of the list.

import { isWritten } from '../src/library/read-samples.ts';
import type { Runbook } from '../src/model/runbook.ts';
import type { Sample } from '../src/model/sample.ts';

export interface Kind {
  slug: string;
  label: string;
  area: string;
}

export interface KindCoverage extends Kind {
  /** That covers it; several would be a mistake, which `check` names. */
  runbooks: Runbook[];
  /** Formats of its own, or of no kind in a runbook that covers it. */
  formats: number;
  /** Logs of a machine. */
  captured: number;
  /** Logs written after the formats of the source. */
  written: number;
  nearMisses: number;
  /** That its runbooks name. */
  sources: number;
}

/** A column of the table that ought not to be empty. */
export type Cell = 'runbook' | 'formats' | 'samples' | 'near-misses' | 'sources';

export function kindCoverage(
  kinds: readonly Kind[],
  runbooks: readonly Runbook[],
  samples: readonly Sample[],
): KindCoverage[] {
  return kinds.map((kind) => {
    const own = runbooks.filter(({ meta }) => meta.kinds.includes(kind.slug));
    const formats = own.flatMap(({ signatures }) =>
      signatures.filter((each) => each.kind === null || each.kind === kind.slug),
    );
    const shown = samples.filter((sample) => sample.kind === kind.slug);
    const written = shown.filter(isWritten).length;
    return {
      ...kind,
      runbooks: own,
      formats: formats.reduce((sum, signature) => sum + signature.formats.length, 0),
      captured: shown.length - written,
      written,
      nearMisses: samples.filter(({ nearMiss }) => nearMiss === kind.slug).length,
      sources: own.reduce((sum, { meta }) => sum + meta.sources.length, 0),
    };
  });
}

export function emptyCells(row: KindCoverage): Cell[] {
  const empty: [Cell, boolean][] = [
    ['runbook', row.runbooks.length === 0],
    ['formats', row.formats === 0],
    ['samples', row.captured + row.written === 0],
    ['near-misses', row.nearMisses === 0],
    ['sources', row.sources === 0],
  ];
  return empty.flatMap(([cell, isEmpty]) => (isEmpty ? [cell] : []));
}
