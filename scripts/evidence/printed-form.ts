// A printk format, a runbook's or the kernel's own → the form in which the two are compared: every
// conversion is one mark, because %u became %lu between versions and captures have names in runbooks.
//
//   watchdog: BUG: soft lockup - CPU#%d{cpu} stuck for %us!     a runbook's
//   watchdog: BUG: soft lockup - CPU#· stuck for ·s!            its printed form

import { parseFormat } from '../../src/match/parse-format.ts';

/** Stands for a conversion. */
export const mark = '·';

const anyConversion = /%[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?(?:hh|h|ll|l|L|z|t|j)?[A-Za-z]/g;

export function printedForm(format: string): string {
  const parsed = parseFormat(format);
  if (!parsed.ok) return format.replace(anyConversion, mark).replaceAll('%%', '%');
  return parsed.segments
    .map((segment) => (segment.type === 'literal' ? segment.text : mark))
    .join('');
}

export interface Word {
  text: string;
  start: number;
  end: number;
}

/** The letters and digits of a printed form, word by word. */
export function wordsOf(form: string): Word[] {
  return [...form.matchAll(/[A-Za-z0-9_]+/g)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
}
