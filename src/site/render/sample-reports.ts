// In: what fires in the library's samples. Out: for one runbook, each of its signatures with the
// samples that it fires in, and what else fires there: its author sees whether it is told from its kin.

import type { SampleFirings } from '../../match/sample-firings.ts';
import type { Runbook, Signature } from '../../model/runbook.ts';

export interface SignatureReport {
  signature: Signature;
  samples: SampleReport[];
}

export interface SampleReport {
  /** Path below the samples' folder. */
  file: string;
  kind: string;
  nearMiss: string | null;
  /** Line of the log, from 1, and the words that the signature took. */
  line: number;
  text: string;
  /** Whether an event of the log bears it out; in a near-miss it should not. */
  applies: boolean;
  captures: Record<string, string>;
  /** Signatures of other runbooks that fire there too, and are borne out: `runbook#signature`. */
  others: { runbook: string; signature: string }[];
}

/** Of each signature, by its id in the knowledge, the samples that its words stand in. */
export type FiringsBySignature = ReadonlyMap<string, readonly SampleFirings[]>;

const made = new WeakMap<readonly SampleFirings[], FiringsBySignature>();

/** The same firings give the same answer, made once. */
export function firingsBySignature(read: readonly SampleFirings[]): FiringsBySignature {
  const known = made.get(read);
  if (known) return known;
  const found = new Map<string, SampleFirings[]>();
  for (const each of read) {
    for (const id of new Set(each.firings.map(({ hit }) => hit.signature.id))) {
      const samples = found.get(id);
      if (samples) samples.push(each);
      else found.set(id, [each]);
    }
  }
  made.set(read, found);
  return found;
}

export function signatureReports(runbook: Runbook, fired: FiringsBySignature): SignatureReport[] {
  return runbook.signatures.map((signature) => {
    const id = `${runbook.id}#${signature.id}`;
    const samples = (fired.get(id) ?? []).flatMap(({ sample, firings }): SampleReport[] => {
      const own = firings.filter(({ hit }) => hit.signature.id === id);
      const first = own.find(({ applies }) => applies) ?? own[0];
      if (!first) return [];
      const others = firings
        .filter(({ hit, applies }) => applies && hit.signature.runbook !== runbook.id)
        .map(({ hit }) => hit.signature);
      return [
        {
          file: sample.file,
          kind: sample.kind,
          nearMiss: sample.nearMiss,
          line: first.hit.line,
          text: first.hit.text,
          applies: first.applies,
          captures: first.hit.captures,
          others: [...new Set(others)].map((other) => ({
            runbook: other.runbook,
            signature: other.id.slice(other.runbook.length + 1),
          })),
        },
      ];
    });
    return { signature, samples };
  });
}

/** Near-misses of the runbook's kinds in which none of its signatures is borne out. */
export function silentNearMisses(runbook: Runbook, read: readonly SampleFirings[]): string[] {
  return read
    .filter(
      ({ sample, firings }) =>
        sample.nearMiss !== null &&
        runbook.meta.kinds.includes(sample.nearMiss) &&
        !firings.some(({ hit, applies }) => applies && hit.signature.runbook === runbook.id),
    )
    .map(({ sample }) => sample.file);
}
