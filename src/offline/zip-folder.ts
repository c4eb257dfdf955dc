// In: files of a folder. Out: a zip of them, the same bytes for the same content on any day and machine: names
// in order, one date for all, executables marked as such.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { deflate, deflateSync, Zip, type ZipInputFile } from 'fflate';

/** A file's content as a zip holds it. */
export interface Deflated {
  crc: number;
  /** Of the content as it was. */
  size: number;
  bytes: Uint8Array;
}

/** Files by their paths, in the order of their names. */
export type DeflatedFiles = ReadonlyMap<string, Deflated>;

const unix = 3;
const regularFile = 0o100000;
/** What the format calls deflated, and packed as tightly as can be. */
const compression = { compression: 8, flag: 1 };
const level = 9;
/** Starting a thread takes as long as packing so much. */
const fewestForAThread = 1_000_000;

export function deflated(content: Uint8Array): Deflated {
  return { crc: crc32(content), size: content.length, bytes: deflateSync(content, { level }) };
}

/** Files of a folder, by their paths from it; what is `known` of one is not packed again. */
export async function deflateFiles(
  folder: string,
  paths: readonly string[],
  known: (path: string) => Deflated | undefined = () => undefined,
): Promise<DeflatedFiles> {
  const packed = paths.map((path) => known(path) ?? packFile(join(folder, path)));
  const files = await Promise.all(packed);
  return new Map(paths.map((path, index) => [path, files[index]!]));
}

/** Entries stand below `top` in the archive; `executables` are paths that keep their mark. */
export function zipFiles(
  files: DeflatedFiles,
  top: string,
  executables: readonly string[],
): Uint8Array {
  // The format's first day; fflate reads the local fields, so it is the same in any time zone.
  const date = new Date(1980, 0, 1);
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [path, { crc, size, bytes }] of files) {
    const mode = executables.includes(path) ? 0o755 : 0o644;
    const file: ZipInputFile = {
      ...{ filename: `${top}/${path}`, crc, size, os: unix, mtime: date },
      attrs: ((regularFile | mode) << 16) >>> 0,
      ...compression,
    };
    zip.add(file);
    file.ondata!(null, bytes as Uint8Array<ArrayBuffer>, true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

/** Large files are packed in threads of their own; the bytes are the same. */
function packFile(path: string): Deflated | Promise<Deflated> {
  const content = readFileSync(path);
  if (content.length < fewestForAThread) return deflated(content);
  const about = { crc: crc32(content), size: content.length };
  return new Promise((resolve, reject) => {
    deflate(content, { level, consume: true }, (error, bytes) =>
      error ? reject(error) : resolve({ ...about, bytes }),
    );
  });
}
