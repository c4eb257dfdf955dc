// A heading's, lead-in's or item's words → title, number, and what the number was called.
//
//     Step 2: Analyze vmcore (if available)      1. Hardware Failure:
//     ^~~~ ^  ^~~~~~~~~~~~~~                     ^  ^~~~~~~~~~~~~~~~
//     marker number title                        number title

import type { SectionRole } from '../model/runbook.ts';
import type { SectionWords } from './section-words.ts';
import { fillerWords, longTermWords, numberedWords, sectionWords } from './section-words.ts';

export interface HeadingTitle {
  title: string;
  number: number | null;
  marker: 'step' | 'option' | 'cause' | null;
}

const marked = new RegExp(
  `^(${Object.keys(numberedWords).join('|')})\\s+#?(\\d{1,3}|[a-z])\\s*(?:[:.)\\u2013\\u2014-]\\s*|\\s)(\\S.*)$`,
  'i',
);
const numbered = /^(?:\d{1,3}\.)*(\d{1,3})(?:[.):]\s*|\s+(?=\p{L}))(\S.*)$/u;

export function headingTitle(text: string): HeadingTitle {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/^(?:\p{Extended_Pictographic}|\u200D|\uFE0F|\s)+(?=\S)/u, '')
    .trim();
  const clean = (title: string) => title.replace(/\s*:\s*$/, '').trim() || title.trim();
  const word = marked.exec(plain);
  if (word) {
    const number = /^\d+$/.test(word[2]!) ? Number(word[2]) : null;
    return { title: clean(word[3]!), number, marker: numberedWords[word[1]!.toLowerCase()]! };
  }
  const count = numbered.exec(plain);
  // "2 disks failed" is a sentence, "2. Disks" and "1.2 Disks" are numbered.
  if (count && /^[\d.]*[.):]/.test(plain)) {
    return { title: clean(count[2]!), number: Number(count[1]), marker: null };
  }
  return { title: clean(plain), number: null, marker: null };
}

/** Lower-case words with single spaces: how wordings are compared. */
export function normalWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/['\u2019]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const phrases = sectionWords.flatMap((row: SectionWords, order) => [
  ...row.words.map((text) => ({ role: row.role, text, order, whole: false })),
  ...row.whole.map((text) => ({ role: row.role, text, order, whole: true })),
]);
phrases.sort((a, b) => b.text.split(' ').length - a.text.split(' ').length || a.order - b.order);

/** The role that a title's wording names; `whole`: only where little else stands in the title. */
export function roleOfTitle(title: string, whole: boolean): SectionRole | null {
  const words = ` ${normalWords(title)} `;
  for (const phrase of phrases) {
    const at = words.indexOf(` ${phrase.text} `);
    if (at < 0) continue;
    if (!whole && !phrase.whole) return phrase.role;
    const rest = `${words.slice(0, at)} ${words.slice(at + phrase.text.length + 1)}`;
    if (rest.split(' ').every((word) => word === '' || fillerWords.has(word))) return phrase.role;
  }
  return null;
}

export function isLongTerm(title: string): boolean {
  const words = ` ${normalWords(title)} `;
  return longTermWords.some((phrase) => words.includes(` ${phrase} `));
}
