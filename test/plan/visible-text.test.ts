import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visibleText } from '../../src/plan/visible-text.ts';

const codes = (text: string) =>
  visibleText(text).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.code]));

describe('characters that a screen would hide or obey become chips', () => {
  test.each([
    ['a right-to-left override', 'comm: a\u202Eb', ['U+202E']],
    ['isolates', '\u2066x\u2069', ['U+2066', 'U+2069']],
    ['zero-width space and joiner', 'a\u200Bb\u200Dc', ['U+200B', 'U+200D']],
    ['null', 'a\0b', ['U+0000']],
    ['a terminal escape', '\u001B[31mred', ['U+001B']],
    ['a C1 control', '\u009B31m', ['U+009B']],
    ['a line separator', 'a\u2028b', ['U+2028']],
    ['a byte order mark', '\uFEFF[ 0.1]', ['U+FEFF']],
    ['half a surrogate pair', 'a\uD83Db', ['U+D83D']],
    ['a tag character, beyond 16 bits', 'a\u{E0041}b', ['U+E0041']],
    ['a Hangul filler, which is a letter drawn as nothing', 'a\u3164b', ['U+3164']],
    ['a variation selector', 'a\uFE0Fb', ['U+FE0F']],
  ])('%s', (_, text, expected) => expect(codes(text)).toEqual(expected));

  test.each([
    ['tab', 'a\tb'],
    ['other scripts and whole pairs', 'Ω שלום 日本 🙂'],
    ['markup', '<script>alert(1)</script>'],
  ])('%s stays as it is', (_, text) => expect(visibleText(text)).toEqual([text]));
});

test('an empty text has no pieces', () => expect(visibleText('')).toEqual([]));

test('nothing is lost and nothing hidden is left, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const pieces = visibleText(text);
      const back = pieces.map((piece) =>
        typeof piece === 'string'
          ? piece
          : String.fromCodePoint(Number.parseInt(piece.code.slice(2), 16)),
      );
      expect(back.join('')).toBe(text);
      for (const piece of pieces) {
        if (typeof piece === 'string') expect(piece).not.toMatch(/[\p{Cf}\p{Cs}]|(?!\t)\p{Cc}/u);
      }
    }),
  );
});
