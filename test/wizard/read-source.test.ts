import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { TextChunks } from '../../src/klog/text-chunks.ts';
import { describeBytes } from '../../src/site/client/wizard/describe-bytes.ts';
import { readSource, UnreadableSource } from '../../src/site/client/wizard/read-source.ts';

const log = '[    1.000000] Kernel panic - not syncing: Fatal exception\n';
async function read(parts: BlobPart[]) {
  let text = '';
  const decoder = new TextChunks();
  const seen: [number, number | null][] = [];
  const remarks = await readSource(new Blob(parts), 'file', {
    bytes: (chunk) => {
      text += decoder.next(chunk);
    },
    progress: (bytes, of) => seen.push([bytes, of]),
  });
  return { text, remarks, seen };
}

describe('files', () => {
  test('plain text, with its progress', async () => {
    const { text, seen } = await read([log]);
    expect(text).toBe(log);
    expect(seen.at(-1)).toEqual([log.length, log.length]);
  });

  test('gzip, by its content and not by its name', async () => {
    expect(await read([gzipSync(log)])).toMatchObject({ text: log, remarks: [] });
  });

  test('gzip that was cut gives what it holds, and says so', async () => {
    const long = Array.from({ length: 40_000 }, (_, i) => `line ${Math.sin(i)}`).join('\n');
    const packed = gzipSync(long);
    const { text, remarks } = await read([packed.subarray(0, packed.length - 2000)]);
    expect(long.startsWith(text.slice(0, 1000))).toBe(true);
    expect(text.length).toBeGreaterThan(1000);
    expect(remarks[0]).toContain('damaged or cut');
  });

  test('an empty file is an empty text', async () => {
    expect(await read([])).toMatchObject({ text: '', remarks: [] });
  });

  test.each([
    ['a journal', 'LPKSHHRH\0\0', 'journalctl --dmesg --file=FILE'],
    ['a vmcore', 'KDUMP   \0', 'makedumpfile --dump-dmesg'],
    ['zstd', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0), 'zstd --decompress'],
    ['a photo', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'Type the line'],
  ])('%s is refused with the way to its text', async (_, content, wayOut) => {
    const failure = await read([content]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnreadableSource);
    expect(JSON.stringify((failure as UnreadableSource).wayOut)).toContain(wayOut);
  });
});

describe('text encodings', () => {
  const decode = (...chunks: Uint8Array[]) => {
    const text = new TextChunks();
    return chunks.map((chunk) => text.next(chunk)).join('') + text.end();
  };
  const utf16 = (words: string) => new Uint8Array(Buffer.from(words, 'utf16le'));

  test('UTF-16, as PowerShell writes it', () => {
    expect(decode(utf16('\uFEFFBUG: ä'))).toBe('BUG: ä');
  });
  test('UTF-16 that lost its mark', () => {
    expect(decode(utf16(log), utf16('ä'))).toBe(`${log}ä`);
    expect(decode(utf16(log).subarray(0, -1))).toBe(`${log.slice(0, -1)}\uFFFD`);
  });
  test('a character cut by the end of a chunk', () => {
    const bytes = new TextEncoder().encode('ab€');
    expect(decode(bytes.subarray(0, 3), bytes.subarray(3))).toBe('ab€');
  });
  test('bytes that are no text stop nothing', () => {
    expect(decode(Uint8Array.of(66, 0, 0xff, 66))).toBe('B\0\uFFFDB');
  });
});

test.each([
  [812, '812 bytes'],
  [28_548, '29 KB'],
  [2_400_000, '2.4 MB'],
  [50_000_000, '50 MB'],
])('%d is %s', (bytes, words) => expect(describeBytes(bytes)).toBe(words));
