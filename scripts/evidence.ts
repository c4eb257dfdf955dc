// Is it true? `npm run evidence [-- --kernel DIR …] [--check]`
//
// Looks for what runbooks claim in the sources that they claim it of, and keeps what was found in
// content/evidence and, to read, in docs/evidence.md. `--kernel` takes a kernel tree, several times: the
// formats of all signatures are looked for in its strings. What is not given keeps what was found before.
// `--check` looks for nothing and writes nothing: it says what of the library no evidence stands for, and
// fails if there is any.

import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readLibrary } from '../src/library/read-library.ts';
import { describeSignatures } from './evidence/describe-evidence.ts';
import {
  readNamedSources,
  readSignatureEvidence,
  writeSignatureEvidence,
} from './evidence/evidence-files.ts';
import { readKernelStrings } from './evidence/kernel-strings.ts';
import { printedForm, wordsOf } from './evidence/printed-form.ts';
import { unconfirmedFormats } from './evidence/say-unconfirmed.ts';
import { judgeFormats, lookFor } from './evidence/signature-evidence.ts';

const { values } = parseArgs({
  options: {
    kernel: { type: 'string', multiple: true, default: [] },
    check: { type: 'boolean', default: false },
  },
});

const root = resolve(import.meta.dirname, '..');
const { runbooks } = await readLibrary(join(root, 'content/runbooks'));
const forms = runbooks.flatMap(({ signatures }) =>
  signatures.flatMap(({ formats }) => formats.map(({ format }) => printedForm(format))),
);

if (!values.check) {
  const words = new Set(forms.flatMap((form) => wordsOf(form).map(({ text }) => text)));
  const trees = values.kernel.map((tree) => readKernelStrings(tree, words));
  if (trees.length > 0) writeSignatureEvidence(lookFor(forms, trees, readSignatureEvidence()));
}

const evidence = readSignatureEvidence();
const judged = judgeFormats(runbooks, evidence, readNamedSources());
if (!values.check) {
  writeFileSync(join(root, 'docs/evidence.md'), describeEvidence());
  console.log('Wrote content/evidence and docs/evidence.md');
}

const unconfirmed = unconfirmedFormats(judged);
for (const line of unconfirmed) console.log(line);
console.log(`${judged.length} formats, ${unconfirmed.length} without evidence.`);
if (values.check && unconfirmed.length > 0) process.exit(1);

function describeEvidence(): string {
  return [
    '# What was checked by machine',
    '',
    'This page is made by `npm run evidence` from content/evidence.',
    '',
    ...describeSignatures(judged, evidence),
  ].join('\n');
}
