// A value as bytes, and back. In: what a parser or a rule made. Out: bytes that say themselves whether
// they are whole.
//
//   CRC-32 of the rest │ length of the value │ the value, without `nodes` │ all `nodes`, in a list
//   4 bytes            │ 4 bytes             │ V8's own serialisation      │ the same
//
// V8's serialisation keeps two references to one object one object. Markdown nodes are half of a parsed
// runbook, and rules never ask for them: they are read back when somebody does.

import { deserialize, serialize } from 'node:v8';
// As a whole: early Nodes 20, which run the single file and keep no cache, have no crc32 to import.
import zlib from 'node:zlib';

/** Property whose values are read back late. */
const late = 'nodes';

type Holder = { [late]: unknown };

interface Kept {
  value: unknown;
  holders: Holder[];
}

const headLength = 8;

export function encodeEntry(value: unknown): Buffer {
  const holders = holdersIn(value);
  const taken = holders.map((holder) => holder[late]);
  const nodes = serialize(taken);
  let rest: Buffer;
  try {
    for (const holder of holders) holder[late] = null;
    rest = serialize({ value, holders } satisfies Kept);
  } finally {
    for (const [index, holder] of holders.entries()) holder[late] = taken[index];
  }
  const bytes = Buffer.concat([Buffer.alloc(headLength), rest, nodes]);
  bytes.writeUInt32LE(rest.length, 4);
  bytes.writeUInt32LE(zlib.crc32(bytes.subarray(4)), 0);
  return bytes;
}

/** Throws RangeError or Error for bytes that `encodeEntry()` did not make, or that were damaged. */
export function decodeEntry(bytes: Buffer): unknown {
  if (bytes.readUInt32LE(0) !== zlib.crc32(bytes.subarray(4))) throw new RangeError('damaged');
  const end = headLength + bytes.readUInt32LE(4);
  const { value, holders } = deserialize(bytes.subarray(headLength, end)) as Kept;
  let read: unknown[] | null = null;
  for (const [index, holder] of holders.entries()) {
    const set = (nodes: unknown) =>
      Object.defineProperty(holder, late, {
        value: nodes,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    Object.defineProperty(holder, late, {
      get() {
        read ??= deserialize(bytes.subarray(end)) as unknown[];
        set(read[index]);
        return read[index];
      },
      set,
      enumerable: true,
      configurable: true,
    });
  }
  return value;
}

/** Each object of the value that has nodes; nodes themselves are not looked into. */
function holdersIn(value: unknown): Holder[] {
  const holders: Holder[] = [];
  const seen = new Set<unknown>();
  const stack = [value];
  while (stack.length > 0) {
    const part = stack.pop();
    if (typeof part !== 'object' || part === null || seen.has(part)) continue;
    // Bytes hold no objects, and as entries they are many.
    if (ArrayBuffer.isView(part)) continue;
    seen.add(part);
    for (const [key, inner] of Object.entries(part)) {
      if (key === late && Array.isArray(inner)) holders.push(part as Holder);
      else stack.push(inner);
    }
  }
  return holders;
}
