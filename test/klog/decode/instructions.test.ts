// Instructions as an assembler encoded them and objdump printed them, through the decoders; and the
// same bytes through the objdump of this machine, where it has one.
//
// instructions/*.txt: bytes or a word, a tab, the words of objdump with single blanks.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeArm64 } from '../../../src/klog/decode/arm64-instruction.ts';
import { decodeX86 } from '../../../src/klog/decode/x86-instruction.ts';

interface Case {
  code: string;
  text: string;
}

function read(name: string): Case[] {
  return readFileSync(join(import.meta.dirname, 'instructions', name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([code, text]) => ({ code: code!, text: text! }));
}

const bytesOf = (code: string) =>
  Uint8Array.from(code.split(' ').map((byte) => Number.parseInt(byte, 16)));

/** A displacement of nothing is not said here, and one name does for a move of any number. */
const plain = (text: string) => text.replace(/\b0x0(?=\()/, '').replace(/^movabs/, 'mov');

const sets = [
  { name: 'x86-64', mode: 64, machine: 'i386:x86-64' },
  { name: 'i386', mode: 32, machine: 'i386' },
] as const;

describe.each(sets)('$name', ({ name, mode }) => {
  const cases = read(`${name}.txt`);

  test.each(cases)('$code is $text', ({ code, text }) => {
    // The line of an oops goes on behind the instruction.
    const found = decodeX86(Uint8Array.from([...bytesOf(code), 0x90, 0x90]), mode);
    expect(found?.text).toBe(plain(text));
    expect(found?.length).toBe(bytesOf(code).length);
  });

  test('an instruction that is cut says nothing', () => {
    for (const { code } of cases) {
      const bytes = bytesOf(code);
      // What is left of it may be another whole instruction, but never the same one.
      const cut = decodeX86(bytes.slice(0, -1), mode);
      expect(cut?.length ?? 0, code).toBeLessThan(bytes.length);
    }
    expect(decodeX86(new Uint8Array(), mode)).toBeNull();
    expect(decodeX86(Uint8Array.of(0x8b, 0x05, 0x01), mode)).toBeNull();
  });

  test('any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), (bytes) => {
        const found = decodeX86(bytes, mode);
        if (found === null) return;
        expect(found.length).toBeLessThanOrEqual(Math.min(15, bytes.length));
        expect(found.text).not.toMatch(/undefined|NaN|null/);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('x86 with less to compare', () => {
  test.each([
    ['eb fc', 'jmp .-0x4'],
    ['74 10', 'je .+0x10'],
    ['e8 7b 02 00 00', 'call .+0x27b'],
    // not in the table: AVX, the floating-point unit, a group's empty place, no instruction at all
    ['c5 fe 7f 07', null],
    ['d9 05 00 00 00 00', null],
    ['ff ff', null],
    ['c7 f8 00 00 00 00', null],
    ['0f ff c0', null],
    ['06', null],
    // an address of half the width
    ['67 a1 10 00 00 00', null],
    // lea of a register does not exist
    ['8d c0', null],
    // more prefixes than an instruction may be long
    ['66 66 66 66 66 66 66 66 66 66 66 66 66 66 66 90', null],
  ])('%s', (code, text) => {
    expect(decodeX86(bytesOf(code), 64)?.text ?? null).toBe(text);
  });
});

describe('arm64', () => {
  test.each(read('arm64.txt'))('$code is $text', ({ code, text }) => {
    expect(decodeArm64(Number.parseInt(code, 16))?.text).toBe(text);
  });

  test.each([
    ['17ffffff', 'b .-0x4'],
    ['94000040', 'bl .+0x100'],
    ['54000041', 'b.ne .+0x8'],
    ['b5ffffe0', 'cbnz x0, .-0x4'],
    ['37f80040', 'tbnz w0, #31, .+0x8'],
    ['58000040', 'ldr x0, .+0x8'],
    // adds, moves: nothing that a report is about
    ['8b000000', null],
    ['aa0003e1', null],
    ['d53bd040', null],
    // not allocated
    ['08d3dcb0', null],
    ['ffffffff', null],
    // a hint, a barrier and a cache operation that nobody named
    ['d5032a1f', null],
    ['d50330ff', null],
    ['d50b7020', null],
  ])('%s', (code, text) => {
    expect(decodeArm64(Number.parseInt(code, 16))?.text ?? null).toBe(text);
  });

  test('any word at all', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), (word) => {
        expect(decodeArm64(word)?.text ?? '').not.toMatch(/undefined|NaN|null/);
      }),
      { numRuns: 20000 },
    );
  });
});

/** The first of these programs that knows the machine; null where none does. */
function findObjdump(programs: string[], machine: string): string | null {
  for (const program of programs) {
    try {
      const known = execFileSync(program, ['--info'], { encoding: 'utf8', stdio: 'pipe' });
      if (known.includes(machine.split(':')[0]!)) return program;
    } catch {
      // not installed
    }
  }
  return null;
}

describe('the objdump of this machine says the same', () => {
  const listings = [
    ...sets.map(({ name, machine }) => ({ name, machine, programs: ['objdump'] })),
    { name: 'arm64', machine: 'aarch64', programs: ['aarch64-linux-gnu-objdump', 'objdump'] },
  ];
  for (const { name, machine, programs } of listings) {
    const program = findObjdump(programs, machine);
    test.skipIf(program === null)(`${name}${program ? '' : ': no objdump for it here'}`, () => {
      const cases = read(`${name}.txt`);
      const folder = mkdtempSync(join(tmpdir(), 'panicroom-objdump-'));
      try {
        const file = join(folder, 'code.bin');
        const bytes = cases.flatMap(({ code }) =>
          name === 'arm64'
            ? [...new Uint8Array(Uint32Array.of(Number.parseInt(code, 16)).buffer)]
            : [...bytesOf(code)],
        );
        writeFileSync(file, Uint8Array.from(bytes));
        const listing = execFileSync(
          program!,
          ['-D', '-w', '-z', '-b', 'binary', '-m', machine, file],
          { encoding: 'utf8' },
        );
        const said = [...listing.matchAll(/^ *[0-9a-f]+:\t[0-9a-f ]+\t(.*)$/gm)].map(([, text]) =>
          text!
            .replace(/ *(?:#|\/\/) .*$/, '')
            .replace(/\s+/g, ' ')
            .trim(),
        );
        expect(said).toEqual(cases.map(({ text }) => text));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
