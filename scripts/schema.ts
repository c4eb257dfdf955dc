// Writes schema/*.schema.json from the zod schemas that the code itself checks with. Run it after
// changing one of them, and `npm run format` behind it; a test says so where it was forgotten.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { graphSchema } from '../src/graph/graph-schema.ts';
import { settingsSchema } from '../src/overlay/settings-schema.ts';
import { frontMatterSchema } from '../src/parse/front-matter-schema.ts';

/** Each published schema, by its path in the repository. */
export const schemas: Record<string, object> = {
  'schema/graph.schema.json': {
    title: 'Panicroom knowledge graph',
    ...z.toJSONSchema(graphSchema),
  },
  'schema/front-matter.schema.json': {
    title: 'Front matter of a Panicroom runbook',
    ...z.toJSONSchema(frontMatterSchema),
  },
  'schema/overlay.schema.json': {
    title: 'panicroom.yaml of an overlay',
    ...z.toJSONSchema(settingsSchema),
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  for (const [file, schema] of Object.entries(schemas)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), `${JSON.stringify(schema, null, 2)}\n`);
    process.stdout.write(`${file}\n`);
  }
}
