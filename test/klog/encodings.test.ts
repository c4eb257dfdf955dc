// Files as machines and people leave them: other encodings, zeros after a loss of power, packed or
// binary. The words that are there are read, and what is no text is called so.

import { describe, expect, test } from 'vitest';
import { buildKnowledge } from '../../src/graph/build-knowledge.ts';
import { looksBinary, readKernelLog } from '../../src/klog/read-kernel-log.ts';
import { TextChunks } from '../../src/klog/text-chunks.ts';
import { unreadableFile, unreadableWithin } from '../../src/klog/unreadable-file.ts';
import { triage } from '../../src/plan/triage.ts';
import { expectSpans } from './spans.ts';

const report = [
  '[    3.512345] BUG: kernel NULL pointer dereference, address: 0000000000000040',
  '[    3.512346] #PF: supervisor read access in kernel mode',
  '[    3.512347] Oops: 0000 [#1] PREEMPT SMP NOPTI',
  '[    3.512348] CPU: 1 PID: 92 Comm: insmod Not tainted 6.1.0-56-amd64 #1',
  '[    3.512349] RIP: 0010:kfail_init+0x17c/0x2000 [kfail]',
  '[    3.512350] Call Trace:',
  '[    3.512351]  do_one_initcall+0x59/0x220',
  '[    3.512352] ---[ end trace 0000000000000000 ]---',
].join('\n');

function decode(bytes: Uint8Array, chunk = bytes.length): string {
  const text = new TextChunks();
  let read = '';
  for (let at = 0; at < bytes.length; at += chunk)
    read += text.next(bytes.subarray(at, at + chunk));
  return read + text.end();
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16le = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('the report is found in a file', () => {
  test.each<[string, Uint8Array]>([
    ['in UTF-8', Buffer.from(report)],
    ['in UTF-8 with a byte order mark', Buffer.from(`\ufeff${report}`)],
    ['in UTF-16 with a byte order mark', utf16le(`\ufeff${report}`)],
    ['in UTF-16, the other order', utf16be(`\ufeff${report}`)],
    ['in UTF-16 that lost its mark', utf16le(report)],
    ['in UTF-16 that lost its mark, the other order', utf16be(report)],
    ['in Latin-1', latin1(`Host: M\u00fcnchen, Caf\u00e9\n${report}`)],
    ['with bytes that are no text', latin1(`\u0080\u00ff\u00fe\u0001\n${report}\n\u00f0\u009f`)],
    ['with line ends of Windows', Buffer.from(report.replaceAll('\n', '\r\n'))],
    ['with line ends of old Macs', Buffer.from(report.replaceAll('\n', '\r'))],
    ['with a zero behind each line', Buffer.from(report.replaceAll('\n', '\0\n'))],
  ])('%s', (_, bytes) => {
    // As one piece, and in pieces that end inside characters.
    for (const chunk of [bytes.length, 65]) {
      const [event] = readKernelLog(decode(bytes, chunk)).events;
      expect(event).toMatchObject({
        kind: 'null-pointer-dereference',
        title: 'BUG: unable to handle kernel NULL pointer dereference in kfail_init',
        comm: 'insmod',
      });
    }
  });

  test.each([1, 100, 5000, 200_000])('behind %i zeros that a loss of power left', (zeros) => {
    const text = `[    3.000000] usb 1-1: new device\n${'\0'.repeat(zeros)}${report}`;
    const log = readKernelLog(text);
    expect(log.events).toHaveLength(1);
    expect(log.events[0]).toMatchObject({ kind: 'null-pointer-dereference', lines: [2, 9] });
    expectSpans(text, log);
    const address = log.events[0]!.facts.find(({ name }) => name === 'address')!;
    expect(address.at.start).toBe(zeros + report.indexOf('0000000000000040') + 1);
  });
});

describe('what is no text', () => {
  const noise = Uint8Array.from({ length: 6000 }, (_, i) => (i * 7919 + (i >> 3) * 104_729) % 251);
  const knowledge = buildKnowledge([]);

  test('is called so where no kernel spoke in it', () => {
    const { answer, input } = triage(decode(noise), 'noise', knowledge);
    expect(answer).toBe('no-kernel-text');
    expect(input.remarks.join()).toContain('does not look like text');
    expect(triage('two eggs\n', 'recipe', knowledge).input.remarks).toEqual([]);
  });

  test('is read all the same: a dump of memory may hold the log', () => {
    const log = readKernelLog(`${decode(noise)}\n${report}\n${decode(noise)}`);
    expect(log.looksBinary).toBe(true);
    expect(log.events.map(({ kind }) => kind)).toContain('null-pointer-dereference');
  });

  test('is not what consoles, zeros and other scripts write', () => {
    expect(looksBinary('\u001b[32m[    1.0]\u001b[0m a\b\bb\r\n'.repeat(100))).toBe(false);
    expect(looksBinary('\0'.repeat(5000))).toBe(false);
    expect(looksBinary('Журнал ядра: 内核日志\n'.repeat(100))).toBe(false);
    expect(looksBinary('')).toBe(false);
  });

  test.each<[string, Uint8Array, string]>([
    ['lz4', Uint8Array.of(0x04, 0x22, 0x4d, 0x18, 0x64), 'lz4 -dc FILE'],
    ['tar', new TextEncoder().encode(`${'./dmesg'.padEnd(257, '\0')}ustar  \0`), 'tar -xf'],
    ['7z', Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0), '7z e -so FILE'],
  ])('%s', (_, head, command) => {
    expect(JSON.stringify(unreadableFile(head)?.wayOut)).toContain(command);
    expect(unreadableWithin(head)).toEqual(unreadableFile(head));
  });

  test('one layer of gzip is taken off, a second is named', () => {
    const head = Uint8Array.of(0x1f, 0x8b, 8, 0);
    expect(unreadableFile(head)).toBeNull();
    expect(JSON.stringify(unreadableWithin(head)?.wayOut)).toContain(
      'gzip --decompress > kernel.log',
    );
    // One byte of its mark alone is none.
    expect(unreadableWithin(Uint8Array.of(0x1f, 0, 8, 0))).toBeNull();
    expect(unreadableWithin(Uint8Array.of(0, 0x8b, 8, 0))).toBeNull();
    expect(unreadableWithin(new TextEncoder().encode('[    0.0] Linux version'))).toBeNull();
  });
});
