// All signatures of all runbooks over a log, in one pass.
//
// In: a compiled signature set, the pasted text and its KernelLog. Out: hits, each with the line, the
// columns and the captures. Aho–Corasick over one literal a format decides which lines are looked at;
// only those are unframed and matched.

import type { KernelLog } from '../model/kernel-log.ts';
import type { KnownSignature } from '../model/knowledge.ts';
import { compileLiterals } from '../scan/aho-corasick.ts';
import { type CompiledFormat, compileFormat } from './compile-format.ts';
import { parseFormat } from './parse-format.ts';

export interface SignatureHit {
  signature: KnownSignature;
  format: string;
  specificity: number;
  line: number;
  /** In the pasted line, from 1, end excluded. */
  columns: [number, number];
  text: string;
  captures: Record<string, string>;
}

export interface SignatureSet {
  /** Formats that could not be compiled, with the reason; `check` shows them to their author. */
  refused: { signature: string; format: string; reason: string }[];
  find(text: string, log: KernelLog): SignatureHit[];
}

/** More hits of one format tell nothing new: a flood of I/O errors is one piece of evidence. */
const mostHitsPerFormat = 50;

export function compileSignatures(signatures: readonly KnownSignature[]): SignatureSet {
  const compiled: { signature: KnownSignature; format: CompiledFormat }[] = [];
  const refused: SignatureSet['refused'] = [];
  for (const signature of signatures) {
    for (const source of signature.formats) {
      const parsed = parseFormat(source);
      const format = parsed.ok ? compileFormat(source, parsed.segments) : null;
      if (format) compiled.push({ signature, format });
      else {
        const reason = parsed.ok ? 'no literal text of five characters or more' : parsed.reason;
        refused.push({ signature: signature.id, format: source, reason });
      }
    }
  }
  const literals = [...new Set(compiled.map(({ format }) => format.literal))];
  const byLiteral = literals.map((literal) =>
    compiled.flatMap(({ format }, index) => (format.literal === literal ? [index] : [])),
  );
  const set = compileLiterals(literals);

  return {
    refused,
    find(text, log) {
      const hits: SignatureHit[] = [];
      const counts = new Uint32Array(compiled.length);
      let number = 0;
      let tried = new Set<number>();
      set.scan(text, (literal, end) => {
        const at = log.lineAt(end - 1);
        if (at !== number) {
          number = at;
          tried = new Set();
        }
        for (const index of byLiteral[literal]!) {
          if (tried.has(index) || counts[index]! >= mostHitsPerFormat) continue;
          tried.add(index);
          const { signature, format } = compiled[index]!;
          const line = log.line(number);
          const match = format.match(line.text);
          if (match === null) continue;
          counts[index]!++;
          hits.push({
            signature,
            format: format.format,
            specificity: format.specificity,
            line: number,
            columns: [line.column + match.start, line.column + match.end],
            text: line.text.slice(match.start, match.end),
            captures: match.captures,
          });
        }
      });
      return hits;
    },
  };
}
