// In: what a runbook says to itself ("go on with step 2"). Out: the same with the step's title. A plan
// numbers its steps through, from what is to be saved to what proves that it worked, so the author's
// number would lead to another step there.

import type { Runbook } from '../model/runbook.ts';

const reference = /\b[Ss]tep(s?) (\d{1,2})(?: (and|or) (\d{1,2}))?\b/g;
/** "as in OOM kill, step 4": the step of another runbook. */
const ofAnother = /\b(?:in|of|with) \p{Lu}[^,.;:]*, $/u;

/** How far before a number its runbook is looked for: nobody writes a longer title. */
const titleWithin = 120;

/** Numbers that are no step's, or several steps', stay. */
export function stepNamer({ steps }: Pick<Runbook, 'steps'>): (text: string) => string {
  const titles = new Map<string, string | null>();
  for (const { number, title } of steps) {
    const name = String(number);
    if (number !== null) titles.set(name, titles.has(name) ? null : `“${title}”`);
  }
  return (text) =>
    text.replace(reference, (written: string, several, first, word, second, at: number) => {
      if (ofAnother.test(text.slice(Math.max(0, at - titleWithin), at))) return written;
      const title = titles.get(first) ?? null;
      if (title === null || word === undefined) return title ?? written;
      if (several === '') return `${title} ${word} ${second}`;
      const other = titles.get(second) ?? null;
      return other === null ? written : `${title} ${word} ${other}`;
    });
}
