// Is it true? `npm run evidence [-- --kernel DIR …] [--check]`
//
// Looks for what runbooks claim in the sources that they claim it of, and keeps what was found in
// content/evidence and, to read, in docs/evidence.md. `--kernel` takes a kernel tree, several times: the
// formats of all signatures are looked for in its strings. `--commands` looks for the programs, options and
// paths of all commands in a Debian release (`--suite`) and in those trees; it needs Debian and a network,
// keeps what it fetches in `--cache`, installs nothing, and looks only for what is new (`--again`: for all).
// What is not given keeps what was found before. `--check` looks for nothing and writes nothing: it says
// what of the library no evidence stands for, and fails if there is any or the page is out of date.

import { readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readLibrary } from '../src/library/read-library.ts';
import {
  readCommandEvidence,
  readNamedPrograms,
  readSignatureEvidence,
  writeCommandEvidence,
  writeSignatureEvidence,
} from './evidence/evidence-files.ts';
import { readKernelStrings } from './evidence/kernel-strings.ts';
import { libraryEvidence } from './evidence/library-evidence.ts';
import { lookUpCommands, wantedOf } from './evidence/look-up-commands.ts';
import { printedForm, wordsOf } from './evidence/printed-form.ts';
import { lookFor } from './evidence/signature-evidence.ts';

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

const { page, formats, commands } = libraryEvidence(runbooks);
const file = join(root, 'docs/evidence.md');
const stale = values.check && readFileSync(file, 'utf8') !== page;
if (!values.check) {
  writeFileSync(file, page);
  console.log('Wrote content/evidence and docs/evidence.md');
}

for (const line of [...formats.unconfirmed, ...commands.unconfirmed]) console.log(line);
if (stale) console.log('docs/evidence.md is older than the library: run npm run evidence.');
console.log(`${formats.all} formats, ${formats.unconfirmed.length} without evidence.`);
console.log(
  `${commands.all} commands, ${commands.unconfirmed.length} of their parts without evidence.`,
);
if (values.check && (stale || formats.unconfirmed.length + commands.unconfirmed.length > 0))
  process.exit(1);
