// A part of one of our runbooks, and the digest by which a correction of it learns that it changed.
//
// A digest is of what an author reads: neither line breaks nor the numbers of steps count, so that a
// paragraph wrapped anew, or a step put in before, is no change.

import type { Section } from '../model/runbook.ts';

/** What a correction does to a part: only the text that it depends on is its business. */
export type Touch = 'adds' | 'replaces' | 'names';

/**
 * @param source the text of the file that the section stands in.
 * @returns `adds 1f0c9d2e7a3b4c5d`: of the section's own text where something is added to it, of all
 *   that stands below its heading where it is replaced; `names` where it only says a place.
 */
export function noteOf(section: Section, touch: Touch, source: string): string {
  if (touch === 'names') return touch;
  const { start, end } = section.span;
  const below = section.sections[0]?.span.start.offset ?? end.offset;
  const text = source.slice(start.offset, touch === 'adds' ? below : end.offset);
  return `${touch} ${digest(text)}`;
}

function digest(text: string): string {
  const read = text
    .replace(/^.*$/m, '') // The heading itself: it is what the part is found by.
    .replace(/^(#+[ \t]+)(?:\p{L}+[ \t]+)?\d+[.:)]?[ \t]*/gmu, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  // FNV-1a, 64 bits: it tells that a text changed, it keeps no secret.
  let value = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(read)) {
    value = ((value ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return value.toString(16).padStart(16, '0');
}
