// Runs Astro over src/site with the library that was read. In: that library. Out: each page as Astro made it,
// with addresses from the root, in the order of their paths, and a folder of what is no page.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
// @ts-expect-error The settings file is JavaScript, as Astro wants it.
import settings from '../../astro.config.mjs';
import type { SiteInput } from '../site/site-input.ts';
import { setSiteInput } from '../site/site-input.ts';
import { openFolder } from './scratch-folder.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

export interface RenderedPages {
  /**
   * Told of a page when it was made, its path from the site's folder with forward slashes; the next is made
   * when it resolves.
   */
  page(path: string, html: string): Promise<void>;
  /** Told last, of the folder that holds all other files; it is gone afterwards. */
  others(folder: string): Promise<void>;
}

/**
 * Astro keeps its intermediate files beside its output where that lies below the working folder, and
 * else in one `.astro` for all: each build gets a folder of its own below the project, where packages
 * are found too, so that two at once do not take each other's files.
 */
export async function renderPages(
  input: SiteInput,
  { page, others }: RenderedPages,
): Promise<void> {
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  const { build } = await import('astro');
  setSiteInput(input);
  const root = await openFolder(join(project, '.build'), 'astro-');
  try {
    await inProject(() =>
      build({
        configFile: false,
        ...settings,
        root,
        srcDir: join(project, 'src/site'),
        publicDir: join(project, 'src/site/static'),
        outDir: join(root, 'pages'),
        cacheDir: join(root, 'cache'),
        logLevel: 'error',
        integrations: [handingOver(page)],
        vite: { cacheDir: join(root, 'vite'), logLevel: 'error' },
      }),
    );
    await others(join(root, 'pages'));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Pages are taken as they are made: what Astro wrote would only be read again, and written a second time. */
function handingOver(page: RenderedPages['page']): AstroIntegration {
  return {
    name: 'panicroom:hand-over-pages',
    hooks: {
      'astro:build:start': ({ setPrerenderer }) =>
        setPrerenderer((own) => ({
          ...own,
          getStaticPaths: async () => {
            const paths = (await own.getStaticPaths()).map((each) => ({
              each,
              file: pageFile(each.pathname),
            }));
            return paths.sort((a, b) => (a.file < b.file ? -1 : 1)).map(({ each }) => each);
          },
          render: async (request, options) => {
            const rendered = await own.render(request, options);
            const response = rendered instanceof Response ? rendered : rendered.response;
            if (!response.ok && response.status !== notFound) {
              throw new Error(`${request.url}: Astro answered ${response.status}.`);
            }
            await page(pageFile(decodeURI(new URL(request.url).pathname)), await response.text());
            // Astro writes no file for a page without a body.
            return new Response(null);
          },
        })),
    },
  };
}

/** What the page says that stands for all that are missing. */
const notFound = 404;

/** `/taint/` → `taint/index.html`, as Astro's `directory` format has it, and as every server looks for `404.html`. */
function pageFile(pathname: string): string {
  const name = pathname.replace(/^\/+|\/+$/g, '');
  if (name === '') return 'index.html';
  return name === '404' ? '404.html' : `${name}/index.html`;
}

async function inProject<Result>(work: () => Promise<Result>): Promise<Result> {
  const startedIn = process.cwd();
  process.chdir(project);
  try {
    return await work();
  } finally {
    process.chdir(startedIn);
  }
}
