// In: a finished site. Out: beside its pages a web app manifest, and a service worker that knows all
// files with their digests. Both name nothing but what is in the folder, so that the same site gives
// the same worker, below whatever path it is put.

import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { DefaultTreeAdapterTypes } from 'parse5';
import type { SiteFiles } from '../site/client/site-files.ts';
import { classic } from './bundle-client.ts';
import { filesBelow } from './files-below.ts';
import { firstElement } from './html-tree.ts';

const manifestName = 'manifest.webmanifest';
const workerName = 'service-worker.js';

/**
 * Says in a page that a worker stands beside the site; its script does the rest where it comes over http.
 * A link to the manifest in the page itself would be an error in the console of each page on file://.
 */
export function markInstallable(tree: DefaultTreeAdapterTypes.Document): void {
  firstElement(tree, 'html').attrs.push({ name: mark, value: '' });
}

/** The single file has no worker beside it. */
export function unmarkInstallable(tree: DefaultTreeAdapterTypes.Document): void {
  const html = firstElement(tree, 'html');
  html.attrs = html.attrs.filter(({ name }) => name !== mark);
}

const mark = 'data-installable';

/** Call it last: what is written afterwards is not kept. */
export async function makeInstallable(
  site: string,
  clientFolder: string,
  digestOf: (path: string) => string,
): Promise<void> {
  await writeFile(join(site, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  const files = await siteFiles(site, digestOf);
  const bundle = await build({
    ...classic,
    entryPoints: [join(clientFolder, 'service-worker.ts')],
    write: false,
  });
  await writeFile(
    join(site, workerName),
    `const panicroomFiles=${JSON.stringify(files)};\n${bundle.outputFiles[0]!.text}`,
  );
}

const manifest = {
  name: 'Panicroom',
  short_name: 'Panicroom',
  description: 'Kernel failures: what it is, what to save and what to do. Works offline.',
  start_url: './index.html',
  scope: './',
  display: 'standalone',
  background_color: '#fbfaf8',
  theme_color: '#fbfaf8',
  icons: [{ src: 'assets/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
};

async function siteFiles(site: string, digestOf: (path: string) => string): Promise<SiteFiles> {
  const paths = (await filesBelow(site)).filter((path) => path !== workerName);
  const files = Object.fromEntries(paths.map((path) => [path, digestOf(path).slice(0, 16)]));
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  return { version, files };
}
