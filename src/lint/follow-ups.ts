// What follows from a mistake that is told already. Where the head of a file cannot be read, everything
// that stands in it seems to be missing, and an author who sees `kinds:` there would doubt the rest.

import type { Diagnostic } from '../model/diagnostic.ts';

const headUnread = new Set([
  'parse/front-matter-yaml',
  'parse/front-matter-unclosed',
  'parse/front-matter-too-long',
]);
const valueRefused = 'parse/front-matter-value';
/** Rules that ask for something in the head. */
const asksOfHead = new Set(['kinds/none', 'review/no-date', 'review/no-source']);

export function withoutFollowUps(found: readonly Diagnostic[]): Diagnostic[] {
  const unread = new Set(found.filter(({ code }) => headUnread.has(code)).map(({ file }) => file));
  const refused = new Set(found.filter(({ code }) => code === valueRefused).map(placeOf));
  return found.filter(
    (each) => !asksOfHead.has(each.code) || (!unread.has(each.file) && !refused.has(placeOf(each))),
  );
}

const placeOf = ({ file, span }: Diagnostic) => `${span.start.line} ${file}`;
