// In: a format of a runbook, and the strings of a kernel. Out: the file whose strings hold its words,
// and the words that no string of that kernel accounts for.
//
// A line of the log is often put together: pr_fmt() and dev_err() write a prefix, panic() puts its
// reason behind "Kernel panic - not syncing:", an %s of the source is a word in a runbook's format. So a
// format is covered piece by piece, the longest piece first from each word on:
//
//   watchdog: BUG: soft lockup - CPU#· stuck for ·s!
//   ~~~~~~~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    both in kernel/watchdog.c
//
// Every word of English stands somewhere in a kernel. A piece other than the longest counts only where
// it is in the longest one's file, is long itself, or is a prefix that names the file or its folder.

import type { KernelString, KernelStrings } from './kernel-strings.ts';
import { type Word, wordsOf } from './printed-form.ts';

export interface Cover {
  /** That holds the longest piece; of several the one that holds most of the others. */
  file: string;
  /** Words that no piece accounts for, in order; empty: all are found. */
  unseen: string[];
}

interface Piece {
  words: Word[];
  text: string;
  files: ReadonlySet<string>;
  /** `,cpuset=`: a name with its sign, as some string has both. */
  isKey: boolean;
}

/** Below this, a piece says nothing of where a message is from. */
const tellingLetters = 12;

/** What panic() itself prints: its reason, from elsewhere, is what the message is about. */
const umbrella = /^Kernel panic - not syncing$/;

/** @param form printed; null where not even one piece of the format that tells something is in that kernel. */
export function coverFormat(form: string, { byWord }: Pick<KernelStrings, 'byWord'>): Cover | null {
  const words = wordsOf(form);
  const pieces: Piece[] = [];
  for (let at = 0; at < words.length; ) {
    const piece = longestPiece(form, words, at, byWord);
    pieces.push(piece);
    at += piece.words.length;
  }
  const telling = pieces.filter((piece) => piece.files.size > 0 && tells(piece, words));
  const main =
    longest(telling.filter(({ text }) => !umbrella.test(text))) ?? longest(telling) ?? null;
  if (main === null) return null;
  const file = [...main.files]
    .map((name) => ({ name, held: pieces.filter(({ files }) => files.has(name)).length }))
    .sort(
      (a, b) => b.held - a.held || rank(a.name) - rank(b.name) || compare(a.name, b.name),
    )[0]!.name;
  const body = pieces.findIndex((piece) => !isPrefix(piece, form, file));
  const unseen = pieces.filter((piece, index) => {
    if (piece === main || piece.files.has(file) || standsAlone(piece)) return false;
    return index >= body;
  });
  return { file, unseen: unseen.flatMap((piece) => piece.words.map(({ text }) => text)) };
}

/** From a word on, as far as a string goes; with the signs that hold its first and last word, if they are its own. */
function longestPiece(
  form: string,
  words: readonly Word[],
  at: number,
  byWord: KernelStrings['byWord'],
): Piece {
  const { start } = words[at]!;
  let holding: readonly KernelString[] = byWord.get(words[at]!.text) ?? [];
  let end = at + 1;
  while (end < words.length && holding.length > 0) {
    const text = form.slice(start, words[end]!.end);
    const longer = holding.filter((string) => string.form.includes(text));
    if (longer.length === 0) break;
    holding = longer;
    end++;
  }
  const stop = words[end - 1]!.end;
  // Where some of them go on to the next word, or to the end, in the same signs, the others are not meant.
  const onwards = form.slice(start, words[end]?.start ?? form.length).trimEnd();
  const exact = holding.filter((string) => string.form.includes(onwards));
  if (exact.length > 0) holding = exact;
  const text = form.slice(start, stop);
  const signed = /^[^\w\s]?/.exec(form.slice(start - 1, start))![0] + text + (form[stop] ?? '');
  return {
    words: words.slice(at, end),
    text,
    files: new Set(holding.map(({ file }) => file)),
    isKey: /=$/.test(signed) && holding.some((string) => string.form.includes(signed)),
  };
}

const longest = (pieces: readonly Piece[]): Piece | undefined =>
  pieces.toSorted((a, b) => letters(b.words) - letters(a.words))[0];

const letters = (words: readonly Word[]): number =>
  words.reduce((sum, { text }) => sum + text.length, 0);

/** Long enough to mean one message, or the better part of a format that is short itself. */
function tells({ words }: Piece, all: readonly Word[]): boolean {
  return letters(words) >= tellingLetters || 2 * letters(words) > letters(all);
}

/** `Kernel panic - not syncing`, `,oom_memcg=`, `task_memcg`: not mere English, wherever it is. */
function standsAlone({ words, files, isKey }: Piece): boolean {
  if (files.size === 0) return false;
  if (isKey || words.some(({ text }) => /[a-z]_[a-z]/i.test(text))) return true;
  return letters(words) >= tellingLetters && words.length > 1;
}

/** `nvme nvme0: …`, `mpt3sas_cm0: …`: a driver's name before its message, as its file or folder is called. */
function isPrefix({ words }: Piece, form: string, file: string): boolean {
  const last = words.at(-1)!;
  if (words.length > 1 || !/^[\s·:)\]]/.test(form.slice(last.end))) return false;
  const name = last.text.toLowerCase();
  const parts = file.toLowerCase().replaceAll('-', '_').split(/[/.]/);
  return parts.some((part) => part.includes(name) || name.startsWith(part));
}

/** Of files that say the same, the one that runs on the machines of the library. */
function rank(file: string): number {
  if (/^arch\/(?:x86|arm64)\/(?!boot)/.test(file)) return 0;
  return file.startsWith('arch/') ? 2 : 1;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
