// A file, a folder or standard input as texts to triage.
//
// Out: one text after the other, so that a folder of logs never stands in memory whole; what cannot be
// read comes as an error in its place. Gzip is taken off by its magic number, whatever the name says.

import { createReadStream } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

export type Input = { name: string; text: string } | { name: string; error: string };

/** A JavaScript string cannot hold more; one log this large is a folder's worth. */
const mostBytes = 256 * 1024 * 1024;

export async function* readInputs(
  names: readonly string[],
  stdin: Readable,
): AsyncGenerator<Input> {
  for (const name of names) {
    if (name === '-') yield await readOne('standard input', stdin);
    else yield* readPath(name);
  }
}

async function* readPath(path: string): AsyncGenerator<Input> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    yield { name: path, error: explain(error) };
    return;
  }
  if (!isFolder) {
    yield await readOne(path, createReadStream(path));
    return;
  }
  const members: string[] = [];
  for await (const member of await opendir(path)) {
    if (member.isFile()) members.push(member.name);
  }
  for (const member of members.sort()) {
    const file = join(path, member);
    yield await readOne(file, createReadStream(file));
  }
}

async function readOne(name: string, stream: Readable): Promise<Input> {
  try {
    return { name, text: decode(await collect(stream)) };
  } catch (error) {
    return { name, error: explain(error) };
  }
}

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await gunzipIfPacked(stream)) {
    size += chunk.length;
    if (size > mostBytes) {
      stream.destroy();
      throw new RangeError(
        `larger than ${mostBytes / 1024 / 1024} MB; cut the hours around the failure out of it`,
      );
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function gunzipIfPacked(stream: Readable): Promise<AsyncIterable<Buffer>> {
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await iterator.next();
  const whole = (async function* () {
    if (first.done) return;
    yield first.value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next())
      yield next.value;
  })();
  const packed = !first.done && first.value[0] === 0x1f && first.value[1] === 0x8b;
  if (!packed) return whole;
  const gunzip = createGunzip();
  const source = Readable.from(whole);
  source.on('error', (error) => gunzip.destroy(error));
  return source.pipe(gunzip) as AsyncIterable<Buffer>;
}

/** UTF-8 or, by its byte order mark, UTF-16; what is not UTF-8 becomes U+FFFD and is read on. */
export function decode(bytes: Buffer): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  return new TextDecoder(utf16 ?? 'utf-8').decode(bytes);
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
