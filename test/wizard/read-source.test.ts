import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../src/site/client/wizard/decode-text.ts';
import { describeBytes } from '../../src/site/client/wizard/describe-bytes.ts';
import { readSource, UnreadableSource } from '../../src/site/client/wizard/read-source.ts';

const log = '[    1.000000] Kernel panic - not syncing: Fatal exception\n';
const read = (parts: BlobPart[]) => readSource(new Blob(parts), 'file', () => {});

describe('files', () => {
  test('plain text, with its progress', async () => {
    const seen: [number, number | null][] = [];
    const { text } = await readSource(new Blob([log]), 'a.txt', (bytes, of) =>
      seen.push([bytes, of]),
    );
    expect(text).toBe(log);
    expect(seen.at(-1)).toEqual([log.length, log.length]);
  });

  test('gzip, by its content and not by its name', async () => {
    expect(await read([gzipSync(log)])).toEqual({ text: log, remarks: [] });
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
    expect(await read([])).toEqual({ text: '', remarks: [] });
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
  test('UTF-16, as PowerShell writes it', () => {
    expect(decodeText(new Uint8Array(Buffer.from('\uFEFFBUG: ä', 'utf16le')))).toBe('BUG: ä');
  });
  test('bytes that are no text stop nothing', () => {
    expect(decodeText(Uint8Array.of(66, 0, 0xff, 66))).toBe('B\0\uFFFDB');
  });
});

test.each([
  [812, '812 bytes'],
  [28_548, '29 KB'],
  [2_400_000, '2.4 MB'],
  [50_000_000, '50 MB'],
])('%d is %s', (bytes, words) => expect(describeBytes(bytes)).toBe(words));
