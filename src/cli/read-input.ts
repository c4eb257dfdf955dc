// Files, folders or standard input as logs to triage, each in chunks of bytes: however long a log or
// a folder of them is, only a piece stands in memory.
//
// Gzip is taken off by its magic number, whatever the name says. What cannot be read throws in the
// course of its chunks: UnreadableInput where nothing of it can be used, DamagedInput behind what can.

import { closeSync, createReadStream, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { unreadableWithin } from '../klog/unreadable-file.ts';
import { grouped } from '../plan/grouped.ts';

export interface Input {
  name: string;
  /** A chunk is written over when the next is asked for. */
  chunks: AsyncIterable<Uint8Array>;
}

export class UnreadableInput extends Error {}
export class DamagedInput extends Error {}

/** Bytes read at a time, at most. */
const chunkSize = 1024 * 1024;
/** Where no size is known. A buffer that is far longer than its log keeps the garbage collector busy. */
const smallChunk = 64 * 1024;
/** Behind the size that a file had: as a rule nothing comes there but its end. */
const endChunk = 2048;

/** Bytes of one input, and how it is let go of before its end. */
interface Source {
  pieces: AsyncIterable<Buffer>;
  close: () => void;
}

export async function* readInputs(
  names: readonly string[],
  stdin: Readable,
): AsyncGenerator<Input> {
  for (const name of names) {
    if (name === '-') yield { name: 'standard input', chunks: bytesOf(fromStream(stdin)) };
    else yield* readPath(name);
  }
}

async function* readPath(path: string): AsyncGenerator<Input> {
  let members: string[];
  try {
    members = statSync(path).isDirectory() ? await filesIn(path) : [path];
  } catch (error) {
    yield { name: path, chunks: failing(error) };
    return;
  }
  for (const file of members) {
    yield { name: file, chunks: bytesOf(fromFile(file)) };
  }
}

/** Of the folder and those below it, in the order of their names; a link is not followed. */
async function filesIn(folder: string): Promise<string[]> {
  const members: [name: string, isFolder: boolean][] = [];
  for await (const member of await opendir(folder)) {
    if (member.isFile() || member.isDirectory()) members.push([member.name, member.isDirectory()]);
  }
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  const files: string[] = [];
  for (const [name, isFolder] of members) {
    const path = join(folder, name);
    if (isFolder) files.push(...(await filesIn(path)));
    else files.push(path);
  }
  return files;
}

/** Paths of all logs that are named or lie in folders that are. What is not there stays, to be told of. */
export async function logsAmong(names: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(
    names.map(async (name) => {
      const found = await stat(name).catch(() => null);
      return found?.isDirectory() ? filesIn(name) : [name];
    }),
  );
  return lists.flat();
}

// biome-ignore lint/correctness/useYield: it stands for an input whose first chunk cannot be had.
async function* failing(error: unknown): AsyncGenerator<Uint8Array> {
  throw new UnreadableInput(explain(error));
}

const fromStream = (stream: Readable): Source => ({
  pieces: stream as AsyncIterable<Buffer>,
  close: () => stream.destroy(),
});

/**
 * A file is read where it is needed, without a stream: a log of some kilobytes is there at once, while
 * each step of a stream goes by way of another thread. What may make one wait, as a pipe, is a stream.
 */
function fromFile(path: string): Source {
  let close = () => {};
  const pieces = (async function* () {
    const file = openSync(path, 'r');
    close = () => {
      closeSync(file);
      close = () => {};
    };
    const found = fstatSync(file);
    if (!found.isFile()) {
      // It closes the file itself.
      const stream = createReadStream(path, { fd: file, highWaterMark: smallChunk });
      close = () => stream.destroy();
      yield* stream as AsyncIterable<Buffer>;
      return;
    }
    let buffer = Buffer.alloc(0);
    // Bytes are read before the next piece is asked for; what is packed waits to be unpacked.
    let mayReuse = false;
    for (let left = found.size; ; ) {
      const room = left > 0 ? Math.min(left, chunkSize) : found.size === 0 ? smallChunk : endChunk;
      if (!mayReuse || buffer.length < room) buffer = Buffer.allocUnsafe(room);
      const length = readSync(file, buffer, 0, room, null);
      if (length === 0) return;
      if (left === found.size) mayReuse = !isGzip(buffer);
      left -= length;
      yield buffer.subarray(0, length);
    }
  })();
  return { pieces, close: () => close() };
}

async function* bytesOf(source: Source): AsyncGenerator<Uint8Array> {
  let seen = 0;
  try {
    for await (const bytes of await unpacked(source.pieces)) {
      if (seen === 0) refuseWhatHoldsNoText(bytes);
      seen += bytes.length;
      yield bytes;
    }
  } catch (error) {
    if (error instanceof UnreadableInput) throw error;
    if (seen === 0) throw new UnreadableInput(explain(error));
    throw new DamagedInput(
      `only its first ${grouped(seen)} bytes could be read: ${explain(error)}`,
    );
  } finally {
    source.close();
  }
}

function refuseWhatHoldsNoText(head: Uint8Array): void {
  const found = unreadableWithin(head);
  if (found === null) return;
  const { what, wayOut } = found;
  throw new UnreadableInput(
    `it is ${what}. ${'command' in wayOut ? `Get its text with: ${wayOut.command}` : wayOut.advice}`,
  );
}

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function unpacked(pieces: AsyncIterable<Buffer>): Promise<AsyncIterable<Buffer>> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  const whole = (async function* () {
    if (first.done) return;
    yield first.value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next())
      yield next.value;
  })();
  if (first.done || !isGzip(first.value)) return whole;
  // Text is some ten times as long as what it was packed to.
  const room = Math.min(chunkSize, Math.max(smallChunk, 16 * first.value.length));
  const gunzip = createGunzip({ chunkSize: room });
  const source = Readable.from(whole);
  source.on('error', (error) => gunzip.destroy(error));
  return source.pipe(gunzip) as AsyncIterable<Buffer>;
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read it',
  EISDIR: 'it is a folder',
  Z_DATA_ERROR: 'its gzip data is damaged',
  Z_BUF_ERROR: 'its gzip data ends too early',
};

function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && reasons[code]) ?? message;
}
