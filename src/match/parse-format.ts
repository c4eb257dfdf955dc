// A printk format string, taken apart.
//
//   watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %us! [%s{comm}:%d{pid}]
//   literal···························%d·····literal····%u·literal·%s···:%d····]
//
// In: the format as the kernel has it, captures named in braces. Out: segments for the matcher, or
// what is wrong with it and where (offset in the format).
// Source: Documentation/core-api/printk-formats.rst, lib/vsprintf.c (format_decode, pointer).

/** What characters a conversion can print. */
export type Shape =
  | 'decimal' // %d %i %u %o: digits, a sign
  | 'hex' // %x %X %p %px: hexadecimal digits, maybe with 0x; a NULL may print as (null)
  | 'symbol' // %pS %pB %ps: function+0x1/0x2 [module], or a bare address
  | 'character'
  | 'text'; // %s, %pV and all that print words: anything, also nothing

export type Segment =
  | { type: 'literal'; text: string }
  | { type: 'capture'; shape: Shape; name: string | null };

export type ParsedFormat =
  | { ok: true; segments: Segment[] }
  | { ok: false; offset: number; reason: string };

const conversion =
  /%[-+ #0]{0,5}(?:\d{1,4}|\*)?(?:\.(?:\d{1,4}|\*)?)?(?:hh|h|ll|l|z|t|j|L)?([a-zA-Z])/y;
const captureName = /\{([a-z][A-Za-z0-9_-]{0,40})\}/y;

const shapes: Record<string, Shape> = {
  d: 'decimal',
  i: 'decimal',
  u: 'decimal',
  o: 'decimal',
  x: 'hex',
  X: 'hex',
  c: 'character',
  s: 'text',
  p: 'hex',
};

/** What may stand behind %p, longest first; the rest of the alphabet after %p is literal text. */
const pointers: [extension: RegExp, shape: Shape][] = [
  [/(?:SR|Sb|BR|Bb|S|B|sR|s)/y, 'symbol'],
  [/(?:ap|ad|a|x|K)/y, 'hex'],
  [
    /(?:V|G[gpvt]|e|h[CDN]?|bl|b|I4|I6c?|IS|i4|i6|MF|MR?|mR|m|U[bBlL]?|[dD][234]?|g|NF|C|t[RT]?|[Rr]a?|OF[a-z]{0,3}|fw[fP]?|4cc)/y,
    'text',
  ],
];

/** Longer than any of the kernel's: matching costs what a format is long, whoever wrote it. */
const longestFormat = 1_000;
const mostConversions = 50;

export function parseFormat(format: string): ParsedFormat {
  if (format.length > longestFormat) {
    return { ok: false, offset: longestFormat, reason: `longer than ${longestFormat} characters` };
  }
  const segments: Segment[] = [];
  let literal = '';
  let at = 0;
  while (at < format.length) {
    if (format[at] !== '%') {
      literal += format[at++];
      continue;
    }
    if (format[at + 1] === '%') {
      literal += '%';
      at += 2;
      continue;
    }
    conversion.lastIndex = at;
    const match = conversion.exec(format);
    let shape = match ? shapes[match[1]!] : undefined;
    if (match === null || shape === undefined) {
      const shown = match?.[0] ?? format.slice(at, at + 8);
      return { ok: false, offset: at, reason: `printk has no conversion "${shown}"` };
    }
    let end = conversion.lastIndex;
    if (match[1] === 'p') {
      for (const [extension, printed] of pointers) {
        extension.lastIndex = end;
        if (extension.test(format)) {
          end = extension.lastIndex;
          shape = printed;
          break;
        }
      }
    }
    captureName.lastIndex = end;
    const name = captureName.exec(format);
    if (name) end = captureName.lastIndex;
    if (literal !== '') segments.push({ type: 'literal', text: literal });
    literal = '';
    segments.push({ type: 'capture', shape, name: name?.[1] ?? null });
    at = end;
  }
  if (literal !== '') segments.push({ type: 'literal', text: literal });
  if (segments.filter(({ type }) => type === 'capture').length > mostConversions) {
    return { ok: false, offset: 0, reason: `more than ${mostConversions} conversions` };
  }
  return { ok: true, segments };
}
