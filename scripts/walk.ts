// `npm run walk`: a docs author's first scenario, from a pasted log to a runbook that the log leads to,
// done by the commands themselves. Writes docs/walk-new-scenario.md, and docs/five-minutes.md for those
// on call; a test does the same walks and compares. In: test/walk/ (the log, and the runbook as its author has written it).

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fenced, transcript } from './transcript.ts';
import { triageWalk } from './walk-triage.ts';

const project = resolve(import.meta.dirname, '..');
const given = join(project, 'test/walk');
const runbook = 'runbooks/boot/module-load-failure.md';
/** Reviews are counted to this day, whenever the walk is repeated. */
const day = '2026-11-28';

/** The whole page. Throws where a command ends otherwise than the page says. */
export function walk(): string {
  const folder = mkdtempSync(join(tmpdir(), 'panicroom-walk-'));
  try {
    return pageOf(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pageOf(folder: string): string {
  mkdirSync(join(folder, 'runbooks'));
  cpSync(join(project, 'content/samples/healthy'), join(folder, 'samples/healthy'), {
    recursive: true,
  });
  cpSync(join(given, 'paste.log'), join(folder, 'paste.log'));
  const finished = readFileSync(join(given, 'module-load-failure.md'), 'utf8');
  const file = join(folder, runbook);
  const run = (command: string, status: number) => transcript(folder, command, status);

  const begun = run('panicroom new --from paste.log --runbooks runbooks', 0);
  const draft = readFileSync(file, 'utf8');
  const unfinished = run(`panicroom check runbooks --no-shell --today ${day}`, 0);
  writeFileSync(
    file,
    finished
      .replace('kinds: [module-load-failure]', 'kinds: [modul-load-failure]')
      .replace('(#build-it-for-this-kernel) as well', '(#build-it-for-the-kernel) as well')
      .replace(/:::warning[\s\S]*?:::\n\n/, ''),
  );
  const refused = run(`panicroom check runbooks --no-shell --today ${day}`, 1);
  writeFileSync(file, finished);
  const passed = run(`panicroom check runbooks --no-shell --today ${day}`, 0);
  const found = run('panicroom triage paste.log --runbooks runbooks', 0);

  return [
    '# A new scenario, step by step',
    '',
    'A docs author has a log that no runbook covers, and no experience with programming. This is the way to a runbook that the log leads to. Every command was run, and its output is shown as it was; `npm run walk` does the walk again and writes this page.',
    '',
    'The library here is a folder with nothing but the log of a healthy boot. In the project itself leave out `--runbooks` and write `npm run new -- …` and `npm run check`; the commands are the same.',
    '',
    '## 1. The log becomes a draft',
    '',
    'After a kernel update, a card was missing. The author saved the console to `paste.log` and ran:',
    '',
    ...begun,
    '',
    `What the reader found is in the draft, \`${runbook}\`. What only the author knows is marked \`TODO\`:`,
    '',
    ...fenced('markdown', excerpt(draft, '## Investigation', '## Common causes')),
    '',
    '## 2. The draft is checked, and breaks nothing',
    '',
    'A draft is warned of what is missing and passes. Here are the first of the warnings, and the count:',
    '',
    ...firstAndLast(unfinished, 16),
    '',
    '## 3. The author writes',
    '',
    "The signature was compared with the kernel's source. It showed that the symbol changes as well, and that there is a second message of the same meaning:",
    '',
    ...fenced('markdown', excerpt(finished, ':::signature', '## Sources')),
    '',
    'Names in braces fill the commands: what the log calls the module stands in `<module>`.',
    '',
    ...fenced('markdown', excerpt(finished, '### Step 2', '## Common causes')),
    '',
    '## 4. Published, and refused',
    '',
    'With `status: published` in its head, what was a warning is an error. Three slips were in the text: a kind misspelt, a link to a heading that is called otherwise, and a restart without a warning above it.',
    '',
    ...refused,
    '',
    '## 5. Mended',
    '',
    ...passed,
    '',
    '## 6. The log leads to it',
    '',
    ...found,
    '',
    '## 7. Into the library',
    '',
    "In the project, two more commands belong to it. The reader's facts of the new sample are kept as a golden file, to be read once and compared for ever after; then all tests run:",
    '',
    ...fenced('sh', 'UPDATE_GOLDENS=1 npm test -- test/klog\nnpm test\n'),
    '',
    'Then commit the runbook, its two samples and the golden, and open a pull request.',
    '',
  ].join('\n');
}

function firstAndLast(lines: readonly string[], count: number): string[] {
  const last = lines.slice(-2);
  return [...lines.slice(0, count), '…', ...last];
}

function excerpt(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  if (start < 0 || end < 0) throw new Error(`nothing between ${from} and ${to}`);
  return text.slice(start, end);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of [
    ['walk-new-scenario.md', walk()],
    ['five-minutes.md', triageWalk()],
  ] as const) {
    writeFileSync(join(project, 'docs', name), text);
    console.log(`Wrote docs/${name}`);
  }
}
