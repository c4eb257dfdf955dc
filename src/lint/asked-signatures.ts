// Signatures against real logs: each is seen to fire where it should and to stay silent where not.
//
//   content/samples/memory/oom-kill/global.log          kind: oom-kill            must be hit
//   content/samples/memory/oom-kill/near-miss-….log     near-miss: oom-kill       must not be
//   content/samples/healthy/….log                       kind: none                nothing may fire
//   content/samples/storage/fw-fault/first-seen.log     kind: unknown             must be hit
//
// `unknown` is a failure that the reader has no name for: only the signatures of its runbook know it.

import { type Firing, type SampleFirings, sampleFirings } from '../match/sample-firings.ts';
import type { Signature } from '../model/runbook.ts';
import type { Outline } from './outline.ts';
import type { LibraryInput } from './rule.ts';
import { compiledFormats } from './written-formats.ts';

/** A signature of a library, and what the samples say of it. */
export interface AskedSignature {
  runbook: Outline;
  signature: Signature;
  id: string;
  /** That it stands for: its own, or those that its runbook covers. */
  kinds: readonly string[];
  /** Samples in its runbook's folder. */
  own: readonly SampleFirings[];
  /** Where it fires, in the order of the samples. */
  firings: readonly { of: SampleFirings; firing: Firing }[];
}

/** Reading the samples is most of the work, and five rules ask for it. */
const asked = new WeakMap<LibraryInput, AskedSignature[]>();

/** None where the library keeps no samples. */
export function askedSignatures(input: LibraryInput): readonly AskedSignature[] {
  let all = asked.get(input);
  if (all === undefined) {
    all = input.samples === null ? [] : askAll(input);
    asked.set(input, all);
  }
  return all;
}

function askAll(input: LibraryInput): AskedSignature[] {
  const { runbooks, samples } = input;
  const read = sampleFirings(() => compiledFormats(input), samples ?? [], input.kept);
  const byFolder = new Map<string, SampleFirings[]>();
  const bySignature = new Map<string, AskedSignature['firings'][number][]>();
  for (const of of read) {
    for (const folder of foldersOf(of.sample.file)) listAt(byFolder, folder).push(of);
    for (const firing of of.firings) {
      listAt(bySignature, firing.hit.signature.id).push({ of, firing });
    }
  }
  return runbooks.flatMap((runbook) =>
    runbook.signatures.map((signature) => {
      const id = `${runbook.id}#${signature.id}`;
      return {
        runbook,
        signature,
        id,
        kinds: signature.kind === null ? runbook.meta.kinds : [signature.kind],
        own: byFolder.get(runbook.id) ?? [],
        firings: bySignature.get(id) ?? [],
      };
    }),
  );
}

/** `memory/oom-kill/old/a.log` → `memory`, `memory/oom-kill`, `memory/oom-kill/old` */
function foldersOf(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function listAt<Item>(map: Map<string, Item[]>, key: string): Item[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
