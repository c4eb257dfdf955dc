// In: text that somebody pasted. Out: the same text in pieces, with every character that a screen
// would hide or obey (controls, bidirectional overrides, zero-width marks, lone surrogates) set
// apart, so that it can be shown as a labelled chip and never acts on the page or on the reader.
//
//   "comm: a<U+202E>b"  →  ["comm: a", { code: 'U+202E', name: 'right-to-left override' }, "b"]

export interface HiddenCharacter {
  /** `U+202E` */
  code: string;
  /** What it would do, in words. */
  name: string;
}

export type VisiblePiece = string | HiddenCharacter;

const names: Readonly<Record<number, string>> = {
  0: 'null',
  7: 'bell',
  8: 'backspace',
  13: 'carriage return',
  27: 'escape',
  127: 'delete',
  173: 'soft hyphen',
  1564: 'Arabic letter mark',
  8203: 'zero-width space',
  8204: 'zero-width non-joiner',
  8205: 'zero-width joiner',
  8206: 'left-to-right mark',
  8207: 'right-to-left mark',
  8232: 'line separator',
  8233: 'paragraph separator',
  8234: 'left-to-right embedding',
  8235: 'right-to-left embedding',
  8236: 'pop directional formatting',
  8237: 'left-to-right override',
  8238: 'right-to-left override',
  8288: 'word joiner',
  8294: 'left-to-right isolate',
  8295: 'right-to-left isolate',
  8296: 'first strong isolate',
  8297: 'pop directional isolate',
  65279: 'byte order mark',
};

// Tab stays text. Cc, Cf (bidi marks, zero-width characters, tags), Cs without a partner, Zl, Zp,
// and the letters that are drawn as nothing: combining joiner, Hangul fillers, variation selectors.
const hidden =
  /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?!\t)\p{Cc}|\u034F|[\u115F\u1160\u3164\uFFA0]|[\u17B4\u17B5]|[\u180B-\u180F]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]/gu;

export function visibleText(text: string): VisiblePiece[] {
  const pieces: VisiblePiece[] = [];
  let done = 0;
  for (const match of text.matchAll(hidden)) {
    if (match.index > done) pieces.push(text.slice(done, match.index));
    const code = match[0].codePointAt(0)!;
    pieces.push({
      code: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
      name: names[code] ?? 'invisible character',
    });
    done = match.index + match[0].length;
  }
  if (done < text.length) pieces.push(text.slice(done));
  return pieces;
}

/** The same for where only text can stand, a terminal or a note: hidden characters as `<U+202E>`, line breaks kept. */
export function showText(text: string): string {
  return visibleText(text)
    .map((piece) =>
      typeof piece === 'string' ? piece : piece.code === 'U+000A' ? '\n' : `<${piece.code}>`,
    )
    .join('');
}
