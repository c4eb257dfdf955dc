// A code node → its lines as the author typed them, each with its offset in the file. The node's
// own value has lost the indentation of the list or quote that it stands in, and with it the place.

import type { Code } from 'mdast';
import type { LineIndex } from './line-index.ts';

export interface FenceLine {
  text: string;
  /** Offset of the text's first character. */
  start: number;
}

export function fenceLines(code: Code, lines: LineIndex): FenceLine[] {
  const first = code.position!.start.line + (isFenced(code, lines) ? 1 : 0);
  return code.value.split(/\r\n|\n|\r/).map((value, index) => {
    const number = first + index;
    const written = lines.line(number);
    const lineStart = lines.starts[number - 1] ?? lines.source.length;
    // What the parser took off stands in front; the rest is as long as in the file, unless a tab
    // was half taken off and padded.
    const length = Math.min(value.length, written.length);
    const text = written.slice(written.length - length);
    return { text, start: lineStart + written.length - length };
  });
}

/** Whether the code was opened by ``` or ~~~, and not indented. */
export function isFenced(code: Code, lines: LineIndex): boolean {
  return /^(?:```|~~~)/.test(lines.source.slice(code.position!.start.offset));
}
