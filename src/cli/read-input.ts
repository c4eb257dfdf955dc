// Files, folders or standard input as texts to triage, each in chunks of text: however long a log or
// a folder of them is, only a piece stands in memory.
//
// Gzip is taken off by its magic number, whatever the name says. What cannot be read throws in the
// course of its chunks: UnreadableInput where nothing of it can be used, DamagedInput behind what can.

import { createReadStream } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { TextChunks } from '../klog/text-chunks.ts';
import { unreadableFile } from '../klog/unreadable-file.ts';
import { grouped } from '../plan/grouped.ts';

export interface Input {
  name: string;
  chunks: AsyncIterable<string>;
}

export class UnreadableInput extends Error {}
export class DamagedInput extends Error {}

/** Bytes read at a time. */
const chunkSize = 1024 * 1024;

export async function* readInputs(
  names: readonly string[],
  stdin: Readable,
): AsyncGenerator<Input> {
  for (const name of names) {
    if (name === '-') yield { name: 'standard input', chunks: textOf(stdin) };
    else yield* readPath(name);
  }
}

async function* readPath(path: string): AsyncGenerator<Input> {
  let members: string[];
  try {
    members = (await stat(path)).isDirectory() ? await filesIn(path) : [path];
  } catch (error) {
    yield { name: path, chunks: failing(error) };
    return;
  }
  for (const file of members) {
    yield { name: file, chunks: textOf(createReadStream(file, { highWaterMark: chunkSize })) };
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
async function* failing(error: unknown): AsyncGenerator<string> {
  throw new UnreadableInput(explain(error));
}

async function* textOf(stream: Readable): AsyncGenerator<string> {
  const text = new TextChunks();
  let seen = 0;
  try {
    for await (const bytes of await unpacked(stream)) {
      if (seen === 0) refuseWhatHoldsNoText(bytes);
      seen += bytes.length;
      yield text.next(bytes);
    }
  } catch (error) {
    if (error instanceof UnreadableInput) throw error;
    if (seen === 0) throw new UnreadableInput(explain(error));
    yield text.end();
    throw new DamagedInput(
      `only its first ${grouped(seen)} bytes could be read: ${explain(error)}`,
    );
  } finally {
    stream.destroy();
  }
  yield text.end();
}

function refuseWhatHoldsNoText(head: Uint8Array): void {
  const found = unreadableFile(head);
  if (found === null) return;
  const { what, wayOut } = found;
  throw new UnreadableInput(
    `it is ${what}. ${'command' in wayOut ? `Get its text with: ${wayOut.command}` : wayOut.advice}`,
  );
}

async function unpacked(stream: Readable): Promise<AsyncIterable<Buffer>> {
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
  const gunzip = createGunzip({ chunkSize });
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
