// Builds dist/: reads the library, says what is wrong with it, and hands it to src/offline.
//
//   node scripts/build.ts [--content DIR] [--out DIR]
//
// Exit 1 where a runbook has an error; the last good build then stays as it was.

import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import areas from '../content/vocabulary/areas.json' with { type: 'json' };
import kinds from '../content/vocabulary/kinds.json' with { type: 'json' };
import taint from '../content/vocabulary/taint.json' with { type: 'json' };
import { buildGraph } from '../src/graph/build-graph.ts';
import { buildKnowledge } from '../src/graph/build-knowledge.ts';
import { readLibrary } from '../src/library/read-library.ts';
import { buildSite } from '../src/offline/build-site.ts';
import { readSamples } from '../src/offline/read-samples.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { content: { type: 'string' }, out: { type: 'string' } },
});
const content = resolve(values.content ?? join(project, 'content'));
const out = resolve(values.out ?? join(project, 'dist'));
const started = performance.now();

const { runbooks, diagnostics } = await readLibrary(join(content, 'runbooks'));
for (const { file, span, level, code, message, fix } of diagnostics) {
  const place = `${relative(process.cwd(), join(content, 'runbooks', file))}:${span.start.line}:${span.start.column}`;
  console.error(`${place} ${level} ${code}\n  ${message}\n  ${fix}`);
}
const errors = diagnostics.filter(({ level }) => level === 'error').length;
if (errors > 0) {
  const count = errors === 1 ? 'One error' : `${errors} errors`;
  console.error(`\n${count} in the runbooks: nothing was built, the last build stays.`);
  process.exit(1);
}

const { version } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as {
  version: string;
};
const reviewed = runbooks.flatMap(({ meta }) => meta.reviewed ?? []).sort();
const { pages, siteBytes, cliBytes } = await buildSite({
  site: {
    runbooks,
    graph: buildGraph(runbooks),
    kinds,
    areas,
    taint: taint.flags,
    version,
    contentDate: reviewed.at(-1) ?? null,
  },
  knowledge: buildKnowledge(runbooks),
  samples: await readSamples(join(content, 'samples')),
  out,
});

const seconds = ((performance.now() - started) / 1000).toFixed(1);
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
console.log(`${runbooks.length} runbooks, ${pages} pages in ${seconds} s`);
console.log(`  ${join(relative(process.cwd(), out), 'site')}  ${kilobytes(siteBytes)}`);
console.log(`  ${join(relative(process.cwd(), out), 'panicroom.mjs')}  ${kilobytes(cliBytes)}`);
