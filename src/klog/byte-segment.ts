// A segment of bytes in UTF-8: only lines that somebody looks at become text.
//
// Of a healthy log that is one in thirty. Lines that are asked for one behind the other, as those of a
// report are, are decoded several at a time: for one alone, asking costs more than decoding.

import type { LiteralSearch } from '../scan/literal-search.ts';
import {
  detach,
  type LogSegment,
  longestMessage,
  makeSegment,
  readLine,
  readLineBehindZeros,
} from './log-segment.ts';

/** Bytes that are decoded together. */
const windowLength = 8 * 1024;
/** What a UTF-16 unit is encoded to at most. */
const bytesPerUnit = 3;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * @param bytes lines that end in LF; they are read while the segment is.
 * @param search one that reads bytes.
 * @param first number of the first line.
 * @param ahead how many lines at the end are only looked at.
 */
export function makeByteSegment(
  bytes: Uint8Array,
  search: LiteralSearch,
  first: number,
  ahead: number,
): LogSegment {
  const { starts, hasEscapes } = search.survey(bytes, '\n');
  // Escapes within a literal hide it from a search of bytes.
  if (hasEscapes) return decodedSegment(bytes, starts, first, ahead);
  const count = starts.length;
  const toRead = Math.max(0, count - ahead);
  const endToRead = toRead < count ? starts[toRead]! : bytes.length;
  const start = (number: number) => starts[number - first] ?? bytes.length;
  const end = (number: number) => {
    const from = start(number);
    let behind = starts[number - first + 1] ?? bytes.length;
    while (behind > from && isBreak(bytes[behind - 1]!)) behind--;
    return behind;
  };
  const words = new DecodedWords(bytes);
  const raw = (number: number) => words.between(start(number), end(number));
  return {
    first,
    last: first + toRead - 1,
    count,
    end: endToRead,
    raw,
    line(number) {
      const from = start(number);
      if (bytes[from] !== 0) return readLine(number, raw(number));
      const to = end(number);
      let at = from;
      while (at < to && bytes[at] === 0) at++;
      return readLineBehindZeros(number, words.between(at, to), at - from);
    },
    isEmpty: (number) => start(number) === end(number),
    endsInReturn: (number) => bytes[end(number)] === 13,
    scan(by, onLine) {
      by.inBytes(bytes.subarray(0, endToRead), '\n', (line, literals) =>
        onLine(line + first, literals),
      );
    },
  };
}

/** As text, all of it; its end is still a place among the bytes. */
function decodedSegment(
  bytes: Uint8Array,
  starts: Uint32Array,
  first: number,
  ahead: number,
): LogSegment {
  const text = decoder.decode(bytes);
  const segment = makeSegment(text, { first, ahead, lineBreak: '\n', detached: true });
  return { ...segment, end: starts[segment.last + 1 - first] ?? bytes.length };
}

/** Text of pieces of the bytes, at most as much as patterns look at. */
class DecodedWords {
  readonly #bytes: Uint8Array;
  /** Words of ASCII alone, in which places are the same as among the bytes. */
  #decoded = '';
  #from = 0;
  /** Where the piece that was asked for last ends. */
  #last = 0;
  /** Up to where words were decoded together, be they of ASCII or not. */
  #tried = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  between(from: number, to: number): string {
    const end = Math.min(to, from + longestMessage * bytesPerUnit);
    if (from - this.#last <= 2 && from >= this.#last) this.#decodeFrom(from, end);
    this.#last = to;
    const at = from - this.#from;
    const isDecoded = at >= 0 && end - this.#from <= this.#decoded.length;
    if (isDecoded)
      return detach(this.#decoded.slice(at, Math.min(end - this.#from, at + longestMessage)));
    const words = decoder.decode(this.#bytes.subarray(from, end));
    return words.length <= longestMessage ? words : detach(words.slice(0, longestMessage));
  }

  #decodeFrom(from: number, end: number): void {
    if (end <= this.#tried) return;
    const part = this.#bytes.subarray(from, from + windowLength);
    const words = decoder.decode(part);
    // No byte becomes more than one unit: as long as the bytes means unit by unit.
    this.#decoded = words.length === part.length ? words : '';
    this.#from = from;
    this.#tried = from + part.length;
  }
}

function isBreak(byte: number): boolean {
  return byte === 10 || byte === 13;
}
