// Each literal is found in each of its lines, whatever text stands around it, from a text as from its bytes,
// with WebAssembly as without, and no text makes the search look at a place again and again.

import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  compileLiteralSearch,
  type LineBreak,
  type LiteralSearch,
} from '../../src/scan/literal-search.ts';

const literals = [
  'BUG: ',
  'BUG: KASAN: ',
  'Kernel panic',
  ' [#',
  'nvme',
  'soft lockup',
  'Oops: ',
  '] TLP',
  'für immer',
  'BUG: ',
];
const search = compileLiteralSearch(literals);

type Found = [line: number, literals: number[]][];

/** What a search must find, found by looking for one literal after the other. */
function expected(sought: readonly string[], text: string, lineBreak: LineBreak = '\n'): Found {
  return text.split(lineBreak).flatMap((words, line): Found => {
    const ends = sought.flatMap((literal, number) => {
      const at = words.indexOf(literal);
      return at < 0 ? [] : [{ number, end: at + literal.length, length: literal.length }];
    });
    ends.sort((a, b) => a.end - b.end || b.length - a.length || a.number - b.number);
    return ends.length === 0 ? [] : [[line, ends.map(({ number }) => number)]];
  });
}

function inText(by: LiteralSearch, text: string, lineBreak: LineBreak = '\n', to = text.length) {
  const found: Found = [];
  by.inText(text, to, lineBreak, (line, numbers) => found.push([line, [...numbers]]));
  return found;
}

function inBytes(by: LiteralSearch, text: string, lineBreak: LineBreak = '\n') {
  const found: Found = [];
  const bytes = new TextEncoder().encode(text);
  by.inBytes(bytes, lineBreak, (line, numbers) => found.push([line, [...numbers]]));
  return found;
}

const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...'BUGKASN: [#nvmeOops]TLP\n\r\t0zfür',
      '\u0000',
      'é',
      '日',
      '\ud83d',
      '\u{1f4a5}',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...literals) },
);
const words = fc.array(piece, { maxLength: 200 }).map((parts) => parts.join(''));

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('the lines of a search', () => {
  test('are those with a literal, in texts and in bytes', () => {
    expect(search.readsBytes).toBe(true);
    fc.assert(
      fc.property(words, fc.constantFrom<LineBreak>('\n', '\r'), (text, lineBreak) => {
        const right = expected(literals, text, lineBreak);
        expect(inText(search, text, lineBreak)).toEqual(right);
        expect(inBytes(search, text, lineBreak)).toEqual(right);
      }),
      { numRuns: 1500 },
    );
  });

  test('are the same where no WebAssembly runs', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    vi.resetModules();
    const again = await import('../../src/scan/literal-search.ts');
    const without = again.compileLiteralSearch(literals);
    expect(without.readsBytes).toBe(false);
    expect(() => without.inBytes(new Uint8Array(), '\n', () => {})).toThrow(TypeError);
    fc.assert(
      fc.property(words, (text) => {
        expect(inText(without, text)).toEqual(expected(literals, text));
      }),
      { numRuns: 300 },
    );
  });

  test('are found across the edges of blocks, in lines of any length', () => {
    for (const filling of ['x', 'xyz ', 'line of text\n', 'é', 'BUG']) {
      for (const literal of literals) {
        for (let shift = -14; shift <= 14; shift++) {
          const before = filling
            .repeat(Math.ceil(70_000 / filling.length))
            .slice(0, 65_536 + shift);
          const text = `${before}${literal}${filling.repeat(300)}`;
          const right = expected(literals, text);
          expect(inText(search, text), `${filling} ${literal} ${shift}`).toEqual(right);
          expect(inBytes(search, text), `${filling} ${literal} ${shift}`).toEqual(right);
        }
      }
    }
  });

  test('hold every literal of any set', () => {
    const unit = fc.constantFrom('a', 'b', 'c', ' ');
    const some = fc.array(fc.string({ unit, minLength: 3, maxLength: 9 }), {
      minLength: 1,
      maxLength: 12,
    });
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', ' ', '\n', 'é'),
      maxLength: 120,
    });
    fc.assert(
      fc.property(some, text, (sought, haystack) => {
        const by = compileLiteralSearch(sought);
        expect(inText(by, haystack)).toEqual(expected(sought, haystack));
      }),
      { numRuns: 500 },
    );
  });

  test('are found by literals that are too short to be stepped to', () => {
    const short = compileLiteralSearch(['ab', 'c']);
    expect(short.readsBytes).toBe(false);
    expect(inText(short, 'xx\nab\nxc ab\n')).toEqual([
      [1, [0]],
      [2, [1, 0]],
    ]);
  });

  test('are those before the place where it is told to end', () => {
    expect(inText(search, 'BUG: a\nBUG: b\nBUG: c\n', '\n', 14)).toEqual([
      [0, [0, 9]],
      [1, [0, 9]],
    ]);
  });

  test('are none of a text in which nothing of it stands', () => {
    expect(inText(search, 'usb 1-1: new high-speed USB device\n'.repeat(5000))).toEqual([]);
  });

  test('are found where literals are only begun again and again', () => {
    // Each place costs comparisons in vain, so the automaton reads the lines.
    const alike = ['soft lockup found', 'soft lockup seen', 'a soft lockup', 'the soft lockup'];
    const by = compileLiteralSearch(alike);
    const line = `${'soft lockup '.repeat(20)}seen a soft lockup seen`;
    const text = `${line}\n`.repeat(500);
    expect(inText(by, text)).toEqual(expected(alike, text));
    const long = 'soft lockup '.repeat(20_000);
    expect(inText(by, `${long}seen`)).toEqual([[0, [1]]]);
  });

  test('may be searched themselves while they are told', () => {
    const text = 'one BUG: line\nanother BUG: KASAN: line\n'.repeat(20);
    const found: number[] = [];
    search.inText(text, text.length, '\n', (line) => {
      found.push(line);
      expect(inText(search, 'nvme here\nOops: there')).toEqual([
        [0, [4]],
        [1, [6]],
      ]);
    });
    expect(found).toEqual(Array.from({ length: 40 }, (_, line) => line));
  });
});

test('where the lines of bytes begin', () => {
  const starts = (text: string) => [...search.survey(new TextEncoder().encode(text), '\n').starts];
  expect(starts('a\nbc\n\nd')).toEqual([0, 2, 5, 6]);
  expect(starts('a\n')).toEqual([0]);
  expect(starts('')).toEqual([]);
  const hasEscapes = (text: string) =>
    search.survey(new TextEncoder().encode(text), '\n').hasEscapes;
  expect(hasEscapes(`${'words\n'.repeat(20_000)}\u001b[0m`)).toBe(true);
  expect(hasEscapes('words\n'.repeat(20_000))).toBe(false);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('x', '\n', 'é', 'some words of a line '), { maxLength: 4000 }),
      (parts) => {
        const bytes = new TextEncoder().encode(`${parts.join('')}x`);
        const right = [0];
        for (const [at, byte] of bytes.entries()) if (byte === 10) right.push(at + 1);
        expect([...search.survey(bytes, '\n').starts]).toEqual(right);
      },
    ),
    { numRuns: 50 },
  );
});

test('what can stand in no line is refused', () => {
  expect(() => compileLiteralSearch(['two\nlines'])).toThrow(/stands in no line/);
  expect(() => compileLiteralSearch([''])).toThrow(/stands in no line/);
});
