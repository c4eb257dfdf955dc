// In: the library's samples, and its knowledge. Out: which signature matches which sample, found by
// triage itself rather than by what a header claims; near-misses match none on purpose.

import type { GraphSample } from '../graph/build-graph.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { Sample } from '../model/sample.ts';
import { triage } from '../plan/triage.ts';

export function signaturesOfSamples(
  samples: readonly Sample[],
  knowledge: Knowledge,
): GraphSample[] {
  const signatures = new Map(knowledge.signatures.map((signature) => [signature.id, signature]));
  return samples.flatMap((sample) => {
    if (sample.nearMiss !== null) return [];
    const { matches } = triage(sample.text, sample.file, knowledge);
    const matched = new Set(
      matches.flatMap((match) => match.evidence.map((each) => each.signature)),
    );
    return [...matched].flatMap((id) => {
      const known = signatures.get(id);
      if (!known) return [];
      const signature = id.slice(known.runbook.length + 1);
      return [{ file: `content/samples/${sample.file}`, runbook: known.runbook, signature }];
    });
  });
}
