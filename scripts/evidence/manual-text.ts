// A text that says what a program can be told: its manual page, its help, the words in its own file.
//
// On a page, an option counts wherever it stands by itself: `-e, --every`, `[-e]`. A subcommand counts
// where the page sets it off from its English, in bold or italics, or begins a line with it.

import { escapePattern } from '../escape-pattern.ts';

export interface ManualText {
  /** `ps(1)`, `/usr/bin/ps`. */
  name: string;
  plain: string;
  /** Words set in bold or italics; null where the text has no such thing. */
  emphasised: ReadonlySet<string> | null;
}

/** @param rendered as a terminal of old: bold is `x␈x`, italics are `_␈x`. */
export function readRenderedPage(name: string, rendered: string): ManualText {
  let plain = '';
  let set = '';
  for (let at = 0; at < rendered.length; at++) {
    let char = rendered[at]!;
    let strong = false;
    while (rendered[at + 1] === '\b') {
      strong = true;
      at += 2;
      char = rendered[at] ?? '';
    }
    plain += char;
    set += strong || char === '-' ? char : ' ';
  }
  // Some pages have a dash where they mean two hyphens.
  plain = plain.replaceAll(/(?<![\w-])–(?=\w)/g, '--').replaceAll(/[‐‑−–]/g, '-');
  const emphasised = new Set(
    set
      .replaceAll(/[‐‑−–]/g, '-')
      .split(/[\s|,[\](){}<>=:;.]+/)
      .filter((word) => word !== ''),
  );
  return { name, plain, emphasised };
}

/** A program's own file: a script as it is, of a binary the strings in it. */
export function readProgramText(name: string, bytes: Buffer): ManualText {
  const text = bytes.toString('latin1');
  const plain = text.includes('\0') ? (text.match(/[\t\n\x20-\x7e]{2,}/g) ?? []).join('\n') : text;
  return { name, plain, emphasised: null };
}

/** @param option as written: `--sort`, `-eLo`, `-r3`, `-xdev`. */
export function hasOption(text: ManualText, option: string): boolean {
  if (stands(text.plain, option)) return true;
  if (option.startsWith('--')) return hasNegated(text.plain, option);
  return /^-[A-Za-z0-9]/.test(option) && hasBundle(text.plain, option.slice(1));
}

function hasBundle(plain: string, letters: string): boolean {
  if (letters.length === 1) return inSynopsis(plain, letters);
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at]!;
    if (stands(plain, `-${letter}`) || inSynopsis(plain, letter)) continue;
    if (at === 0) return false;
    // What follows an option that takes a value may be that value: -r3, -k2,2, -an.
    return /^\d/.test(letters.slice(at)) || takesValue(plain, letters[at - 1]!);
  }
  return true;
}

function stands(plain: string, option: string): boolean {
  return new RegExp(`(?<![\\w-])${escapePattern(option)}(?![\\w-])`).test(plain);
}

/** `--[no-]pager` */
function hasNegated(plain: string, option: string): boolean {
  return stands(plain, `--[no-]${option.replace(/^--(?:no-)?/, '')}`);
}

/** `ls [-ABCFGHLOPRSTUW…]`, as pages of BSD's kin have it. */
function inSynopsis(plain: string, letter: string): boolean {
  return new RegExp(`\\[\\s*-[A-Za-z0-9]*${escapePattern(letter)}[A-Za-z0-9]*\\s*\\]`).test(plain);
}

/** `-a|--activate y|n`, `-r n`, `-d[<filters>]`: not `-q  Be quiet`. */
function takesValue(plain: string, letter: string): boolean {
  return new RegExp(
    `(?<![\\w-])-${escapePattern(letter)}(?:[,|/] ?--[\\w-]+)?(?:[=[<]| (?=[\\w<[]))`,
  ).test(plain);
}

export function hasWord(text: ManualText, word: string): boolean {
  if (text.emphasised === null)
    return new RegExp(`(?:^|["'|{ \\t])${escapePattern(word)}(?=$|["'|)} \\t(])`, 'm').test(
      text.plain,
    );
  return (
    text.emphasised.has(word) || new RegExp(`^\\s*${escapePattern(word)}\\b`, 'm').test(text.plain)
  );
}

/** A column, a level, a kind: as a word of its own, in capitals or not. */
export const hasName = (text: ManualText, name: string): boolean =>
  new RegExp(`(?<![\\w-])${escapePattern(name)}(?![\\w-])`, 'i').test(text.plain);
