// Which programs handed the text on, and whether a kernel spoke in it at all.
//
// Looks at lines spread over each segment, so that its cost does not grow with the number of lines.

import type { Framing } from '../model/kernel-log.ts';
import type { LogSegment } from './log-segment.ts';
import { unframe } from './unframe.ts';

const sampledLines = 400;
/** UTF-16 units of each. */
const sampledLength = 512;
/** `Panic#1 Part2`, `Oops#1 Part1`: headers that pstore puts before each part. */
const pstoreHeader = /^(?:Panic|Oops|Emergency|Shutdown|Restart|Unknown)#\d{1,4} Part\d{1,4}/;

export class FramingDetector {
  readonly #names = new Set<Framing>();
  #lines = 0;
  fromKernel = false;

  sample(segment: LogSegment): void {
    const { first, count } = segment;
    this.#lines += count;
    const step = Math.max(1, Math.floor(count / sampledLines));
    for (let line = first; line < first + count; line += step) {
      if (segment.isEmpty(line)) continue;
      const words = segment.raw(line).slice(0, sampledLength);
      if (segment.endsInReturn(line)) this.#names.add('crlf');
      if (pstoreHeader.test(words)) this.#names.add('pstore');
      const unframed = unframe(words);
      for (const framing of unframed.framing) this.#names.add(framing);
      if (unframed.fromKernel) this.fromKernel = true;
    }
  }

  get names(): Framing[] {
    return this.#names.size === 0 && this.#lines > 0 ? ['plain'] : [...this.#names];
  }
}
