// In: a fragment, Pagefind's text of one page. Out: what search shows of the page, as a classic script:
// it is read as it is, without being unpacked and cut up while somebody waits.

import { gunzipSync } from 'node:zlib';
import type { SearchedPage } from '../model/searched-page.ts';

interface Fragment {
  url: string;
  content: string;
  meta: Record<string, string>;
  anchors: { element: string; id: string; text?: string; title?: string; location: number }[];
}

const signature = 'pagefind_dcd';

/** Throws where it has another shape than the installed Pagefind writes. */
export function readFragment(content: Uint8Array): SearchedPage {
  const text = gunzipSync(content).toString('utf8');
  if (!text.startsWith(signature)) throw new Error('A Pagefind fragment of another shape.');
  const {
    url,
    content: words,
    meta,
    anchors,
  } = JSON.parse(text.slice(signature.length)) as Fragment;
  return {
    address: url.replace(/^\/+/, ''),
    title: meta.title ?? url,
    type: meta.type ?? '',
    content: wordsOf(words).join(' '),
    sections: anchors
      .map(({ element, id, text, title, location }) => ({
        location,
        id,
        title: (title?.trim() || (/^h\d$/i.test(element) && text?.trim())) as string,
      }))
      .filter(({ title }) => title)
      .sort((one, other) => one.location - other.location),
  };
}

/** As Pagefind counts them; a word never holds a space. */
function wordsOf(content: string): string[] {
  if (!content.includes('\u200B')) return content.split(/[^\S\uFEFF]+/);
  return content.split('\u200B').map((word) => word.replace(/\s+/g, '\u00A0'));
}

export const searchedPageAsScript = (id: string, page: SearchedPage): string =>
  `panicroomSearchPage(${JSON.stringify(id)},${JSON.stringify(JSON.stringify(page))});\n`;
