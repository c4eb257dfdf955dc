// Where the lines of a text begin and end, without copying any of them.
//
// A line ends at LF, as grep and editors number lines; carriage returns before it (serial consoles
// write one or several) belong to the break. A text without any LF is broken at its CRs.

export interface LineTable {
  readonly count: number;
  /** Offset of a line's first character; lines count from 0 here. */
  start(line: number): number;
  /** Offset behind its last character, the line break left out. */
  end(line: number): number;
  /** The line that holds an offset. */
  lineAt(offset: number): number;
}

/** Which character ends a line of this text. */
export function lineBreakOf(text: string): '\n' | '\r' {
  return text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
}

/** @param lineBreak for a part of a longer text: what ends a line of the whole. */
export function splitLines(text: string, lineBreak = lineBreakOf(text)): LineTable {
  const offsets = lineStarts(text, lineBreak);
  const count = offsets.length;

  return {
    count,
    start: (line) => offsets[line] ?? text.length,
    end(line) {
      const start = offsets[line] ?? text.length;
      let end = line + 1 < count ? offsets[line + 1]! : text.length;
      while (end > start && isBreak(text.charCodeAt(end - 1))) end--;
      return end;
    },
    lineAt(offset) {
      let low = 0;
      let high = count - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (offsets[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

/** Lines shorter than this on average are found by a loop: a search costs as much for each. */
const shortLines = 24;
/** Lines after which the average is looked at. */
const probed = 256;

function lineStarts(text: string, lineBreak: '\n' | '\r'): Uint32Array {
  if (text.length === 0) return new Uint32Array();
  let starts = new Uint32Array(1 + Math.ceil(text.length / 64));
  let count = 1;
  const room = () => {
    if (count < starts.length) return;
    const more = new Uint32Array(2 * starts.length + probed);
    more.set(starts);
    starts = more;
  };
  let at = text.indexOf(lineBreak);
  while (at >= 0 && at + 1 < text.length) {
    room();
    starts[count++] = at + 1;
    if (count % probed === 0 && at - starts[count - probed]! < probed * shortLines) break;
    at = text.indexOf(lineBreak, at + 1);
  }
  if (at >= 0) {
    const code = lineBreak.charCodeAt(0);
    for (let i = at + 1; i + 1 < text.length; i++) {
      if (text.charCodeAt(i) !== code) continue;
      room();
      starts[count++] = i + 1;
    }
  }
  return starts.slice(0, count);
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}
