// In: the signatures of a library, and its samples. Out: which signature fires in which sample, on
// which line, and whether the log bears it out. What `check` demands, what the graph and the author's
// pages show, all rest on this.

import { makeSegment } from '../klog/log-segment.ts';
import { readKernelLog } from '../klog/read-kernel-log.ts';
import type { KernelLog } from '../model/kernel-log.ts';
import type { Sample } from '../model/sample.ts';
import { hitApplies } from './hit-applies.ts';
import type { SignatureHit, SignatureSet } from './match-signatures.ts';

export interface Firing {
  hit: SignatureHit;
  /** An event of the log is of the kind that the signature names, and has the facts that it asks for. */
  applies: boolean;
  /** No event of the log holds the line: it makes a weak match of its own. */
  isAlone: boolean;
}

export interface SampleFirings {
  sample: Sample;
  /** In the order of the text. */
  firings: readonly Firing[];
}

/** What was found before of the same signatures. */
export interface KeptFirings {
  /** Undefined: nothing was kept of this sample as it is now. */
  firingsOf(sample: Sample): readonly Firing[] | undefined;
  keepFirings(sample: Sample, firings: readonly Firing[]): void;
}

/** A sample reads the same whatever signatures there are, and an author edits one of those at a time. */
const readings = new WeakMap<Sample, KernelLog>();

/**
 * @param signatures asked for where something was not kept: to compile them takes a while.
 * @param kept of these very signatures.
 */
export function sampleFirings(
  signatures: () => SignatureSet,
  samples: readonly Sample[],
  kept?: KeptFirings,
): SampleFirings[] {
  let compiled: SignatureSet | undefined;
  return samples.map((sample) => {
    const known = kept?.firingsOf(sample);
    if (known) return { sample, firings: known };
    compiled ??= signatures();
    const firings = firingsIn(sample, compiled);
    kept?.keepFirings(sample, firings);
    return { sample, firings };
  });
}

function firingsIn(sample: Sample, signatures: SignatureSet): Firing[] {
  const hits = signatures.search().read(makeSegment(sample.text));
  if (hits.length === 0) return [];
  const log = readingOf(sample);
  return hits.map((hit) => ({
    hit,
    applies: log.events.some((event) => hitApplies(hit, event, log)),
    isAlone: !log.events.some(({ lines }) => hit.line >= lines[0] && hit.line <= lines[1]),
  }));
}

function readingOf(sample: Sample): KernelLog {
  const known = readings.get(sample);
  if (known) return known;
  const log = readKernelLog(sample.text, sample.file);
  readings.set(sample, log);
  return log;
}
