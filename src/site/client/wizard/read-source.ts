// In: a file that was dropped or chosen. Out: its text, unpacked where it is gzip, with progress on
// the way. Runs in the worker, so that the page stays quick however large the file is.

import { decodeText } from './decode-text.ts';
import { describeBytes } from './describe-bytes.ts';
import { unreadableFile, type WayOut } from './unreadable-file.ts';

export interface ReadText {
  text: string;
  remarks: string[];
}

/** Thrown for a file that holds no text we can read. */
export class UnreadableSource extends Error {
  readonly wayOut: WayOut;
  constructor(message: string, wayOut: WayOut) {
    super(message);
    this.wayOut = wayOut;
  }
}

/** Under the longest string a browser makes (2²⁹ units), with room to work. */
export const mostBytes = 384 * 1024 * 1024;

export async function readSource(
  file: Blob,
  name: string,
  onProgress: (bytes: number, of: number | null) => void,
): Promise<ReadText> {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const unreadable = unreadableFile(head);
  if (unreadable) throw new UnreadableSource(`${name} is ${unreadable.what}.`, unreadable.wayOut);

  const packed = head[0] === 0x1f && head[1] === 0x8b;
  const stream = packed
    ? file.stream().pipeThrough(new DecompressionStream('gzip'))
    : file.stream();
  const chunks: Uint8Array[] = [];
  const remarks: string[] = [];
  let bytes = 0;
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      bytes += value.length;
      if (bytes > mostBytes) {
        void reader.cancel();
        throw new UnreadableSource(`${name} holds more than ${describeBytes(mostBytes)}.`, {
          command: 'tail --bytes=100M FILE > kernel.log',
        });
      }
      onProgress(bytes, packed ? null : file.size);
    }
  } catch (error) {
    // An archive cut short still has its beginning, and the beginning may say enough.
    if (!packed || error instanceof UnreadableSource || bytes === 0) throw error;
    remarks.push(
      `${name} is damaged or cut: only its first ${describeBytes(bytes)} could be unpacked.`,
    );
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return { text: decodeText(whole), remarks };
}
