// How old a runbook's last review is, and from when on that matters.

import { frontMatterPlace } from './front-matter-place.ts';
import type { Finding, LibraryInput } from './rule.ts';

const dayMs = 86_400_000;

/** Days after which a review is due, and after which it is overdue. */
export const dueAfter = 180;

export const overdueAfter = 365;

/** A runbook with this front matter, for examples. */
export const headed = (fields: string) => ({ 'a/b.md': `---\n${fields}\n---\n\n# A title\n` });

export function* reviewsOlder(
  input: LibraryInput,
  after: number,
  before: number,
): Generator<Finding> {
  if (input.today === null) return;
  for (const runbook of input.runbooks) {
    const { reviewed } = runbook.meta;
    if (reviewed === null) continue;
    const days = (Date.parse(input.today) - Date.parse(reviewed)) / dayMs;
    const isFuture = days < -1 && after === dueAfter;
    if (!isFuture && !(days > after && days <= before)) continue;
    yield {
      runbook,
      span: frontMatterPlace(input, runbook, 'reviewed', reviewed),
      message: isFuture
        ? `Its review of ${reviewed} is yet to come.`
        : `Its last review is ${Math.floor(days)} days old.`,
      fix: 'Try its commands again, correct what changed, and write that day here.',
    };
  }
}
