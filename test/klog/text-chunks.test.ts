// Bytes cut anywhere give the text that they give in one piece.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextChunks } from '../../src/klog/text-chunks.ts';

function inChunks(bytes: Uint8Array, cuts: readonly number[]): string {
  const text = new TextChunks();
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  let read = '';
  let from = 0;
  // As a file is read: each piece into the place of the one before.
  const buffer = Buffer.alloc(bytes.length);
  for (const to of [...places, bytes.length]) {
    buffer.set(bytes.subarray(from, to));
    read += text.next(buffer.subarray(0, to - from));
    from = to;
  }
  return read + text.end();
}

const cuts = fc.array(fc.nat(200), { maxLength: 8 });

test('UTF-8, right or wrong', () => {
  const right = fc
    .string({ unit: 'binary', maxLength: 60 })
    .map((text) => new TextEncoder().encode(text));
  // Beginnings and ends of characters in any order.
  const wrong = fc
    .array(
      fc.constantFrom(0x41, 0x0a, 0x80, 0xbf, 0xc3, 0xe2, 0xe4, 0xf0, 0xf5, 0xff, 0xef, 0xbb),
      {
        maxLength: 40,
      },
    )
    .map((bytes) => Uint8Array.from(bytes));
  fc.assert(
    fc.property(fc.oneof(right, wrong), cuts, (bytes, where) => {
      // The encoding is told by the first bytes, which come in one piece.
      const ascii = Uint8Array.from([0x5b, ...bytes]);
      const places = where.map((cut) => cut + 1);
      expect(inChunks(ascii, places)).toBe(new TextDecoder().decode(ascii));
    }),
    { numRuns: 2000 },
  );
});

test('a byte order mark is no text where it stands first, and is some elsewhere', () => {
  const bytes = new TextEncoder().encode('\ufeffa\ufeffb');
  for (let cut = 1; cut < bytes.length; cut++) {
    expect(inChunks(bytes, [cut]), `cut at ${cut}`).toBe('a\ufeffb');
  }
});
