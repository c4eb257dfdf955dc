// Is the right runbook first, and is it as sure as it says? `npm run calibration -- DIR [--part …]`
//
// Runs triage with the library over a folder of labelled logs (as `npm run accuracy` does the reader)
// and prints how often the right runbook came first, and a table of stated confidence against the share
// that was right. The held-out part is the honest one: no weight was set by looking at it.

import { parseArgs } from 'node:util';
import { buildKnowledge } from '../src/graph/build-knowledge.ts';
import { readLibrary } from '../src/library/read-library.ts';
import { labelledCases, type Part } from './score-corpora.ts';
import { type MatchScore, scoreMatches } from './score-matches.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { part: { type: 'string', default: 'all' } },
});
const [folder] = positionals;
if (folder === undefined || !['dev', 'held-out', 'all'].includes(values.part)) {
  console.error('usage: npm run calibration -- DIR [--part dev|held-out|all]');
  process.exit(2);
}

const { runbooks } = await readLibrary('content/runbooks');
const knowledge = buildKnowledge(runbooks);
const scores: MatchScore[] = [];
for (const corpus of ['qemu', 'field'] as const) {
  const cases = labelledCases(folder, corpus, values.part as Part);
  if (cases.length > 0) scores.push(scoreMatches(corpus, cases, knowledge));
}
if (scores.length === 0) {
  console.error(`No labelled logs in ${folder}: expected field.jsonl or qemu/labels.jsonl.`);
  process.exit(2);
}

for (const { corpus, covered, uncovered, wrong } of scores) {
  console.log(
    `${corpus}: right runbook first ${covered.first}/${covered.of}, among three ${covered.amongThree}/${covered.of}; nothing claimed where no runbook is ${uncovered.silent}/${uncovered.of}`,
  );
  for (const { id, wanted, matched, confidence } of wrong)
    console.log(`  ${id}: wanted ${wanted}, matched ${matched} at ${confidence}`);
}
console.log('\nstated        mean   matches  right  share');
for (const [index, { from, to }] of scores[0]!.bands.entries()) {
  const all = scores.map(({ bands }) => bands[index]!);
  const matches = all.reduce((sum, band) => sum + band.matches, 0);
  if (matches === 0) continue;
  const right = all.reduce((sum, band) => sum + band.right, 0);
  const mean = all.reduce((sum, band) => sum + band.stated, 0) / matches;
  const share = `${((100 * right) / matches).toFixed(0)} %`;
  const bar = '█'.repeat(Math.round((20 * right) / matches));
  console.log(
    `${from.toFixed(2)}–${to.toFixed(2)}   ${mean.toFixed(2)}   ${String(matches).padStart(7)} ${String(right).padStart(6)} ${share.padStart(6)}  ${bar}`,
  );
}
