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
  /** Openings without an end; their lines are blank in `text`, so that they swallow nothing. */
  unclosed: DirectiveOpening[];
  /** Lines whose markers were blanked for nesting too deep. */
  tooDeep: number[];
}

export const maxNesting = 50;
/** Notes in notes: each level costs the parser another reading of all that is inside. */
const maxDirectives = 10;

const opening =
  /^([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t]*)(:{3,})([ \t]*)([A-Za-z][A-Za-z0-9_-]*)(.*)$/;
const closing = /^[ \t>]*(:{3,})[ \t]*$/;
const deepPrefix = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))+/;
/** Blank to a reader, but no indentation to Markdown, which would make code of it. */
const filler = '\u00A0';
const marker = />|[-*+]|\d{1,9}[.)]/g;

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Masks the whole file; `ignored` are lines whose directive is to be blanked as unclosed. */
export function maskDirectives(lines: LineIndex, ignored: ReadonlySet<number>): MaskedSource {
  const tooDeep: number[] = [];
  const edits = new Map<number, Edit>();
  const found: DirectiveOpening[] = [];
  const unclosed: DirectiveOpening[] = [];
  let open: DirectiveOpening[] = [];
  const blank = ({ line, start, end }: DirectiveOpening) =>
    edits.set(line, { start, end, text: ' '.repeat(end - start) });

  for (let number = 1; number <= lines.starts.length; number++) {
    const line = lines.line(number);
    const start = lines.starts[number - 1]!;
    const shallow = flattenDeep(line);
    if (shallow !== line) {
      tooDeep.push(number);
      edits.set(number, { start, end: start + line.length, text: shallow });
      continue;
    }
    if (!line.includes(':::')) continue;
    const close = closing.exec(line);
    if (close) {
      // The first line with enough colons ends the outermost directive that it can.
      const ended = open.findIndex((opening) => opening.colons <= close[1]!.length);
      if (ended >= 0) {
        unclosed.push(...open.slice(ended + 1));
        open = open.slice(0, ended);
      }
      continue;
    }
    const read = readOpening(line, number, start);
    if (!read) continue;
    found.push(read);
    if (ignored.has(number)) continue;
    // Inside another of its own size it would take that one's end: that one has none.
    while (open.length > 0 && open.at(-1)!.colons <= read.colons) unclosed.push(open.pop()!);
    open.push(read);
    if (open.length > maxDirectives) {
      tooDeep.push(number);
      blank(read);
    }
  }
  unclosed.push(...open);

  const openings = new Map<number, DirectiveOpening>();
  for (const each of unclosed) blank(each);
  for (const each of found) {
    if (ignored.has(each.line)) blank(each);
    if (edits.has(each.line)) continue;
    openings.set(each.line, each);
    const head = ':'.repeat(each.colons) + each.name;
    const text = head + ' '.repeat(each.end - each.start - head.length);
    edits.set(each.line, { start: each.start, end: each.end, text });
  }
  unclosed.sort((a, b) => a.line - b.line);
  return { text: apply(lines.source, edits), openings, unclosed, tooDeep };
}

function readOpening(line: string, number: number, start: number): DirectiveOpening | null {
  const found = opening.exec(line);
  if (!found) return null;
  const [, prefix, colons, , name, rest] = found as unknown as string[];
  if (rest !== '' && !/^[ \t[{]/.test(rest!)) return null;
  const end = start + line.length;
  return {
    line: number,
    name: name!.toLowerCase(),
    colons: colons!.length,
    start: start + prefix!.length,
    end,
    base: end - rest!.length,
    ...titleAndAttributes(rest!),
  };
}

function apply(source: string, edits: Map<number, Edit>): string {
  let text = '';
  let at = 0;
  for (const number of [...edits.keys()].sort((a, b) => a - b)) {
    const edit = edits.get(number)!;
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
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

/** Blanks markers beyond the cap, and the marker of a line indented beyond it. */
function flattenDeep(line: string): string {
  const indent = /^[ \t]*/.exec(line)![0].length;
  const prefix = deepPrefix.exec(line)?.[0] ?? '';
  if (prefix.length <= maxNesting) return line;
  let count = indent >= maxNesting * 2 ? maxNesting : 0;
  const shallow = prefix.replace(marker, (found) =>
    ++count > maxNesting ? filler.repeat(found.length) : found,
  );
  return shallow + line.slice(prefix.length);
}
