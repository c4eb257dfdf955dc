// In: which signatures fire in which samples. Out: the graph's edges between the two: those that the
// log bears out, found by the reader itself rather than by what a sample's header claims. Near-misses
// match none on purpose.

import type { GraphSample } from '../graph/build-graph.ts';
import type { SampleFirings } from '../match/sample-firings.ts';

export function signaturesOfSamples(read: readonly SampleFirings[]): GraphSample[] {
  return read.flatMap(({ sample, firings }) => {
    if (sample.nearMiss !== null) return [];
    const applying = firings.filter(({ applies }) => applies).map(({ hit }) => hit.signature);
    return [...new Set(applying)].map(({ id, runbook }) => ({
      file: sample.origin?.file ?? `content/samples/${sample.file}`,
      runbook,
      signature: id.slice(runbook.length + 1),
    }));
  });
}
