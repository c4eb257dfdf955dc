// A site of any number of runbooks, for measuring its search: pages that were built, copied in editions
// that have words of their own, so that an index is as large and as varied as one of so many runbooks
// would be. Building a thousand takes minutes, and search sees nothing but the finished pages.
//
// The same number gives the same pages. Code, addresses and headings stay as they are.

import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter } from 'parse5';
import { listPages } from '../../src/offline/finish-pages.ts';
import { attributeOf, elementsOf, readHtml, writeHtml } from '../../src/offline/html-tree.ts';
import {
  type PagefindOutput,
  SearchIndex,
  writeSearchIndex,
} from '../../src/offline/search-index.ts';
import { SearchWords, wordCounts } from '../../src/offline/search-words.ts';

type Element = DefaultTreeAdapterTypes.Element;
type Text = DefaultTreeAdapterTypes.TextNode;

/** A runbook's page, and what people search for it by. */
export interface SyntheticPage {
  /** Below the site's folder, with forward slashes. */
  file: string;
  title: string;
  symptoms: string[];
  /** The text that search knows of the page, its code aside. */
  prose: string;
}

/** Pages of other kinds are copied as they are; the index is not. */
const leftOut = new Set(['runbooks', 'authors', 'search-index']);
const codeElements = new Set(['pre', 'code', 'script', 'style']);

export interface SyntheticSite {
  /** The runbooks' pages. */
  pages: SyntheticPage[];
  /** Pagefind's own of the same pages. */
  stock: PagefindOutput[];
}

/**
 * A site with as many runbooks, and its index as the build makes it. `out` must not be there. Whoever made
 * the last one calls Pagefind's `close()`.
 */
export async function writeSyntheticSite(
  built: string,
  out: string,
  count: number,
): Promise<SyntheticSite> {
  await mkdir(out, { recursive: true });
  for (const name of await readdir(built)) {
    if (!leftOut.has(name)) await cp(join(built, name), join(out, name), { recursive: true });
  }
  const [index, words] = [await SearchIndex.open(), new SearchWords()];
  const add = async (path: string, tree: DefaultTreeAdapterTypes.Document, html: string) => {
    const counts = wordCounts(tree);
    if (counts === null) return;
    await index.add(path, html);
    words.add(counts);
  };
  for (const path of listPages(out)) {
    const html = await readFile(join(out, path), 'utf8');
    await add(path, readHtml(html), html);
  }
  const runbooks = listPages(join(built, 'runbooks')).filter((file) => file.includes('/'));
  const pages: SyntheticPage[] = [];
  for (const [at, file] of runbooks.entries()) {
    const tree = readHtml(await readFile(join(built, 'runbooks', file), 'utf8'));
    const inEdition = openPage(tree);
    for (let edition = 0; at + edition * runbooks.length < count; edition++) {
      const page = inEdition(edition, posix.join('runbooks', fileOf(file, edition)));
      const html = writeHtml(tree);
      await mkdir(join(out, dirname(page.file)), { recursive: true });
      await writeFile(join(out, page.file), html);
      await add(page.file, tree, html);
      pages.push(page);
    }
  }
  const stock = await index.files();
  await writeSearchIndex(out, stock, words.words());
  return { pages, stock };
}

/** `memory/oom-kill/index.html` → `memory/oom-kill-3/index.html`. */
const fileOf = (file: string, edition: number) =>
  edition === 0 ? file : posix.join(`${dirname(file)}-${edition}`, basename(file));

/** Keeps the page's words as they were, so that one tree serves for all editions: what is returned changes it. */
function openPage(
  tree: DefaultTreeAdapterTypes.Document,
): (edition: number, file: string) => SyntheticPage {
  const main = [...elementsOf(tree)].find(
    (element) => attributeOf(element, 'data-pagefind-body') !== undefined,
  );
  if (main === undefined) throw new Error('A runbook page without data-pagefind-body.');
  const texts = searchedTexts(main).map((node) => ({ node, original: node.value }));
  const heading = [...elementsOf(main)].find(({ tagName }) => tagName === 'h1');
  const symptoms = [...elementsOf(main)].find(
    (element) =>
      element.tagName === 'section' && attributeOf(element, 'aria-labelledby') === 'symptoms',
  );
  if (heading === undefined) throw new Error('A runbook page without a heading.');
  return (edition, file) => {
    for (const { node, original } of texts) node.value = wordsInEdition(original, edition);
    const last = searchedTexts(heading).at(-1);
    if (edition > 0 && last !== undefined) last.value += ` ${edition}`;
    return {
      file,
      title: textOf(heading),
      symptoms: (symptoms === undefined ? [] : [...elementsOf(symptoms)])
        .filter(({ tagName }) => tagName === 'li')
        .map((item) => textOf(item)),
      prose: texts.map(({ node }) => node.value).join(' '),
    };
  };
}

function searchedTexts(element: Element): Text[] {
  return element.childNodes.flatMap((child) => {
    if (defaultTreeAdapter.isTextNode(child)) return [child];
    if (!defaultTreeAdapter.isElementNode(child) || codeElements.has(child.tagName)) return [];
    return attributeOf(child, 'data-pagefind-ignore') === undefined ? searchedTexts(child) : [];
  });
}

function textOf(element: Element): string {
  return element.childNodes
    .map((child) => {
      if (defaultTreeAdapter.isTextNode(child)) return child.value;
      return defaultTreeAdapter.isElementNode(child) ? textOf(child) : '';
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

const consonants = 'bcdfghjklmnpqrstvwxz';
const vowels = 'aeiou';
/** Written as it is: a word keeps its ending, so that it is reduced to its stem as before. */
const wordOfProse = /(?<![\w/.-])([A-Z]?[a-z]{3,}?)(tion|ment|able|ing|ed|ly|es|s|)(?![\w/-])/g;

/** Of the words of six letters and more, a third are others in each edition. */
export function wordsInEdition(text: string, edition: number): string {
  if (edition === 0) return text;
  return text.replace(wordOfProse, (word: string, stem: string, ending: string) => {
    const sum = [...stem.toLowerCase()].reduce((total, letter) => total + letter.charCodeAt(0), 0);
    if (word.length < 6 || (sum + edition) % 3 !== 0) return word;
    return spelledAnew(stem, edition) + ending;
  });
}

/** Consonants stay consonants and vowels vowels, and hardly a letter stays: no near word is made. */
function spelledAnew(stem: string, edition: number): string {
  const byConsonant = 1 + ((edition - 1) % (consonants.length - 1));
  const byVowel = 1 + ((edition - 1) % (vowels.length - 1));
  return stem.replace(/[a-z]/gi, (letter) => {
    const small = letter.toLowerCase();
    const [row, by] = vowels.includes(small) ? [vowels, byVowel] : [consonants, byConsonant];
    if (!row.includes(small)) return letter;
    const other = row[(row.indexOf(small) + by) % row.length]!;
    return letter === small ? other : other.toUpperCase();
  });
}
