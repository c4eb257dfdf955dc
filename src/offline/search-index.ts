// In: the finished pages, one after another. Out: Pagefind's index of them as side scripts under
// `search-index/`, what is shown of each page beside it, and its searcher as `assets/pagefind.js`. What every
// search begins with is one file, `start.js`: the engine, where each hit leads to, and the words of the site,
// for mending a mistyped query.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as pagefind from 'pagefind';
import type { PageTable } from '../model/searched-page.ts';
import { packed } from './packed.ts';
import {
  isSearchFile,
  isStartFile,
  pagefindAsClassicScript,
  searchFileAsScript,
} from './pagefind-classic.ts';
import { readFragment, searchedPageAsScript } from './searched-pages.ts';

export interface PagefindOutput {
  path: string;
  content: Uint8Array;
}

/** Pages that Pagefind may be given before it has answered for the first of them. */
const mostUnderWay = 32;

/**
 * Pagefind is a process of its own: it reads pages while the build makes the next ones ready. Whoever opened
 * the last of these calls Pagefind's `close()`.
 */
export class SearchIndex {
  readonly #index: pagefind.PagefindIndex;
  readonly #underWay = new Set<Promise<void>>();
  #failure: Error | null = null;

  private constructor(index: pagefind.PagefindIndex) {
    this.#index = index;
  }

  static async open(): Promise<SearchIndex> {
    const { index, errors } = await pagefind.createIndex({
      includeCharacters: '_',
      forceLanguage: 'en',
    });
    if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`);
    return new SearchIndex(index);
  }

  /**
   * Resolves when it can take the next. The order of the pages decides their numbers in the index. Pages without
   * `data-pagefind-body` need not come: it reads them and then leaves them out.
   */
  async add(path: string, html: string): Promise<void> {
    const page = { sourcePath: path, url: path, content: html };
    const answer = this.#index.addHTMLFile(page).then(
      ({ errors }) => {
        if (errors.length > 0)
          this.#failure ??= new Error(`Pagefind, ${path}: ${errors.join('; ')}`);
      },
      (error: unknown) => {
        this.#failure ??= new Error(`Pagefind, ${path}: it ended`, { cause: error });
      },
    );
    this.#underWay.add(answer);
    void answer.then(() => this.#underWay.delete(answer));
    if (this.#underWay.size >= mostUnderWay) await Promise.race(this.#underWay);
  }

  /** Pagefind's own output for the pages, in memory. Throws what it said against one of them. */
  async files(): Promise<PagefindOutput[]> {
    await Promise.all(this.#underWay);
    try {
      if (this.#failure !== null) throw this.#failure;
      const { errors, files } = await this.#index.getFiles();
      if (errors.length > 0) throw new Error(`Pagefind: ${errors.join('; ')}`);
      return files;
    } finally {
      await this.#index.deleteIndex();
    }
  }
}

export async function writeSearchIndex(
  siteFolder: string,
  files: readonly PagefindOutput[],
  words: readonly string[],
): Promise<void> {
  const script = files.find((file) => file.path === 'pagefind.js');
  if (!script) throw new Error('Pagefind made no pagefind.js: its output has another shape now.');
  const classic = await pagefindAsClassicScript(Buffer.from(script.content).toString('utf8'));
  writeFileSync(join(siteFolder, 'assets/pagefind.js'), classic);
  const folder = join(siteFolder, 'search-index');
  const start: PagefindOutput[] = [];
  for (const file of files.filter((each) => isSearchFile(each.path))) {
    if (isStartFile(file.path)) {
      start.push(file);
      continue;
    }
    const target = join(folder, `${file.path}.js`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, searchFileAsScript(file));
  }
  mkdirSync(join(folder, 'page'), { recursive: true });
  const table: PageTable = {};
  for (const { path, content } of files) {
    const id = /^fragment\/(.*)\.pf_fragment$/.exec(path)?.[1];
    if (id === undefined) continue;
    const page = readFragment(content);
    table[id] = [page.address, page.title, page.type];
    writeFileSync(join(folder, 'page', `${id}.js`), searchedPageAsScript(id, page));
  }
  start.push({ path: 'pages.json', content: packed(JSON.stringify(table)) });
  start.push({ path: 'words.txt', content: packed(words.join(' ')) });
  // In one file: each would cost a first search some milliseconds of its own.
  // In a page that is being left it may come without the script that reads it.
  const calls = start.map(searchFileAsScript).join('');
  writeFileSync(join(folder, 'start.js'), `if(globalThis.panicroomSearchFile){\n${calls}}\n`);
}
