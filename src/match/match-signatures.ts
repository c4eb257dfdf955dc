// All signatures of all runbooks over a log, in one pass.
//
// In: a compiled signature set and the segments of a log. Out: hits, each with the line, the columns
// and the captures. One literal a format decides which lines are looked at; only those are unframed
// and matched.

import { KnownWords } from '../klog/known-words.ts';
import type { LogSegment } from '../klog/log-segment.ts';
import { pastedColumns } from '../klog/pasted-columns.ts';
import type { LogLine } from '../model/kernel-log.ts';
import type { KnownSignature } from '../model/knowledge.ts';
import { compileLiteralSearch, type LiteralSearch } from '../scan/literal-search.ts';
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
  /** A line without one of these is nobody's signature. */
  literals: readonly string[];
  /** Begins with a new log. */
  search(): SignatureSearch;
}

export interface SignatureSearch {
  /** Hits of the segments so far, in the order of the text. */
  readonly hits: readonly SignatureHit[];
  /** Searches the next segment. Gives the hits in it. */
  read(segment: LogSegment): readonly SignatureHit[];
  /** The same for a line in which somebody else found some of the literals. Says whether one hit. */
  readLine(line: LogLine, literals: readonly number[]): boolean;
}

/** More hits of one format tell nothing new: a flood of I/O errors is one piece of evidence. */
const mostHitsPerFormat = 50; // fits into a byte

export function compileSignatures(signatures: readonly KnownSignature[]): SignatureSet {
  const compiled: CompiledSignature[] = [];
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
  const formatsOf = new Map<string, number[]>();
  for (const [index, { format }] of compiled.entries()) {
    const others = formatsOf.get(format.literal);
    if (others) others.push(index);
    else formatsOf.set(format.literal, [index]);
  }
  const literals = [...formatsOf.keys()];
  const byLiteral = [...formatsOf.values()];
  // Their tables are most of the work, and a question about the formats alone needs none.
  let sought: LiteralSearch | undefined;

  return {
    refused,
    literals,
    search() {
      const hits: SignatureHit[] = [];
      /** How many more each format may have. */
      const room = new Uint8Array(compiled.length).fill(mostHitsPerFormat);
      /** Lines that none fits, by what was found in them. */
      const misses = new KnownWords<readonly number[]>();
      const readLine = (line: LogLine, found: readonly number[]) => {
        if (misses.get(line.text) === found) return false;
        const before = hits.length;
        for (const literal of found) {
          for (const index of byLiteral[literal]!) {
            if (room[index] === 0) continue;
            const hit = matchLine(compiled[index]!, line);
            if (hit === null) continue;
            room[index]!--;
            hits.push(hit);
          }
        }
        if (hits.length === before) misses.set(line.text, found);
        return hits.length > before;
      };
      const read = (segment: LogSegment) => {
        sought ??= compileLiteralSearch(literals);
        const before = hits.length;
        segment.scan(sought, (number, found) => {
          readLine(segment.line(number), found);
        });
        return hits.slice(before);
      };
      return { hits, read, readLine };
    },
  };
}

interface CompiledSignature {
  signature: KnownSignature;
  format: CompiledFormat;
}

function matchLine({ signature, format }: CompiledSignature, line: LogLine): SignatureHit | null {
  const match = format.match(line.text);
  if (match === null) return null;
  return {
    signature,
    format: format.format,
    specificity: format.specificity,
    line: line.number,
    columns: pastedColumns(line, match.start, match.end),
    text: line.text.slice(match.start, match.end),
    captures: match.captures,
  };
}
