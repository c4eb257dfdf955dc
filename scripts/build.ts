// Builds dist/: reads the library, says what is wrong with it, and hands it to src/offline.
//
//   node scripts/build.ts [--content DIR] [--overlay DIR] [--out DIR] [--no-cache]
//
// What earlier builds made is taken from .build/cache where it is still the same; `--no-cache` makes all anew.
// `--overlay` lays a folder of an organisation's own over the library: docs/overlay.md.
// Exit 1 where a runbook has an error; the last good build then stays as it was.

import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkoutCache, programDigest } from '../src/cli/checkout-cache.ts';
import { formatDiagnostics } from '../src/library/format-diagnostics.ts';
import { readOverlay, showOverlayPaths } from '../src/library/read-overlay.ts';
import { reasonOf } from '../src/library/text-file.ts';
import { buildSite } from '../src/offline/build-site.ts';
import { whyNotWritable } from '../src/offline/output-folder.ts';
import { readContent } from '../src/offline/read-content.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    content: { type: 'string' },
    overlay: { type: 'string' },
    out: { type: 'string' },
    'no-cache': { type: 'boolean', default: false },
  },
});
const folder = resolve(values.content ?? join(project, 'content'));
const out = resolve(values.out ?? join(project, 'dist'));
const started = performance.now();
// Whoever looks on should not think that it hangs.
if (process.stdout.isTTY) console.log('Building: half a minute the first time, then less …');

// npm starts this in the project's folder; a path is meant from where the person stands.
const overlayFolder =
  values.overlay === undefined
    ? null
    : resolve(process.env.INIT_CWD ?? process.cwd(), values.overlay);
const overlay = overlayFolder === null ? null : await readOverlay(overlayFolder);
const refusal = await whyNotWritable(out);
if (refusal !== null) refuse(refusal);
// A runbook that was parsed before, by any command of this checkout, need not be parsed again.
const cache = values['no-cache'] ? null : await checkoutCache();
const content = await readContent(folder, { overlay, cache, keepsMatches: true });
const said = showOverlayPaths(overlayFolder ?? '', content.diagnostics, content.sources);
const told = said.diagnostics.filter(({ level }) => level !== 'info');
if (told.length > 0) console.error(formatDiagnostics(told, said.sources));
const errors = told.filter(({ level }) => level === 'error').length;
if (errors > 0) {
  const count = errors === 1 ? 'One error' : `${errors} errors`;
  console.error(`${count} in the runbooks: nothing was built, the last build stays.`);
  process.exit(1);
}

const kept = cache && {
  cache,
  digestOf: content.digestOf,
  isCurrent: async () => (await programDigest(project)) === cache.place.program,
};
const built = await buildSite({ ...content, kept, out }).catch((error: unknown) => {
  // The disk is full, or was taken away: one line is enough. Anything else is a fault of ours.
  const failure = writeFailure(error);
  if (failure === null) throw error;
  refuse(`${failure.path ?? out} cannot be written: ${failure.reason}.`);
});
await content.storeMatches();
await cache?.prune();
const { pages, rendered, brokenLinks, siteBytes, singleFileBytes, zipBytes, cliBytes } = built;
const seconds = ((performance.now() - started) / 1000).toFixed(1);
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
const shown = relative(process.cwd(), out) || out;
for (const { page, address, missing } of brokenLinks) {
  console.error(`${page}: the link ${address} leads nowhere: there is no ${missing}.`);
}
const counts = `${content.site.runbooks.length} runbooks, ${pages} pages (${rendered} made anew)`;
console.log(`${counts}, ${seconds} s`);
console.log(`  ${join(shown, 'site')}  ${kilobytes(siteBytes)}`);
console.log(`  ${join(shown, 'panicroom.html')}  ${kilobytes(singleFileBytes)}`);
console.log(`  ${join(shown, 'panicroom.mjs')}  ${kilobytes(cliBytes)}`);
console.log(`  ${join(shown, 'panicroom.zip')}  ${kilobytes(zipBytes)}`);

/** What the system said against writing, wherever a library of the build wrapped it; else null. */
function writeFailure(error: unknown): { path: string | undefined; reason: string } | null {
  const { code, syscall, path, message, cause } = error as NodeJS.ErrnoException;
  const isOfTheDisk = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EFBIG'].includes(code ?? '');
  if (isOfTheDisk || (syscall !== undefined && path !== undefined))
    return { path, reason: reasonOf({ code, message }) };
  // esbuild is another program: what it was told stands in its words alone.
  if (/no space left on device/i.test(message)) {
    return { path: undefined, reason: reasonOf({ code: 'ENOSPC' }) };
  }
  return cause === undefined ? null : writeFailure(cause);
}

function refuse(why: string): never {
  console.error(`${why}\nNothing was built, what stands there stays.`);
  process.exit(1);
}
