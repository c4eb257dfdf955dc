// Other generators, each given the same Markdown in a folder of its own and started by one command line.
// Eleventy and Hugo come without a theme: their pages are a title and the text. Pagefind makes the index
// for both, as it does for us.

import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { plainPage, type SyntheticRunbook } from './synthetic-runbooks.ts';

export interface PeerSite {
  name: string;
  /** Asks for the version; several programs, several lines. */
  versions: string;
  /** For bash, in the folder. */
  build: string;
  /** After an edit of one file; absent where there is no quicker way, or none that works. */
  buildEdited?: string;
  /** The folder of Markdown, the folder that is written, and what a build keeps; below its own. */
  pages: string;
  out: string;
  kept: string[];
  settings: Record<string, string>;
}

const page = (title: string, content: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><main>${content}</main></html>\n`;

/** Those whose programs are there, and the names of programs that are not. */
export function findPeerSites(folder: string): { sites: PeerSite[]; missing: string[] } {
  const missing = new Set<string>();
  const program = (name: string): string | null => {
    const places = [join(folder, 'node_modules/.bin'), join(folder, 'bin')];
    const found = [...places, ...(process.env.PATH ?? '').split(delimiter)]
      .map((place) => join(place, name))
      .find(existsSync);
    if (found === undefined) missing.add(name);
    return found === undefined ? null : `'${found}'`;
  };
  const [eleventy, hugo, mkdocs, pagefind] = ['eleventy', 'hugo', 'mkdocs', 'pagefind'].map(
    program,
  ) as [string | null, string | null, string | null, string | null];
  const sites: PeerSite[] = [];
  if (eleventy !== null && pagefind !== null) {
    sites.push({
      name: 'Eleventy, Pagefind',
      versions: `echo Eleventy $(${eleventy} --version); ${pagefind} --version`,
      build: `${eleventy} --quiet && ${pagefind} --site out`,
      pages: 'src',
      out: 'out',
      kept: ['.cache'],
      settings: {
        'eleventy.config.mjs':
          "export default () => ({ dir: { input: 'src', output: 'out' }, markdownTemplateEngine: false });\n",
        'src/src.json': '{ "layout": "page.njk" }\n',
        'src/_includes/page.njk': page('{{ title }}', '{{ content | safe }}'),
      },
    });
  }
  if (hugo !== null && pagefind !== null) {
    sites.push({
      name: 'Hugo, Pagefind',
      versions: `${hugo} version | cut -d ' ' -f 1-2; ${pagefind} --version`,
      build: `${hugo} --quiet --destination out && ${pagefind} --site out`,
      pages: 'content',
      out: 'out',
      kept: ['resources', '.hugo_build.lock'],
      settings: {
        'hugo.toml':
          'baseURL = "https://runbooks.example/"\ntitle = "Runbooks"\ndisableKinds = ["taxonomy", "term", "RSS"]\n',
        'layouts/_default/single.html': page('{{ .Title }}', '{{ .Content }}'),
        'layouts/_default/list.html': page(
          '{{ .Title }}',
          '{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}',
        ),
      },
    });
  }
  if (mkdocs !== null) {
    sites.push({
      name: 'Material for MkDocs',
      // Behind its version it says where it stands.
      versions: `${mkdocs} --version | sed 's/ from .*//'`,
      build: `${mkdocs} build --quiet --site-dir out`,
      buildEdited: `${mkdocs} build --dirty --quiet --site-dir out`,
      pages: 'docs',
      out: 'out',
      kept: ['.cache'],
      settings: {
        'mkdocs.yml':
          'site_name: Runbooks\nsite_url: https://runbooks.example/\ntheme:\n  name: material\n  font: false\n',
      },
    });
  }
  return { sites, missing: [...missing] };
}

export async function writePeerSite(
  site: PeerSite,
  folder: string,
  runbooks: readonly SyntheticRunbook[],
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const pages = runbooks.map(
    (runbook) => [join(site.pages, runbook.file), plainPage(runbook)] as const,
  );
  for (const [file, text] of [...Object.entries(site.settings), ...pages]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}
