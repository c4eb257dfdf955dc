// `node scripts/known-gaps.ts DIR`: what the library's signatures miss of a list of verified ones (see
// known-examples.ts), as Markdown.

import { readLibrary } from '../src/library/read-library.ts';
import { isMissed, isUncovered, judgeExamples, readKnownExamples } from './known-examples.ts';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: node scripts/known-gaps.ts DIR, which holds signatures.jsonl and kinds.md');
  process.exit(2);
}
const { runbooks } = await readLibrary('content/runbooks');
const judged = judgeExamples(readKnownExamples(folder), runbooks);
const missed = judged.filter(isMissed);
const uncovered = judged.filter(isUncovered);
console.log(
  `${judged.length} signatures: ${judged.length - missed.length - uncovered.length} fire, ${missed.length} do not though a runbook covers the kind, ${uncovered.length} have no runbook.\n`,
);
console.log('## A runbook covers the kind, none of its signatures fires\n');
for (const { slug, kind, read, runbooks: ids, example } of missed) {
  const otherwise = read.includes(kind ?? '') ? '' : ` (read as ${read.join(', ') || 'no event'})`;
  console.log(`- ${slug}, kind ${kind}${otherwise}, ${ids.join(', ')}: \`${example}\``);
}
console.log('\n## No runbook yet\n');
for (const { slug, kind, example } of uncovered)
  console.log(`- ${slug}, kind ${kind}: \`${example}\``);
