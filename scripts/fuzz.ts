// `npm run fuzz -- [--minutes N] [--seed N]`: logs that no kernel ever printed, through the whole way.
//
// Takes the library's samples apart and puts them together wrong: cut, shuffled, spliced, wrapped,
// reframed, with hostile lines in between. What must hold of any text is held here: nothing throws,
// every span holds what it says, evidence stands where it is said to, what is filled into a command is
// one shell word. A finding is written to .build/fuzz/ and the run fails.
//
// At the end it times hostile texts of growing size: the time must grow with the length, not faster.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildKnowledge } from '../src/graph/build-knowledge.ts';
import { otherBlanks } from '../src/klog/printed-text.ts';
import { readKernelLog } from '../src/klog/read-kernel-log.ts';
import { terminalEscapes } from '../src/klog/unframe.ts';
import { readLibrary } from '../src/library/read-library.ts';
import { readSamples } from '../src/library/read-samples.ts';
import { triage } from '../src/plan/triage.ts';
import { hostileTexts, mutateLog, randomSource } from './mutate-log.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
const project = resolve(import.meta.dirname, '..');
const { runbooks } = await readLibrary(join(project, 'content/runbooks'));
const knowledge = buildKnowledge(runbooks);
const texts = (await readSamples(join(project, 'content/samples'))).map(({ text }) => text);

const random = randomSource(Number(values.seed));
const until = performance.now() + Number(values.minutes) * 60_000;
let runs = 0;
let bytes = 0;
while (performance.now() < until) {
  const text = mutateLog(texts, random);
  try {
    hold(text);
  } catch (error) {
    const folder = join(project, '.build/fuzz');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${values.seed}-${runs}.txt`);
    writeFileSync(file, text);
    console.error(
      `run ${runs} of seed ${values.seed}: ${(error as Error).message}\n  input: ${file}`,
    );
    process.exit(1);
  }
  runs++;
  bytes += text.length;
}
console.log(`${runs} texts, ${(bytes / 1e6).toFixed(0)} MB, seed ${values.seed}: nothing found`);

console.log('\nhostile texts, ms per MB at 0.5, 1 and 2 MB:');
for (const [name, make] of Object.entries(hostileTexts)) {
  const perMegabyte = [0.5, 1, 2].map((megabytes) => {
    const text = make(megabytes * 1e6);
    const start = performance.now();
    triage(text, name, knowledge);
    return (performance.now() - start) / (text.length / 1e6);
  });
  console.log(
    `  ${name.padEnd(34)} ${perMegabyte.map((ms) => ms.toFixed(0).padStart(6)).join(' ')}`,
  );
}

/** Throws where something that must hold of any text does not. */
function hold(text: string): void {
  const log = readKernelLog(text);
  const rows = text.split('\n');
  for (const { kind, lines, facts } of log.events) {
    if (lines[0] < 1 || lines[1] < lines[0] || lines[1] > log.lineCount) {
      throw new Error(`${kind} stands at lines ${lines.join('–')} of ${log.lineCount}`);
    }
    for (const { name, value, at } of facts) {
      const pasted = rows[at.line - 1]?.slice(at.start - 1, at.end - 1) ?? '';
      // A page's blanks are read as blanks.
      const there = pasted.replace(terminalEscapes, '').replace(otherBlanks, ' ');
      const words = name === 'taint' ? 'Tainted: ' : value;
      // Of words that a screen broke, the place holds those before the break.
      const isBroken = at.end > (rows[at.line - 1]?.trimEnd().length ?? 0);
      if (!there.includes(words) && !(isBroken && there !== '' && words.startsWith(there.trim()))) {
        throw new Error(`fact ${name} is "${value}", its place holds "${there}"`);
      }
    }
  }
  const report = triage(text, 'fuzz', knowledge);
  for (const { evidence } of report.matches) {
    for (const { line } of evidence)
      if (line < 1 || line > log.lineCount) throw new Error(`evidence at line ${line}`);
  }
  for (const { command, filled } of report.plan) {
    if (/[\p{Cc}\p{Cf}]/u.test(command.replaceAll('\n', ''))) {
      throw new Error(`a command holds a control character: ${JSON.stringify(command)}`);
    }
    for (const value of Object.values(filled)) {
      if (value.startsWith('-')) throw new Error(`a value became an option: ${command}`);
    }
  }
}
