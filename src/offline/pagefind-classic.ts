// Pagefind's browser script is a module that fetches its index: both are refused on file://.
// In: that script and the index files as Pagefind made them. Out: classic scripts that give the same
// hits in the same order from a folder as Pagefind gives over http.
//
//   pagefind.js              → assets/pagefind.js   globalThis.panicroomPagefind
//   index/en_69875fd.pf_index → search-index/index/en_69875fd.pf_index.js
//                               panicroomSearchFile("index/en_69875fd.pf_index","<base64>")
//
// Nothing in Pagefind's text is cut by pattern: its free names `fetch`, `Worker`, `setTimeout`,
// `Intl.Segmenter` and `import.meta.url` are bound to ours by the bundler, and the result is checked.

import { build } from 'esbuild';

export interface IndexFile {
  path: string;
  content: Uint8Array;
}

/** Files of Pagefind's output that a search reads; its ready-made interfaces are left out, its texts of
 *  pages (searched-pages.ts has them), and the searcher for pages of unknown language: ours are English. */
export function isSearchFile(path: string): boolean {
  if (path === 'wasm.unknown.pagefind') return false;
  return /\.(?:pf_meta|pf_index|pf_filter|pagefind)$|^pagefind-entry\.json$/.test(path);
}

/** Of these, what every search needs: its engine, and which words are in which file. */
export function isStartFile(path: string): boolean {
  return /\.(?:pf_meta|pagefind)$|^pagefind-entry\.json$/.test(path);
}

/** Throws where the installed Pagefind no longer has the shape that this form relies on. */
export async function pagefindAsClassicScript(script: string): Promise<string> {
  const expected = [
    'fetch(queued.input)',
    'import.meta.url',
    'noWorker',
    'typeof Worker',
    'asyncSleep(50)',
    'typeof Intl.Segmenter',
  ];
  const missing = expected.filter((text) => !script.includes(text));
  if (missing.length > 0) {
    throw new Error(
      `The installed Pagefind has changed: its script no longer contains ${missing.map((text) => `“${text}”`).join(', ')}. ` +
        'Look at how it loads its index now and adapt src/offline/pagefind-classic.ts.',
    );
  }
  const result = await build({
    stdin: { contents: script, loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'panicroomPagefind',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    define: {
      'import.meta.url': '""',
      fetch: 'panicroomReadSearchFile',
      Worker: 'undefined',
      // It waits for its engine by looking for it every 50 ms.
      setTimeout: 'panicroomLookAgain',
      // Its first use takes the browser longer than all else of a query; English needs none.
      'Intl.Segmenter': 'undefined',
    },
  });
  const text = result.outputFiles[0]!.text;
  for (const forbidden of [/(?<![\w.])fetch\(/, /import\.meta/, /new Worker\(/, /\bimport\(/]) {
    if (forbidden.test(text)) {
      throw new Error(
        `Pagefind's script still holds ${forbidden.source} after it was made classic; adapt src/offline/pagefind-classic.ts.`,
      );
    }
  }
  return text;
}

/** A side file: a classic script that hands its bytes to whoever asked for them. */
export function searchFileAsScript(file: IndexFile): string {
  const bytes = Buffer.from(file.content).toString('base64');
  return `panicroomSearchFile(${JSON.stringify(file.path)},"${bytes}");\n`;
}
