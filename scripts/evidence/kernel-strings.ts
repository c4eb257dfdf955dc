// A kernel tree → the strings in its sources that hold a wanted word, with the file of each.
//
//   pr_emerg("BUG: soft lockup - CPU#%d stuck "      strings with nothing but blanks between them are
//            "for %us!\n", cpu, seconds);            one: BUG: soft lockup - CPU#· stuck for ·s!
//
// A macro between two strings (KERN_ERR, HW_ERR, PRIu64) parts them: what stands on either side is
// found by itself. The first string of `#define pr_fmt` is a string like any other.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printedForm, wordsOf } from './printed-form.ts';

export interface KernelString {
  /** Below the tree: `kernel/watchdog.c`. */
  file: string;
  /** Its printed form. */
  form: string;
}

export interface KernelStrings {
  /** `6.12`; a stable update of it changes wordings too seldom to be told. */
  version: string;
  /** By each wanted word: the strings that hold it. */
  byWord: ReadonlyMap<string, readonly KernelString[]>;
}

/** What a running kernel is made of; tools, samples and documents print nothing. */
const folders = [
  ...['arch', 'block', 'certs', 'crypto', 'drivers', 'fs', 'include', 'init', 'io_uring', 'ipc'],
  ...['kernel', 'lib', 'mm', 'net', 'rust', 'security', 'sound', 'virt'],
];

export function readKernelStrings(tree: string, wanted: ReadonlySet<string>): KernelStrings {
  const byWord = new Map<string, KernelString[]>();
  for (const file of sourcesBelow(tree)) {
    const text = readFileSync(join(tree, file), 'utf8');
    if (!text.includes('"')) continue;
    for (const literal of joinedStrings(text)) {
      const form = printedForm(literal);
      const string = { file, form };
      for (const word of new Set(wordsOf(form).map((each) => each.text))) {
        if (!wanted.has(word)) continue;
        const list = byWord.get(word);
        if (list) list.push(string);
        else byWord.set(word, [string]);
      }
    }
  }
  return { version: kernelVersion(readFileSync(join(tree, 'Makefile'), 'utf8')), byWord };
}

/** @param makefile the text of the tree's own. */
export function kernelVersion(makefile: string): string {
  const number = (name: string) => new RegExp(`^${name} = (\\d+)$`, 'm').exec(makefile)?.[1];
  const [version, patchlevel] = [number('VERSION'), number('PATCHLEVEL')];
  if (version === undefined || patchlevel === undefined)
    throw new Error('This Makefile names no VERSION and PATCHLEVEL: it is not that of a kernel.');
  return `${version}.${patchlevel}`;
}

// A character constant is stepped over: '"' opens nothing. So is a comment, whose quotes need not close.
const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.){1,4}'|"((?:[^"\\\n]|\\[\s\S])*)"/g;

/** The strings of a C source, unescaped; those with nothing but blanks between them joined. */
export function joinedStrings(source: string): string[] {
  const found: string[] = [];
  let end = -1;
  for (const match of source.matchAll(token)) {
    const body = match[1];
    if (body === undefined) continue;
    const text = unescaped(body);
    if (end >= 0 && /^(?:\s|\\\n)*$/.test(source.slice(end, match.index)))
      found[found.length - 1] += text;
    else found.push(text);
    end = match.index + match[0].length;
  }
  return found;
}

function unescaped(body: string): string {
  if (!body.includes('\\')) return body;
  return body.replace(/\\(?:x[0-9A-Fa-f]+|[0-7]{1,3}|[\s\S])/g, (sequence) => {
    const code = sequence[1]!;
    if (code === '\n') return '';
    if (code === 'n' || code === 't' || code === 'r') return ' ';
    return /[x0-7]/.test(code) ? '' : code;
  });
}

/** Files of the running kernel's sources, in order. */
export function sourcesBelow(tree: string): string[] {
  const found: string[] = [];
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(tree, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (/\.[chS]$|\.rs$/.test(entry.name)) found.push(path);
    }
  };
  const present = new Set(readdirSync(tree));
  folders.filter((folder) => present.has(folder)).forEach(visit);
  return found.sort();
}
