// In: a library that was read without errors. Out: `dist/`, whole: the site, the graph, the command
// line. Everything is made aside and put in place by rename at the end, so that an error or a crash
// leaves the last good build as it was, and two builds at once do not mix.

import { copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { close as closePagefind } from 'pagefind';
import type { Knowledge } from '../model/knowledge.ts';
import type { SiteInput } from '../site/site-input.ts';
import { bundleCli, type CliLibrary } from './bundle-cli.ts';
import { bundleClient } from './bundle-client.ts';
import { checksumLine, checksums } from './checksums.ts';
import { filesBelow } from './files-below.ts';
import { finishPages } from './finish-pages.ts';
import { makeInstallable } from './installable.ts';
import { writeOrganisationAssets } from './organisation-assets.ts';
import type { BrokenLink } from './page-links.ts';
import { renderPages } from './render-pages.ts';
import { openScratch } from './scratch-folder.ts';
import { SearchIndex, writeSearchIndex } from './search-index.ts';
import { SearchWords } from './search-words.ts';
import { billOfMaterials, licenseTexts, shippedPackages } from './shipped-packages.ts';
import { PackedPages, singleFile } from './single-file.ts';
import { knowledgeScript, samplesScript, type WizardSample } from './site-scripts.ts';
import { swapDirectory } from './swap-directory.ts';
import { zipFolder } from './zip-folder.ts';

export interface BuildInput {
  site: SiteInput;
  knowledge: Knowledge;
  samples: WizardSample[];
  /** Of the organisation whose own lies over the library. */
  logo: { name: string; bytes: Uint8Array } | null;
  /** The library alone, for the command line. */
  library: CliLibrary;
  /** The folder to put in place. */
  out: string;
}

export interface BuildResult {
  pages: number;
  /** Links between pages that lead nowhere: a draft may have some. */
  brokenLinks: BrokenLink[];
  siteBytes: number;
  singleFileBytes: number;
  zipBytes: number;
  cliBytes: number;
}

const project = fileURLToPath(new URL('../../', import.meta.url));

export async function buildSite(input: BuildInput): Promise<BuildResult> {
  // Beside the target: a rename does not cross file systems.
  const scratch = await openScratch(input.out);
  try {
    const dist = join(scratch, 'dist');
    const site = join(dist, 'site');
    const assets = join(site, 'assets');
    await mkdir(dist);
    await renderPages(input.site, site);
    await mkdir(assets, { recursive: true });
    const [ofPages, ofCli] = await Promise.all([
      bundleClient(join(project, 'src/site'), assets),
      bundleCli(
        join(project, 'src/cli/main.ts'),
        input.knowledge,
        input.library,
        join(dist, 'panicroom.mjs'),
      ),
      writeFile(join(assets, 'knowledge.js'), knowledgeScript(input.knowledge)),
      writeFile(join(assets, 'samples.js'), samplesScript(input.samples)),
      writeFile(join(dist, 'graph.json'), `${JSON.stringify(input.site.graph, null, 1)}\n`),
    ]);
    await writeOrganisationAssets(assets, input.site.organisation, input.logo);
    const [searchIndex, words, packed] = [
      await SearchIndex.open(),
      new SearchWords(),
      new PackedPages(),
    ];
    const { pages, brokenLinks } = await finishPages(site, [searchIndex, words, packed]);
    await writeSearchIndex(site, await searchIndex.files(), words.words());
    const single = singleFile(site, packed);
    await writeFile(join(dist, 'panicroom.html'), single);
    await rm(join(assets, 'single-file.js'));
    await makeInstallable(site, join(project, 'src/site/client'));
    const packages = await shippedPackages([...ofPages, ...ofCli], project, ['pagefind']);
    await writeFile(join(dist, 'sbom.cdx.json'), billOfMaterials(packages));
    await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), licenseTexts(packages));
    await copyFile(join(project, 'LICENSE'), join(dist, 'LICENSE'));
    await writeFile(join(dist, 'SHA256SUMS'), await checksums(dist));
    const zip = await zipFolder(dist, 'panicroom', ['panicroom.mjs']);
    await writeFile(join(dist, 'panicroom.zip'), zip);
    await writeFile(join(dist, 'panicroom.zip.sha256'), checksumLine('panicroom.zip', zip));
    const result = {
      pages,
      brokenLinks,
      siteBytes: await folderBytes(site),
      singleFileBytes: Buffer.byteLength(single),
      zipBytes: zip.length,
      cliBytes: (await stat(join(dist, 'panicroom.mjs'))).size,
    };
    await swapDirectory(dist, input.out, join(scratch, 'retired'));
    return result;
  } finally {
    await closePagefind();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function folderBytes(folder: string): Promise<number> {
  const paths = await filesBelow(folder);
  const sizes = await Promise.all(
    paths.map((path) => stat(join(folder, path)).then(({ size }) => size)),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
