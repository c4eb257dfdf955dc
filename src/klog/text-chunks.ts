// Bytes of a log, chunk by chunk → its text, chunk by chunk.
//
// UTF-8, or UTF-16 where a byte order mark says so or every other of the first bytes is zero: that is
// what PowerShell's `>` writes. Bytes that are no text become U+FFFD and stop nothing.

const sniffed = 64;

export class TextChunks {
  #decoder: TextDecoder | null = null;

  /** The text of the next bytes; characters cut by the chunk's end come with the next. */
  next(bytes: Uint8Array): string {
    if (bytes.length === 0) return '';
    this.#decoder ??= new TextDecoder(encodingOf(bytes));
    return this.#decoder.decode(bytes, { stream: true });
  }

  /** What was left of a character that never came whole. */
  end(): string {
    return this.#decoder?.decode() ?? '';
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, sniffed);
  if (head.length >= 8) {
    const isZero = (odd: number) => (byte: number, at: number) =>
      at % 2 === odd ? byte === 0 : byte !== 0;
    if (head.every(isZero(1))) return 'utf-16le';
    if (head.every(isZero(0))) return 'utf-16be';
  }
  return 'utf-8';
}
