// Makes the lines that open a directive readable for the Markdown parser, without moving a single
// character, and reads what stands behind the name itself.
//
//     :::warning Version Matching        the seed's dialect: no syntax that the parser knows
//     :::warning[Version Matching]       its own
//     :::signature{kind="soft-lockup"}   with attributes
//     ::: tip                            with a space
//     becomes
//     :::warning                         same length, blanks behind the name
//
// Lines that nest deeper than any person writes are flattened here too, before the parser's own
// recursion meets them. What stands in code is masked as well: code is always read from the source.

import { type Attributes, readAttributes } from './attributes.ts';
import type { LineIndex } from './line-index.ts';

export interface DirectiveOpening {
  line: number;
  name: string;
  colons: number;
  title: string | null;
  attributes: Attributes | null;
  /** Offset in the file at which the opening line's colons stand, and the line's end. */
  start: number;
  end: number;
  /** Offset in the file of what `attributes` counts from. */
  base: number;
}

export interface MaskedSource {
  text: string;
  openings: Map<number, DirectiveOpening>;
  /** Lines whose markers were blanked for nesting too deep. */
  tooDeep: number[];
}

export const maxNesting = 50;

const opening =
  /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t]*)(:{3,})([ \t]*)([A-Za-z][A-Za-z0-9_-]*)(.*)$/;
const closing = /^[ \t>]*:{3,}[ \t]*$/;
const deepPrefix = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))+/;
const marker = />|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])/g;

/** Masks the whole file; `blanked` are lines whose directive is to be ignored (see markdown-tree). */
export function maskDirectives(lines: LineIndex, blanked: ReadonlySet<number>): MaskedSource {
  const openings = new Map<number, DirectiveOpening>();
  const tooDeep: number[] = [];
  const edits: { start: number; end: number; text: string }[] = [];
  let open = 0;

  for (let number = 1; number <= lines.starts.length; number++) {
    const line = lines.line(number);
    const start = lines.starts[number - 1]!;
    const shallow = flattenDeep(line);
    if (shallow !== line) {
      tooDeep.push(number);
      edits.push({ start, end: start + line.length, text: shallow });
      continue;
    }
    if (!line.includes(':::')) continue;
    if (closing.test(line)) {
      open = Math.max(0, open - 1);
      continue;
    }
    const found = opening.exec(line);
    if (!found) continue;
    const [, prefix, colons, gap, name, rest] = found as unknown as string[];
    if (rest !== '' && !/^[ \t[{]/.test(rest!)) continue;
    const colonsAt = start + prefix!.length;
    const end = start + line.length;
    if (blanked.has(number)) {
      edits.push({ start: colonsAt, end, text: ' '.repeat(end - colonsAt) });
      continue;
    }
    if (++open > maxNesting) {
      tooDeep.push(number);
      edits.push({ start: colonsAt, end, text: ' '.repeat(end - colonsAt) });
      continue;
    }
    const base = end - rest!.length;
    openings.set(number, {
      line: number,
      name: name!.toLowerCase(),
      colons: colons!.length,
      start: colonsAt,
      end,
      base,
      ...titleAndAttributes(rest!),
    });
    const head = colons! + name!;
    edits.push({
      start: colonsAt,
      end,
      text: head + ' '.repeat(gap!.length + rest!.length),
    });
  }

  let text = '';
  let at = 0;
  for (const edit of edits) {
    text += lines.source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return { text: text + lines.source.slice(at), openings, tooDeep };
}

function titleAndAttributes(rest: string): {
  title: string | null;
  attributes: Attributes | null;
} {
  let at = 0;
  let title: string | null = null;
  if (rest[0] === '[') {
    at = closingBracket(rest);
    title = rest.slice(1, at - 1).trim();
    while (rest[at] === ' ' || rest[at] === '\t') at++;
  } else {
    const brace = /(?:^|\s)\{[^{}]*\}?\s*$/.exec(rest);
    const titleEnd = brace ? brace.index + brace[0].indexOf('{') : rest.length;
    title = rest.slice(0, titleEnd).trim();
    at = titleEnd;
  }
  return { title: title || null, attributes: readAttributes(rest, at) };
}

function closingBracket(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '[') depth++;
    else if (text[index] === ']' && --depth === 0) return index + 1;
  }
  return text.length;
}

/** Blanks the container markers beyond the cap, and the marker of a line indented beyond it. */
function flattenDeep(line: string): string {
  const indent = /^[ \t]*/.exec(line)![0].length;
  const prefix = deepPrefix.exec(line)?.[0];
  if (prefix === undefined) return line;
  let count = indent >= maxNesting * 4 ? maxNesting : 0;
  if (count === 0 && prefix.length <= maxNesting) return line;
  const flat = prefix.replace(marker, (found) =>
    ++count > maxNesting ? ' '.repeat(found.length) : found,
  );
  return flat + line.slice(prefix.length);
}
