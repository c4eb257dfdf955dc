// The formats of a library's signatures, with who wrote them.

import { knownSignatures } from '../graph/known-signatures.ts';
import { compileSignatures, type SignatureSet } from '../match/match-signatures.ts';
import type { Runbook, Signature, SignatureFormat } from '../model/runbook.ts';

/** What is asked of the runbooks: their outlines are enough. */
export interface Signed {
  runbooks: readonly Pick<Runbook, 'id' | 'file' | 'meta' | 'signatures'>[];
}

export interface WrittenFormat {
  runbook: Signed['runbooks'][number];
  signature: Signature;
  format: SignatureFormat;
}

export function* writtenFormats({ runbooks }: Signed): Generator<WrittenFormat> {
  for (const runbook of runbooks)
    for (const signature of runbook.signatures)
      for (const format of signature.formats) yield { runbook, signature, format };
}

const compiled = new WeakMap<Signed, SignatureSet>();

/** All of them as the matcher has them; compiled once for the rules that ask. */
export function compiledFormats(input: Signed): SignatureSet {
  let set = compiled.get(input);
  if (set === undefined) {
    set = compileSignatures(knownSignatures(input.runbooks));
    compiled.set(input, set);
  }
  return set;
}

/** The text of a runbook with one signature, for examples. */
export const runbookOfFormats = (kind: string, ...formats: string[]) =>
  `---\nkinds: [${kind}]\n---\n\n# A title\n\n## Signatures\n\n:::signature{kind="${kind}"}\n\`\`\`printk\n${formats.join('\n')}\n\`\`\`\n:::\n`;
