// Bytes of a log, chunk by chunk → its text, chunk by chunk.
//
// UTF-8, or UTF-16 where a byte order mark says so or every other of the first bytes is zero: that is
// what PowerShell's `>` writes. Bytes that are no text become U+FFFD and stop nothing.

/** Bytes that tell how a log is encoded. */
export const sniffedLength = 64;

export class TextChunks {
  #decoder: ChunkDecoder | null = null;

  /** The text of the next bytes; characters cut by the chunk's end come with the next. */
  next(bytes: Uint8Array): string {
    if (bytes.length === 0) return '';
    this.#decoder ??= decoderOf(encodingOf(bytes));
    return this.#decoder.next(bytes);
  }

  /** What was left of a character that never came whole. */
  end(): string {
    return this.#decoder?.end() ?? '';
  }
}

interface ChunkDecoder {
  next(bytes: Uint8Array): string;
  end(): string;
}

function decoderOf(encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): ChunkDecoder {
  if (encoding === 'utf-8') return new Utf8Chunks();
  const decoder = new TextDecoder(encoding);
  return {
    next: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
  };
}

/**
 * UTF-8 in chunks that are cut where a character ends. A decoder that must remember half a character
 * (`stream: true`) is several times as slow in Node.
 */
class Utf8Chunks implements ChunkDecoder {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #rest: Uint8Array = new Uint8Array();
  #isFirst = true;

  next(bytes: Uint8Array): string {
    let whole = bytes;
    if (this.#rest.length > 0) {
      whole = new Uint8Array(this.#rest.length + bytes.length);
      whole.set(this.#rest);
      whole.set(bytes, this.#rest.length);
    }
    const end = whole.length - begunCharacter(whole);
    // A copy: whoever read the bytes may read the next ones into the same place.
    this.#rest = new Uint8Array(whole.subarray(end));
    const text = this.#decoder.decode(whole.subarray(0, end));
    if (!this.#isFirst || text === '') return text;
    this.#isFirst = false;
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  }

  end(): string {
    return this.#decoder.decode(this.#rest);
  }
}

/** How many bytes at the end begin a character without ending it: 0 to 3. */
function begunCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return back < length ? back : 0;
  }
  return 0;
}

/** The same bytes without a byte order mark of UTF-8 before them. */
export function withoutMark(head: Uint8Array): Uint8Array {
  const hasMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  return hasMark ? head.subarray(3) : head;
}

/** Whether a log that begins with these bytes is read as UTF-8. */
export function isUtf8(head: Uint8Array): boolean {
  return encodingOf(head) === 'utf-8';
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, sniffedLength);
  if (head.length >= 8) {
    const isZero = (odd: number) => (byte: number, at: number) =>
      at % 2 === odd ? byte === 0 : byte !== 0;
    if (head.every(isZero(1))) return 'utf-16le';
    if (head.every(isZero(0))) return 'utf-16be';
  }
  return 'utf-8';
}
