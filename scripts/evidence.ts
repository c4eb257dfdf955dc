// Is it true? `npm run evidence [-- --kernel DIR …] [--check]`
//
// Looks for what runbooks claim in the sources that they claim it of, and keeps what was found in
// content/evidence and, to read, in docs/evidence.md. `--kernel` takes a kernel tree, several times: the
// formats of all signatures are looked for in its strings. `--commands` looks for the programs, options and
// paths of all commands in a Debian release (`--suite`) and in those trees; it needs Debian and a network,
// keeps what it fetches in `--cache`, installs nothing, and looks only for what is new (`--again`: for all).
// What is not given keeps what was found before. `--check` looks for nothing and writes nothing: it says
// what of the library no evidence stands for, and fails if there is any.

import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readLibrary } from '../src/library/read-library.ts';
import { judgeCommands } from './evidence/command-evidence.ts';
import { describeCommands } from './evidence/describe-commands.ts';
import { describeEvidence, describeSignatures } from './evidence/describe-evidence.ts';
import {
  readCommandEvidence,
  readNamedPrograms,
  readNamedSources,
  readSignatureEvidence,
  writeCommandEvidence,
  writeSignatureEvidence,
} from './evidence/evidence-files.ts';
import { readKernelStrings } from './evidence/kernel-strings.ts';
import { lookUpCommands, wantedOf } from './evidence/look-up-commands.ts';
import { printedForm, wordsOf } from './evidence/printed-form.ts';
import { unconfirmedClaims, unconfirmedFormats } from './evidence/say-unconfirmed.ts';
import { judgeFormats, lookFor } from './evidence/signature-evidence.ts';

const { values } = parseArgs({
  options: {
    kernel: { type: 'string', multiple: true, default: [] },
    commands: { type: 'boolean', default: false },
    suite: { type: 'string', default: 'bookworm' },
    cache: {
      type: 'string',
      default: join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'panicroom'),
    },
    again: { type: 'boolean', default: false },
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
if (values.commands && !values.check) {
  const { suite, again } = values;
  const options = { suite, again, cache: resolve(values.cache), kernels: values.kernel };
  const wanted = wantedOf(runbooks);
  writeCommandEvidence(lookUpCommands(wanted, readCommandEvidence(), readNamedPrograms(), options));
}

const signatures = readSignatureEvidence();
const judged = judgeFormats(runbooks, signatures, readNamedSources());
const commandEvidence = readCommandEvidence();
const commands = judgeCommands(runbooks, commandEvidence, readNamedPrograms());
if (!values.check) {
  const page = describeEvidence(
    describeSignatures(judged, signatures),
    describeCommands(commands, commandEvidence),
  );
  writeFileSync(join(root, 'docs/evidence.md'), page);
  console.log('Wrote content/evidence and docs/evidence.md');
}

const formats = unconfirmedFormats(judged);
const claims = unconfirmedClaims(commands);
for (const line of [...formats, ...claims]) console.log(line);
console.log(`${judged.length} formats, ${formats.length} without evidence.`);
console.log(`${commands.length} commands, ${claims.length} of their parts without evidence.`);
if (values.check && formats.length + claims.length > 0) process.exit(1);
