// The command line as one file without dependencies, its knowledge inside. In a checkout the same
// entry finds no built-in knowledge and reads content/ itself.

import { writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import type { Knowledge } from '../model/knowledge.ts';

/** `entry` sees the library as `globalThis.__PANICROOM_KNOWLEDGE__`. */
export async function bundleCli(entry: string, knowledge: Knowledge, out: string): Promise<void> {
  const banner = [
    '#!/usr/bin/env node',
    // Dependencies written as CommonJS ask for require, which an ES module does not have.
    "import { createRequire as panicroomCreateRequire } from 'node:module';",
    'const require = panicroomCreateRequire(import.meta.url);',
    `globalThis.__PANICROOM_KNOWLEDGE__ = ${JSON.stringify(knowledge)};`,
  ].join('\n');
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minify: true,
    keepNames: true,
    legalComments: 'eof',
    logLevel: 'silent',
    banner: { js: banner },
  });
  await writeFile(out, result.outputFiles[0]!.contents, { mode: 0o755 });
}
