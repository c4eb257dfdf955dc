// In: the finished pages. Out: Pagefind's index of them as side scripts under `search-index/`, its
// searcher as `assets/pagefind.js`, and the words of the site, for mending a mistyped query.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as pagefind from 'pagefind';
import { isSearchFile, pagefindAsClassicScript, searchFileAsScript } from './pagefind-classic.ts';
import { listPages } from './post-process.ts';
import { searchWords } from './search-words.ts';

export interface PagefindOutput {
  path: string;
  content: Uint8Array;
}

/** Pagefind's own output for the pages below `siteFolder`, in memory. Throws its errors together. */
export async function runPagefind(siteFolder: string): Promise<PagefindOutput[]> {
  const made = await pagefind.createIndex({ includeCharacters: '_', forceLanguage: 'en' });
  const index = made.index;
  if (!index) throw new Error(`Pagefind did not start: ${made.errors.join('; ')}`);
  try {
    for (const page of await listPages(siteFolder)) {
      const content = await readFile(join(siteFolder, page), 'utf8');
      const { errors } = await index.addHTMLFile({ sourcePath: page, url: page, content });
      if (errors.length > 0) throw new Error(`Pagefind, ${page}: ${errors.join('; ')}`);
    }
    const { errors, files } = await index.getFiles();
    if (errors.length > 0) throw new Error(`Pagefind: ${errors.join('; ')}`);
    return files;
  } finally {
    await index.deleteIndex();
  }
}

export async function writeSearchIndex(siteFolder: string): Promise<void> {
  const files = await runPagefind(siteFolder);
  const script = files.find((file) => file.path === 'pagefind.js');
  if (!script) throw new Error('Pagefind made no pagefind.js: its output has another shape now.');
  const classic = await pagefindAsClassicScript(Buffer.from(script.content).toString('utf8'));
  await writeFile(join(siteFolder, 'assets/pagefind.js'), classic);
  for (const file of files.filter((each) => isSearchFile(each.path))) {
    const target = join(siteFolder, 'search-index', `${file.path}.js`);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, searchFileAsScript(file));
  }
  const words = await searchWords(siteFolder);
  await writeFile(
    join(siteFolder, 'search-index/words.js'),
    `panicroomSearchWords(${JSON.stringify(words.join(' '))});\n`,
  );
}
