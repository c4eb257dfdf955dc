// The command line as one file without dependencies, its knowledge inside. In a checkout the same
// entry finds no built-in knowledge and reads content/ itself.

import { writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import type { BuiltInLibrary } from '../cli/find-knowledge.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { packed } from './packed.ts';

/** What the single file was built from. */
export interface CliLibrary {
  /** Without the overlay that lies over it; the very object that is built in where none does. */
  knowledge: Knowledge;
  /** Text of each runbook of the library, by its id. */
  files: Record<string, { file: string; source: string }>;
}

/**
 * Returns the files that are in it, as paths from the working folder. `entry` sees them as `globalThis.__PANICROOM_KNOWLEDGE__` and `__PANICROOM_LIBRARY__`.
 */
export async function bundleCli(
  entry: string,
  knowledge: Knowledge,
  library: CliLibrary,
  out: string,
): Promise<string[]> {
  const builtIn: BuiltInLibrary = {
    knowledge: library.knowledge === knowledge ? null : library.knowledge,
    files: Buffer.from(packed(JSON.stringify(library.files))).toString('base64'),
  };
  const banner = [
    '#!/usr/bin/env node',
    // Dependencies written as CommonJS ask for require, which an ES module does not have.
    "import { createRequire as panicroomCreateRequire } from 'node:module';",
    'const require = panicroomCreateRequire(import.meta.url);',
    `globalThis.__PANICROOM_KNOWLEDGE__ = ${JSON.stringify(knowledge)};`,
    `globalThis.__PANICROOM_LIBRARY__ = ${JSON.stringify(builtIn)};`,
    '',
  ].join('\n');
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minify: true,
    keepNames: true,
    legalComments: 'eof',
    logLevel: 'silent',
  });
  // Put in front here: esbuild would read what is the largest part of the file, and change nothing of it.
  await writeFile(out, [banner, result.outputFiles[0]!.contents], { mode: 0o755 });
  return Object.keys(result.metafile.inputs);
}
