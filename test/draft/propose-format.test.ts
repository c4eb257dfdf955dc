// Formats proposed for lines of every kind of driver, and that each fits the line that it came from.

import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposeFormat } from '../../src/draft/propose-format.ts';
import { readLine } from '../../src/klog/log-segment.ts';
import { readSamples } from '../../src/library/read-samples.ts';
import { compileFormat } from '../../src/match/compile-format.ts';
import { parseFormat } from '../../src/match/parse-format.ts';

test.each([
  [
    'watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [cat:80]',
    'watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %d{seconds}s! [%s{comm}:%d{pid}]',
  ],
  [
    'megaraid_sas 0000:3b:00.0: FW in FAULT state!! fault code 0x10000',
    'megaraid_sas %s{device}: FW in FAULT state!! fault code %#x{code}',
  ],
  [
    'mpt3sas_cm0: issuing target reset with device handle(0x000a), timeout 30 seconds',
    '%s{device}: issuing target reset with device handle(%#x{handle}), timeout %d{seconds} seconds',
  ],
  [
    'usb 1-1.4: device descriptor read/64, error -110',
    'usb %s{device}: device descriptor read/%d, error %d{error}',
  ],
  [
    'segv[89]: segfault at 0 ip 000000000040161e sp 00007fff752b4900 error 6 in segv[401000+78000]',
    '%s{comm}[%d{pid}]: segfault at %d ip %lx{ip} sp %lx{sp} error %x{error} in segv[%lx+%lx]',
  ],
  [
    'EXT4-fs error (device sda1): ext4_lookup:1855: inode #2: comm ls: deleted inode referenced: 131',
    'EXT4-fs error (device %s{device}): ext4_lookup:%d{line}: inode #%d{inode}: comm %s{comm}: deleted inode referenced: %d',
  ],
  ['kernel BUG at mm/slub.c:305!', 'kernel BUG at %s{file}:%d{line}!'],
  [
    'r8169 0000:02:00.0 enp2s0: rtl_chipcmd_cond == 1 (loop: 100, delay: 100).',
    'r8169 %s{device} %s{device2}: rtl_chipcmd_cond == %d (loop: %d{loop}, delay: %d{delay}).',
  ],
  [
    'list_del corruption, ff29eb055fc9a9b0->next is LIST_POISON1 (dead000000000100)',
    'list_del corruption, %lx->next is LIST_POISON1 (%lx)',
  ],
  ['disk 50% full, 7 left', 'disk %d{disk}%% full, %d left'],
])('%s', (line, format) => {
  expect(proposeFormat(line)?.format).toBe(format);
});

test('a number, an address or a name alone is no format', () => {
  for (const line of ['', '12', 'error 12', 'timeout', 'sda: 1', '0x1 0x2', '::::'])
    expect(proposeFormat(line)).toBe(null);
});

const fits = (line: string, format: string) => {
  const parsed = parseFormat(format);
  return parsed.ok && compileFormat(format, parsed.segments)?.match(line) != null;
};

describe('a proposal fits the line that it came from', () => {
  test('for every line of every sample', async () => {
    const samples = await readSamples(join(import.meta.dirname, '../../content/samples'));
    let proposed = 0;
    let lines = 0;
    for (const { text } of samples) {
      for (const raw of text.split('\n')) {
        const words = readLine(1, raw).text.slice(0, 4096);
        const proposal = proposeFormat(words);
        lines++;
        if (proposal === null) continue;
        proposed++;
        expect(fits(words, proposal.format), `${words}\n${proposal.format}`).toBe(true);
        expect(proposal.literal.length).toBeGreaterThanOrEqual(5);
        expect(proposal.format).not.toMatch(/\s{2,}#|^\s|\s$/);
        expect(new Set(proposal.captures).size).toBe(proposal.captures.length);
      }
    }
    expect(proposed / lines).toBeGreaterThan(0.6);
  });

  test('whatever the line', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '%',
        '{a}',
        '  #',
        '0x1',
        '-5',
        'sda',
        '12{b}',
        'f+0x1/0x2 [m]',
        '0000:00:1f.2',
      ),
      fc.constantFrom('the device', 'failed with', 'timeout', '(null)', '1.2.3.4', "'x'"),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const line = words.join(' ').replace(/[\n\r]/g, ' ');
        const proposal = proposeFormat(line);
        if (proposal !== null) expect(fits(line, proposal.format)).toBe(true);
      }),
    );
  });
});
