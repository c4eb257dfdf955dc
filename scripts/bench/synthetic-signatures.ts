// Signatures by the thousand, made of our own: formats of the same shapes, with other words of the kernel
// in them. The same number gives the same signatures, and more begin with those of fewer.
//
//   watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %u{seconds}s! [%s{comm}:%d{pid}]
//   firmware: BUG: soft quota - CPU#%d{cpu} queue for %u{seconds}s! [%s{comm}:%d{pid}]

import { compileFormat } from '../../src/match/compile-format.ts';
import { parseFormat } from '../../src/match/parse-format.ts';
import type { KnownSignature } from '../../src/model/knowledge.ts';
import { type Random, randomSource } from '../mutate-log.ts';

/** A word of small letters, outside of a conversion's own (`%llx`, `{seconds}`). */
const word = /\{[^}]*\}|%[-+ #0]*\d*(?:hh|ll|[hlztjL])?[a-zA-Z]+|\b[a-z]{4,}\b/g;
/** New ones are searched for so often in vain; more means that the words are used up. */
const mostTries = 1000;

/**
 * @param quiet text in which no literal of theirs may stand, as no signature may fire on a healthy log.
 * @throws Error where the words do not suffice for so many.
 */
export function syntheticSignatures(
  own: readonly KnownSignature[],
  count: number,
  quiet: string,
): KnownSignature[] {
  const random = randomSource(1);
  const shapes = own.flatMap((signature) =>
    signature.formats.filter(isUsable).map((format) => ({ signature, format })),
  );
  const words = [
    ...new Set(shapes.flatMap(({ format }) => [...format.matchAll(word)].map(([each]) => each))),
  ]
    .filter((each) => /^[a-z]/.test(each))
    .sort();
  const literals = new Set<string>();
  const made: KnownSignature[] = [];
  for (let tries = 0; made.length < count; ) {
    const { signature, format } = pick(shapes, random);
    const changed = format.replace(word, (each) =>
      /^[a-z]/.test(each) ? pick(words, random) : each,
    );
    const literal = literalOf(changed);
    if (literal === null || literals.has(literal) || quiet.includes(literal)) {
      if (++tries > mostTries)
        throw new Error(`No more than ${made.length} signatures can be made.`);
      continue;
    }
    tries = 0;
    literals.add(literal);
    made.push({ ...signature, id: `synthetic-${made.length}`, formats: [changed] });
  }
  return made;
}

const pick = <Item>(items: readonly Item[], random: Random): Item =>
  items[Math.floor(random() * items.length)]!;

/** Two changed words or more: there are many to make of it. */
const isUsable = (format: string) =>
  literalOf(format) !== null &&
  [...format.matchAll(word)].filter(([each]) => /^[a-z]/.test(each)).length > 1;

function literalOf(format: string): string | null {
  const parsed = parseFormat(format);
  return parsed.ok ? (compileFormat(format, parsed.segments)?.literal ?? null) : null;
}
