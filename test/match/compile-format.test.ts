// printk formats against messages: one table of what each must capture, or must not match.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFormat } from '../../src/match/compile-format.ts';
import { parseFormat } from '../../src/match/parse-format.ts';

function compile(format: string) {
  const parsed = parseFormat(format);
  if (!parsed.ok) throw new Error(parsed.reason);
  return compileFormat(format, parsed.segments);
}

/** Captures, or null where the message must not match. */
const cases: [format: string, message: string, captures: Record<string, string> | null][] = [
  [
    'watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %us! [%s{comm}:%d{pid}]',
    'watchdog: BUG: soft lockup - CPU#3 stuck for 26s! [kworker/u8:2:4121]',
    { cpu: '3', comm: 'kworker/u8:2', pid: '4121' },
  ],
  [
    'watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %us! [%s{comm}:%d{pid}]',
    'watchdog: BUG: soft lockup - CPU#x stuck for 26s! [bash:1]',
    null,
  ],
  [
    'Kernel panic - not syncing: %s{reason}',
    'Kernel panic - not syncing: Fatal exception ',
    { reason: 'Fatal exception' },
  ],
  ['Kernel panic - not syncing: %s{reason}', 'Kernel panic - not syncing: ', { reason: '' }],
  [
    '%s{comm} invoked oom-killer: gfp_mask=%#x(%pGg), order=%d, oom_score_adj=%hd',
    'my (odd) task invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO), order=0, oom_score_adj=-17',
    { comm: 'my (odd) task' },
  ],
  [
    'BUG: kernel NULL pointer dereference, address: %px{address}',
    'BUG: kernel NULL pointer dereference, address: 0000000000000040',
    { address: '0000000000000040' },
  ],
  [
    'BUG: unable to handle kernel NULL pointer dereference at %px{address}',
    'BUG: unable to handle kernel NULL pointer dereference at           (null)',
    { address: '(null)' },
  ],
  [
    'I/O error, dev %s{device}, sector %llu{sector} op',
    'I/O error, dev nvme0n1, sector 4064 op 0x0:(READ)',
    { device: 'nvme0n1', sector: '4064' },
  ],
  // Typed captures resume behind text that looked right at first.
  [
    '%s{what}:%d{line}: comm %s{comm}',
    'fs/x.c:bad:12: comm ls',
    { what: 'fs/x.c:bad', line: '12', comm: 'ls' },
  ],
  [
    'exitcode=0x%08x{exitcode}',
    'Attempted to kill init! exitcode=0x00007f00',
    { exitcode: '00007f00' },
  ],
  [
    'WARNING at %pS{function}, CPU#%d',
    'WARNING at foo_bar.isra.0+0x1a/0x40 [nvme], CPU#2',
    { function: 'foo_bar.isra.0+0x1a/0x40 [nvme]' },
  ],
  ['stuck 100%% for %ds', 'stuck 100% for 12s', {}],
  [
    'EXT4-fs error (device %s{device}): %s{function}:%d: comm %s{comm}: %pV',
    'EXT4-fs error (device vda): ext4_lookup:1855: comm ls: iget: bad extra',
    { device: 'vda', function: 'ext4_lookup', comm: 'ls' },
  ],
  // Two texts in a row are one stretch, which the first name has.
  ['taken %s{one}%s{two} times', 'taken by me six times', { one: 'by me six' }],
  // A run of digits, letters or a name is tried at its beginning, never inside.
  ['taken %s%d{count} times', 'taken 77 or 78 times', { count: '78' }],
  [
    'fault of %s%x{address} at last',
    'fault of cpu ffff0 at once, ffff1 at last',
    { address: 'ffff1' },
  ],
  [
    'stuck %s%pS{function} is gone',
    'stuck in do_exit+0x1/0x20 or do_group_exit+0x2/0x40 is gone',
    { function: 'do_group_exit+0x2/0x40' },
  ],
  ['code %s%c{letter} is known', 'code a b is known', { letter: 'b' }],
  // A driver's prefix stands before the format.
  [
    'controller is down; will reset: CSTS=0x%x',
    'nvme nvme0: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0x10',
    {},
  ],
];

describe('a compiled format', () => {
  test.each(cases)('%s on "%s"', (format, message, captures) => {
    const match = compile(format)!.match(message);
    expect(match?.captures ?? null).toEqual(captures);
    for (const [name, [start, end]] of Object.entries(match?.places ?? {})) {
      expect(message.slice(start, end)).toBe(match!.captures[name]);
    }
  });

  test('one without five characters of literal text is refused', () => {
    expect(compile('%s: %d')).toBeNull();
    expect(compile('at %s')).toBeNull();
  });

  test('any message printed from a format matches it', () => {
    const part = fc.oneof(
      fc
        .constantFrom('error on ', ' sector=', ', comm ', ': ', ' [', ']', '!')
        .map((text) => ({ format: text, printed: text })),
      fc.integer().map((value) => ({ format: '%d', printed: String(value) })),
      fc.nat().map((value) => ({ format: '%x', printed: value.toString(16) })),
      fc
        .string({ maxLength: 12 })
        .map((value) => ({ format: '%s', printed: value.replaceAll('%', '') })),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        // A blank between conversions keeps a number from running into the next.
        const format = `anchor: ${parts.map((one) => one.format).join(' ')}`;
        const message = `anchor: ${parts.map((one) => one.printed).join(' ')}`;
        expect(compile(format)!.match(message), `${format} on ${message}`).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('messages that make a backtracking matcher explode get an answer at all', () => {
    // A matcher that tries every way to share the text among twelve %s would not end in this century.
    const format = compile(`${'%sa '.repeat(12)}literal-that-is-absent`)!;
    expect(format.match('a '.repeat(2000))).toBeNull();
    expect(compile('begin%d%d%d%dend')!.match(`begin${'1'.repeat(4000)}`)).toBeNull();
  });
});

describe('an author\u2019s format made to explode', () => {
  test('is refused where it is longer than any of the kernel\u2019s', () => {
    expect(parseFormat('x'.repeat(1001))).toMatchObject({ ok: false });
    expect(parseFormat(`begin ${'%d '.repeat(51)}`)).toMatchObject({ ok: false });
    expect(parseFormat(`begin ${'%d '.repeat(50)}`)).toMatchObject({ ok: true });
  });

  test('at its worst costs the message times the format, no more', () => {
    const format = compile(`${'%d '.repeat(49)}never there`)!;
    expect(format.match('1 '.repeat(2048))).toBeNull();
    const hex = compile(`${'%x%x'.repeat(24)}never there`)!;
    expect(hex.match('f'.repeat(4096))).toBeNull();
  });
});

describe('parseFormat', () => {
  test.each([
    ['a %y b', 2],
    ['ends with %', 10],
    ['%lq', 0],
  ])('%s has no such conversion', (format, offset) => {
    expect(parseFormat(format)).toMatchObject({ ok: false, offset });
  });

  test('names, flags, widths and lengths are read off', () => {
    expect(parseFormat('x %#06llx{addr} %-8.3s %hhd{n}')).toEqual({
      ok: true,
      segments: [
        { type: 'literal', text: 'x ' },
        { type: 'capture', shape: 'hex', name: 'addr' },
        { type: 'literal', text: ' ' },
        { type: 'capture', shape: 'text', name: null },
        { type: 'literal', text: ' ' },
        { type: 'capture', shape: 'decimal', name: 'n' },
      ],
    });
  });
});
