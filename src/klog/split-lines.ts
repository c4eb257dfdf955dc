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
  const starts: number[] = text.length === 0 ? [] : [0];
  for (let at = text.indexOf(lineBreak); at >= 0; at = text.indexOf(lineBreak, at + 1)) {
    if (at + 1 < text.length) starts.push(at + 1);
  }
  const offsets = Uint32Array.from(starts);
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

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}
