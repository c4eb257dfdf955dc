// The formats of a library's signatures, with who wrote them.

import { knownSignatures } from '../graph/known-signatures.ts';
import { compileSignatures, type SignatureSet } from '../match/match-signatures.ts';
import type { Runbook, Signature, SignatureFormat } from '../model/runbook.ts';
import type { LintInput } from './rule.ts';

export interface WrittenFormat {
  runbook: Runbook;
  signature: Signature;
  format: SignatureFormat;
}

export function* writtenFormats({ runbooks }: LintInput): Generator<WrittenFormat> {
  for (const runbook of runbooks)
    for (const signature of runbook.signatures)
      for (const format of signature.formats) yield { runbook, signature, format };
}

const compiled = new WeakMap<LintInput, SignatureSet>();

/** All of them as the matcher has them; compiled once for the rules that ask. */
export function compiledFormats(input: LintInput): SignatureSet {
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
