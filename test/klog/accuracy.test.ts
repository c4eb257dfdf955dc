// The reader against the shared corpora, with floors that only rise (test/accuracy-floors.json).
// Their logs are not part of the project: where they are absent this is left out, and says so.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scoreCorpora } from '../../scripts/score-corpora.ts';

const root = join(import.meta.dirname, '../..');
const corpora = process.env.PANICROOM_CORPORA ?? join(root, '../shared/corpus');
const present = existsSync(corpora);
const floors: Record<string, Record<string, number>> = JSON.parse(
  readFileSync(join(root, 'test/accuracy-floors.json'), 'utf8'),
);

describe.skipIf(!present)(
  present
    ? 'accuracy on the shared corpora'
    : 'accuracy: left out, the shared corpora are not here',
  () => {
    const scores = present ? scoreCorpora(corpora, 'all') : [];
    const wanted = Object.entries(floors).flatMap(([corpus, fields]) =>
      Object.entries(fields).map(([field, floor]) => ({ corpus, field, floor })),
    );
    test.each(wanted)('$corpus $field is at least $floor', ({ corpus, field, floor }) => {
      const tally = scores.find((score) => score.corpus === corpus)?.fields[field];
      expect(tally, 'the field was scored').toBeDefined();
      expect(tally!.right / tally!.of).toBeGreaterThanOrEqual(floor);
    });
  },
);
