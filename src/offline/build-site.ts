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
import { FileDigests, sha256 } from './file-digests.ts';
import { filesBelow } from './files-below.ts';
import type { FinishedPage } from './finish-pages.ts';
import { makeInstallable } from './installable.ts';
import { makePages } from './make-pages.ts';
import { writeOrganisationAssets } from './organisation-assets.ts';
import { type BrokenLink, PageLinks } from './page-links.ts';
import { type KeptPages, PageStore } from './page-store.ts';
import { openScratch } from './scratch-folder.ts';
import { SearchIndex, writeSearchIndex } from './search-index.ts';
import { SearchWords } from './search-words.ts';
import { billOfMaterials, licenseTexts, shippedPackages } from './shipped-packages.ts';
import { PackedPages, singleFile } from './single-file.ts';
import { knowledgeScript, samplesScript, type WizardSample } from './site-scripts.ts';
import { swapDirectory } from './swap-directory.ts';
import { type Deflated, type DeflatedFiles, deflateFiles, zipFiles } from './zip-folder.ts';

export interface BuildInput {
  site: SiteInput;
  knowledge: Knowledge;
  samples: WizardSample[];
  /** Of the organisation whose own lies over the library. */
  logo: { name: string; bytes: Uint8Array } | null;
  /** The library alone, for the command line. */
  library: CliLibrary;
  /** Pages of earlier builds, and where to keep those of this one; null: all are made. */
  kept: KeptPages | null;
  /** The folder to put in place. */
  out: string;
}

export interface BuildResult {
  pages: number;
  /** Those among them that were not there from an earlier build. */
  rendered: number;
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
    await mkdir(assets, { recursive: true });
    const made = new MadePages(await SearchIndex.open());
    const store = input.kept && new PageStore(input.kept);
    // Other programs do most of it: Pagefind reads pages and esbuild bundles while the next page is finished.
    const { beside: shipped, ...counts } = await makePages(input.site, site, store, {
      take: (page) => made.take(page),
      beside: () => writeBundles(input, dist),
    });
    await writeOrganisationAssets(assets, input.site.organisation, input.logo);
    const digests = new FileDigests(dist, made.digests);
    const zipped = new ZippedFiles(dist, made.deflated, digests, store);
    // Threads pack what is large while Pagefind ends.
    await zipped.begin();
    await writeSearchIndex(site, await made.searchIndex.files(), made.words.words());
    const packing = singleFile(site, made.packed);
    await rm(join(assets, 'single-file.js'));
    const digestOf = (path: string) => digests.of(`site/${path}`);
    await makeInstallable(site, join(project, 'src/site/client'), digestOf);
    const single = await packing;
    await writeFile(join(dist, 'panicroom.html'), single);
    const packages = await shippedPackages(shipped, project, ['pagefind']);
    await writeFile(join(dist, 'sbom.cdx.json'), billOfMaterials(packages));
    await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), licenseTexts(packages));
    await copyFile(join(project, 'LICENSE'), join(dist, 'LICENSE'));
    await writeFile(join(dist, 'SHA256SUMS'), checksums(await filesBelow(dist), digests));
    const zip = zipFiles(await zipped.files(), 'panicroom', ['panicroom.mjs']);
    await writeFile(join(dist, 'panicroom.zip'), zip);
    await writeFile(join(dist, 'panicroom.zip.sha256'), checksumLine('panicroom.zip', sha256(zip)));
    const result = {
      ...counts,
      brokenLinks: made.links.broken(),
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

/** What the build knows of its pages, told of one after another. */
class MadePages {
  readonly searchIndex: SearchIndex;
  readonly links = new PageLinks();
  readonly words = new SearchWords();
  readonly packed = new PackedPages();
  /** By the path from `dist`, as the next. */
  readonly digests = new Map<string, string>();
  readonly deflated = new Map<string, Deflated>();

  constructor(searchIndex: SearchIndex) {
    this.searchIndex = searchIndex;
  }

  async take(page: FinishedPage): Promise<void> {
    const { path, words, packed } = page;
    this.links.add(path, page.links);
    this.digests.set(`site/${path}`, page.digest);
    this.deflated.set(`site/${path}`, page.deflated);
    if (packed !== null) this.packed.add(packed);
    if (words === null) return;
    this.words.add(words);
    await this.searchIndex.add(path, Buffer.from(page.html).toString());
  }
}

/** Scripts, data and the command line. Returns the files that are in them, as paths from the working folder. */
async function writeBundles(input: BuildInput, dist: string): Promise<string[]> {
  const assets = join(dist, 'site/assets');
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
  return [...ofPages, ...ofCli];
}

/** All files of `dist` as the zip holds them. Most of the search index is as it was in the build before. */
class ZippedFiles {
  readonly #dist: string;
  readonly #pages: ReadonlyMap<string, Deflated>;
  readonly #digests: FileDigests;
  readonly #store: PageStore | null;
  #known: ReadonlyMap<string, Deflated> = new Map();
  #begun: Promise<DeflatedFiles> = Promise.resolve(new Map());

  constructor(
    dist: string,
    pages: ReadonlyMap<string, Deflated>,
    digests: FileDigests,
    store: PageStore | null,
  ) {
    this.#dist = dist;
    this.#pages = pages;
    this.#digests = digests;
    this.#store = store;
  }

  /** Begins with what is there when it is called: that may be removed, but it is not written again. */
  async begin(): Promise<void> {
    this.#known = (await this.#store?.findFiles()) ?? this.#known;
    this.#begun = this.#packed(await filesBelow(this.#dist), new Map());
    // `files()` says it.
    this.#begun.catch(() => {});
  }

  async files(): Promise<DeflatedFiles> {
    const files = await this.#packed(await filesBelow(this.#dist), await this.#begun);
    if (this.#store !== null && (await this.#store.isCurrent())) {
      const others = [...files].filter(([path]) => !this.#pages.has(path));
      const byDigest = others.map(([path, file]) => [this.#digests.of(path), file] as const);
      await this.#store.keepFiles(new Map(byDigest));
    }
    return files;
  }

  #packed(paths: readonly string[], begun: DeflatedFiles): Promise<DeflatedFiles> {
    return deflateFiles(
      this.#dist,
      paths,
      (path) => this.#pages.get(path) ?? begun.get(path) ?? this.#known.get(this.#digests.of(path)),
    );
  }
}

async function folderBytes(folder: string): Promise<number> {
  const paths = await filesBelow(folder);
  const sizes = await Promise.all(
    paths.map((path) => stat(join(folder, path)).then(({ size }) => size)),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
