// Logs of three kinds, each of the length asked for: nothing broke, one thing broke in the middle of it,
// and nothing but failures. Written a block at a time: the longest is longer than memory should hold.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { healthyLog } from './healthy-log.ts';

export type MixName = 'clean' | 'one-panic' | 'panic-dense';
export const mixNames: readonly MixName[] = ['clean', 'one-panic', 'panic-dense'];

export interface MixSource {
  /** A healthy boot. */
  boot: string;
  /** The one failure. */
  failure: string;
  /** Logs with a failure in them, whole, as they are shown to Panicroom. */
  failures: readonly string[];
}

const blockLength = 10_000_000;

/** Pieces of whole lines, together about as many characters as asked for. */
export function* mix(name: MixName, length: number, source: MixSource): Generator<string> {
  const block =
    name === 'panic-dense'
      ? failuresOf(source.failures, Math.min(length, blockLength))
      : healthyLog(source.boot, Math.min(length, blockLength));
  const blocks = Math.max(1, Math.round(length / block.length));
  for (let i = 0; i < blocks; i++) {
    if (name === 'one-panic' && i === Math.floor(blocks / 2)) {
      const half = block.indexOf('\n', block.length >> 1) + 1;
      yield block.slice(0, half);
      yield withLineEnd(source.failure);
      yield block.slice(half);
    } else yield block;
  }
}

export async function writeMix(file: string, pieces: Iterable<string>): Promise<void> {
  const stream = createWriteStream(file);
  for (const piece of pieces) if (!stream.write(piece)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'finish');
}

/** All of them in turn, from the beginning again until it is enough. */
function failuresOf(failures: readonly string[], length: number): string {
  const parts: string[] = [];
  for (let i = 0, written = 0; written < length; i++) {
    const failure = withLineEnd(failures[i % failures.length]!);
    parts.push(failure);
    written += failure.length;
  }
  return parts.join('');
}

const withLineEnd = (text: string) => (text.endsWith('\n') ? text : `${text}\n`);
