// How well does the reader read? `npm run accuracy -- DIR [--part dev|held-out|all] [--misses N] [--check]`
//
// Runs the log reader over a folder of labelled logs (the corpora's README describes the labels) and
// prints, per corpus and field, how many were right, wrong and missed, which kinds were confused, and
// the misses one by one. `--part` takes three quarters (dev) or the rest (held-out), drawn by a hash of
// the case's id, so that rules can be developed on one part and reported on the other; the held-out
// part's misses are listed with `--part held-out` alone. `--check` compares with the floors in
// test/accuracy-floors.json and fails where a figure fell.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type CorpusScore, partOf, scoreCorpora } from './score-corpora.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    part: { type: 'string', default: 'all' },
    misses: { type: 'string', default: '20' },
    check: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const folder = positionals[0];
if (folder === undefined || !['dev', 'held-out', 'all'].includes(values.part)) {
  console.error(
    'usage: npm run accuracy -- DIR [--part dev|held-out|all] [--misses N] [--check] [--json]',
  );
  process.exit(2);
}

const scores = scoreCorpora(folder, values.part as 'dev' | 'held-out' | 'all');
if (scores.length === 0) {
  console.error(
    `No labelled logs in ${folder}: expected field.jsonl, syzkaller.jsonl, satyr.jsonl or qemu/labels.jsonl.`,
  );
  process.exit(2);
}
if (values.json) console.log(JSON.stringify(scores, null, 2));
else for (const score of scores) print(score, Number(values.misses));

if (values.check) {
  const floors: Record<string, Record<string, number>> = JSON.parse(
    readFileSync(new URL('../test/accuracy-floors.json', import.meta.url), 'utf8'),
  );
  const fallen = scores.flatMap((score) =>
    Object.entries(floors[score.corpus] ?? {}).flatMap(([field, floor]) => {
      const tally = score.fields[field];
      const share = tally ? tally.right / tally.of : 0;
      return share < floor ? [`${score.corpus} ${field}: ${share.toFixed(3)}, floor ${floor}`] : [];
    }),
  );
  for (const line of fallen) console.error(`fallen below its floor: ${line}`);
  if (fallen.length > 0) process.exit(1);
}

function print(score: CorpusScore, misses: number): void {
  console.log(`\n${score.corpus}: ${score.cases} cases`);
  console.log('  field        right wrong missed    of   share');
  for (const [field, tally] of Object.entries(score.fields)) {
    const share = ((100 * tally.right) / tally.of).toFixed(1);
    console.log(
      `  ${field.padEnd(12)} ${[tally.right, tally.wrong, tally.missed, tally.of].map((n) => String(n).padStart(5)).join(' ')} ${share.padStart(6)} %`,
    );
  }
  if (score.confusions.length > 0) {
    console.log('  kinds confused (labelled → read):');
    for (const [pair, count] of score.confusions)
      console.log(`    ${String(count).padStart(3)} × ${pair}`);
  }
  // Who has seen a held-out case's miss works on it from then on: they are shown only to who asks for them.
  const shown =
    values.part === 'all' ? score.misses.filter(({ id }) => partOf(id) === 'dev') : score.misses;
  for (const miss of shown.slice(0, misses)) {
    console.log(
      `  ${miss.id}  ${miss.field}: wanted ${JSON.stringify(miss.wanted)}, read ${JSON.stringify(miss.read)}`,
    );
  }
  if (shown.length > misses) console.log(`  … and ${shown.length - misses} more (--misses N)`);
  if (score.misses.length > shown.length)
    console.log(`  … and ${score.misses.length - shown.length} of the held-out part`);
}
