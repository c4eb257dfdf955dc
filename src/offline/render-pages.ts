// Runs Astro over src/site with the library that was read. In: that library. Out: a folder of pages, with
// addresses from the root, for as long as they are looked at.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
// @ts-expect-error The settings file is JavaScript, as Astro wants it.
import settings from '../../astro.config.mjs';
import type { SiteInput } from '../site/site-input.ts';
import { setSiteInput } from '../site/site-input.ts';
import { openFolder } from './scratch-folder.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Astro keeps its intermediate files beside its output where that lies below the working folder, and
 * else in one `.astro` for all: each build gets a folder of its own below the project, where packages
 * are found too, so that two at once do not take each other's files.
 */
export async function renderPages<Result>(
  input: SiteInput,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
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
        vite: { cacheDir: join(root, 'vite'), logLevel: 'error' },
      }),
    );
    return await use(join(root, 'pages'));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
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
