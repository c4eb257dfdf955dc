// Symbols and printk words as written (`do_exit`, `EXT4-fs error`) before pages that only hold their parts;
// Pagefind's order otherwise. In: pages in Pagefind's order, and those that an exact search finds. Out: the
// same pages. No page's text is read for it: that took longer than all else of a query.

/** A symbol, a device, a line of a log: what holds but its parts may rank before what holds it. */
export const hasSigns = (query: string) => /[^a-z ]/.test(query.trim());

/**
 * Asks Pagefind for these words one behind the other. Null for one plain word, which says nothing of how it
 * is written.
 */
export function exactly(query: string): string | null {
  const words = query.replaceAll('"', ' ').trim();
  return /[^a-z]/.test(words.toLowerCase()) ? `"${words}"` : null;
}

export function literalFirst<Page extends { id: string }>(
  pages: readonly Page[],
  asWritten: ReadonlySet<string>,
): Page[] {
  const isAsWritten = ({ id }: Page) => asWritten.has(id);
  return [...pages.filter(isAsWritten), ...pages.filter((page) => !isAsWritten(page))];
}
