// Runs Astro over src/site with the library that was read. In: that library and an empty folder.
// Out: the pages in it, with addresses from the root.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SiteInput } from '../site/site-input.ts';
import { setSiteInput } from '../site/site-input.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** `scratch` takes Astro's caches, so that two builds at once do not share any. */
export async function renderPages(input: SiteInput, out: string, scratch: string): Promise<void> {
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  const { build } = await import('astro');
  setSiteInput(input);
  await build({
    root: project,
    outDir: out,
    cacheDir: join(scratch, 'astro'),
    logLevel: 'error',
    vite: { cacheDir: join(scratch, 'vite'), logLevel: 'error' },
  });
}
