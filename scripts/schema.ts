// Writes schema/*.schema.json from the zod schemas that the code itself checks with, and the editor's
// snippets. Run it after changing one of them or the vocabulary, and `npm run format` behind it; a test
// says so where it was forgotten.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import areas from '../content/vocabulary/areas.json' with { type: 'json' };
import kinds from '../content/vocabulary/kinds.json' with { type: 'json' };
import { graphSchema } from '../src/graph/graph-schema.ts';
import { settingsSchema } from '../src/overlay/settings-schema.ts';
import { frontMatterSchema } from '../src/parse/front-matter-schema.ts';
import { snippets } from './editor-snippets.ts';

/** Each published schema, and what editors are given, by their paths in the repository. */
export const schemas: Record<string, object> = {
  'schema/graph.schema.json': {
    title: 'Panicroom knowledge graph',
    ...z.toJSONSchema(graphSchema),
  },
  'schema/front-matter.schema.json': {
    title: 'Front matter of a Panicroom runbook',
    ...withWords(z.toJSONSchema(frontMatterSchema)),
  },
  'schema/overlay.schema.json': {
    title: 'panicroom.yaml of an overlay',
    ...z.toJSONSchema(settingsSchema),
  },
  '.vscode/panicroom.code-snippets': snippets,
};

/**
 * The words of the closed lists, for an editor to offer with what they mean. Beside, not instead of,
 * what the parser takes: an unknown word is a rule's business, and an overlay may bring its own areas.
 */
function withWords(schema: { properties?: Record<string, unknown> }): object {
  const kindWords = kinds.map(({ slug, label }) => ({ const: slug, description: label }));
  const areaWords = areas.map(({ slug, label }) => ({ const: slug, description: label }));
  const { kinds: kindField, area, ...others } = schema.properties as Record<string, object>;
  return {
    ...schema,
    properties: {
      ...others,
      kinds: {
        ...kindField,
        anyOf: [{ anyOf: kindWords }, { type: 'array', items: { anyOf: kindWords } }],
      },
      area: { ...area, anyOf: [...areaWords, { type: 'string', minLength: 1 }] },
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  for (const [file, schema] of Object.entries(schemas)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), `${JSON.stringify(schema, null, 2)}\n`);
    process.stdout.write(`${file}\n`);
  }
}
