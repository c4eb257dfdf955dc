// How bad an event is: as its kind is, unless its opener or what became of it says otherwise.

import vocabulary from '../../content/vocabulary/kinds.json' with { type: 'json' };
import type { Severity } from '../model/kernel-log.ts';

const ofKind = new Map<string, Severity>(
  vocabulary.map((kind) => [kind.slug, kind.severity as Severity]),
);

interface Outcome {
  kind: string;
  /** The opener's own word. */
  severity: Severity | null;
  panic: string | null;
  /** Its header is missing, and nothing that remains says that it was a failure's. */
  isNoFailure: boolean;
}

export function severityOf({ kind, severity, panic, isNoFailure }: Outcome): Severity {
  if (panic !== null) return 'fatal';
  if (isNoFailure) return 'notice';
  return severity ?? ofKind.get(kind) ?? 'failure';
}
