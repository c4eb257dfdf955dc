// In: a file that was dropped or chosen. Out: its bytes in chunks, unpacked where it is gzip, with
// progress on the way. Runs in the worker, so that the page stays quick however large the file is.

import {
  headLength,
  type UnreadableFile,
  unreadableFile,
  unreadableWithin,
  type WayOut,
} from '../../../klog/unreadable-file.ts';
import { describeBytes } from './describe-bytes.ts';

/** Thrown for a file that holds no text we can read. */
export class UnreadableSource extends Error {
  readonly wayOut: WayOut;
  constructor(message: string, wayOut: WayOut) {
    super(message);
    this.wayOut = wayOut;
  }
}

export interface SourceListener {
  /** The next piece of the log. */
  bytes(chunk: Uint8Array): void;
  /** `of` is null inside an archive, whose end nobody knows. */
  progress(bytes: number, of: number | null): void;
}

/** @returns what a person should know about how the file was read. */
export async function readSource(
  file: Blob,
  name: string,
  listener: SourceListener,
): Promise<string[]> {
  const head = new Uint8Array(await file.slice(0, headLength).arrayBuffer());
  refuse(unreadableFile(head), name);
  const packed = head[0] === 0x1f && head[1] === 0x8b;
  const stream = packed
    ? file.stream().pipeThrough(new DecompressionStream('gzip'))
    : file.stream();
  const remarks: string[] = [];
  let bytes = 0;
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (bytes === 0) refuse(unreadableWithin(value), name);
      bytes += value.length;
      listener.bytes(value);
      listener.progress(bytes, packed ? null : file.size);
    }
  } catch (error) {
    // An archive cut short still has its beginning, and the beginning may say enough.
    if (!packed || error instanceof UnreadableSource || bytes === 0) throw error;
    remarks.push(
      `${name} is damaged or cut: only its first ${describeBytes(bytes)} could be unpacked.`,
    );
  }
  return remarks;
}

function refuse(found: UnreadableFile | null, name: string): void {
  if (found) throw new UnreadableSource(`${name} is ${found.what}.`, found.wayOut);
}
