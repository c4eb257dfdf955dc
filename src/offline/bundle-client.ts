// The browser's code as classic scripts: module scripts, worker files and fetch are refused on
// file://, so each entry is one self-contained function, and the triage worker travels inside the
// wizard as a text that is started from a Blob.

import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/** How every script of a page is bundled. */
export const classic = {
  bundle: true,
  format: 'iife',
  minify: true,
  target: ['chrome120', 'firefox120', 'safari17'],
  legalComments: 'none',
  charset: 'utf8',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'silent',
} satisfies BuildOptions;

/**
 * `import text from 'panicroom:triage-worker'` gives the bundled worker as a string. `took` is told which
 * files are in it.
 */
export function workerAsText(
  clientFolder: string,
  took: (inputs: string[]) => void = () => {},
): Plugin {
  return {
    name: 'panicroom-triage-worker',
    setup(setup) {
      setup.onResolve({ filter: /^panicroom:triage-worker$/ }, (resolved) => ({
        path: resolved.path,
        namespace: 'panicroom',
      }));
      setup.onLoad({ filter: /.*/, namespace: 'panicroom' }, async () => {
        const worker = await build({
          ...classic,
          entryPoints: [join(clientFolder, 'triage-worker.ts')],
          write: false,
          metafile: true,
        });
        took(Object.keys(worker.metafile.inputs));
        return { contents: worker.outputFiles[0]!.text, loader: 'text' };
      });
    },
  };
}

/**
 * Bundles the entries of `client/` and the style sheet into `assets`. Returns the files that are in them,
 * as paths from the working folder.
 * Throws esbuild's error, with file and line, where a source does not compile.
 */
export async function bundleClient(siteFolder: string, assets: string): Promise<string[]> {
  const client = join(siteFolder, 'client');
  const entries = ['theme.ts', 'page.ts', 'search.ts', 'taint.ts', 'wizard.tsx', 'single-file.ts'];
  const ofWorker: string[] = [];
  const { metafile } = await build({
    ...classic,
    entryPoints: entries.map((entry) => join(client, entry)),
    outdir: assets,
    metafile: true,
    plugins: [workerAsText(client, (inputs) => ofWorker.push(...inputs))],
  });
  await build({
    bundle: true,
    minify: true,
    target: classic.target,
    logLevel: 'silent',
    entryPoints: [
      'site.css',
      'lists.css',
      'wizard-log.css',
      'report-picture.css',
      'binder.css',
      'author.css',
    ].map((sheet) => join(siteFolder, 'styles', sheet)),
    outdir: assets,
  });
  return [...Object.keys(metafile.inputs), ...ofWorker];
}
