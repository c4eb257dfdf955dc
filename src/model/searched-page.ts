// A page as search shows it: what the site's own side file of the page holds.

export interface SearchedPage {
  /** From the site's root. */
  address: string;
  title: string;
  /** `Runbook`, `Reference`. */
  type: string;
  /** Its words with one space between, so that the place of each is known by counting. */
  content: string;
  /** With headings of their own, in the order of the page. */
  sections: { /** Of the first word. */ location: number; id: string; title: string }[];
}

/** Where each hit leads to, by Pagefind's name of the page: read once, before a page's own file is. */
export type PageTable = Record<string, [address: string, title: string, type: string]>;
